import type { Commit, Exchange, Invariant, View } from '../contract.ts';
import { bodyOf, codeOf, FirstSent } from './requests.ts';
import type { StockItem } from './shapes.ts';
import { seenAt } from './stored.ts';

/** How many units could be had from a moment on. */
interface Point {
  at: number;
  units: number;
}

interface Cart {
  lines?: { sku: string; quantity: number }[];
  delivery?: { method?: string; locationId?: string };
}

const unitsOf = ({ onHand, reserved, safety = 0 }: StockItem) => Math.max(0, onHand - reserved - safety);

/** What could be had of each SKU at each location, over time. */
class Shelf {
  private readonly levels = new Map<string, Map<string, number>>();
  private readonly points = new Map<string, Point[]>();

  set(level: StockItem, at: number): void {
    const places = this.levels.get(level.sku) ?? new Map<string, number>();
    this.levels.set(level.sku, places.set(level.locationId, unitsOf(level)));
    this.add(level.sku, { at, units: [...places.values()].reduce((a, b) => a + b, 0) });
    this.add(`${level.sku}@${level.locationId}`, { at, units: unitsOf(level) });
  }

  private add(name: string, point: Point): void {
    const points = this.points.get(name);
    if (points) points.push(point);
    else this.points.set(name, [point]);
  }

  /** The least that could be had at any moment from `from` to now. */
  leastSince(name: string, from: number, enough: number): number {
    const points = this.points.get(name) ?? [];
    let least = Number.POSITIVE_INFINITY;
    for (let index = points.length - 1; index >= 0; index -= 1) {
      const point = points[index];
      if (!point) break;
      least = Math.min(least, point.units);
      if (point.at < from || least < enough) return least;
    }
    return points.length === 0 ? 0 : Math.min(least, 0);
  }
}

function wantedBy({ lines = [] }: Cart): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}

/** The SKUs that a refusal names by the paths of their lines. */
function refusedSkus(exchange: Exchange, { lines = [] }: Cart): string[] {
  const errors = ((exchange.reply as { errors?: { path: string }[] } | undefined)?.errors ?? []) as { path: string }[];
  return errors.map(({ path }) => lines[Number(path.split('.')[1])]?.sku ?? '');
}

/** 5: nobody is told "sold out" who could have had the goods all the time. */
export function noUndersell(): Invariant {
  const shelf = new Shelf();
  const sent = new FirstSent();

  return {
    id: '5',
    name: 'no undersell',
    onCommit(commit: Commit) {
      for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
        if (after) shelf.set(after as unknown as StockItem, commit.at);
      }
      return undefined;
    },
    onReply(exchange: Exchange, view: View) {
      if (codeOf(exchange) !== 'inventory.sold-out') return undefined;
      const cart = bodyOf(exchange) as Cart;
      const wanted = wantedBy(cart);
      const from = sent.of(exchange, view);
      const place = cart.delivery?.method === 'pickup' ? `@${cart.delivery.locationId ?? 'main'}` : '';
      const refused = refusedSkus(exchange, cart);
      if (wanted.size > 0 && refused.length === 0) return `${exchange.client} was told "sold out" without a line`;
      for (const sku of refused) {
        const quantity = wanted.get(sku) ?? 0;
        const least = shelf.leastSince(`${sku}${place}`, from, quantity);
        if (least >= quantity) {
          return `${exchange.client} was told that ${sku} is sold out and wanted ${quantity}; never less than ${least} were there`;
        }
      }
      return undefined;
    },
  };
}
