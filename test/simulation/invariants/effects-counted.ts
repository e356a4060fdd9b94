import type { Invariant, View } from '../contract.ts';
import type { OrderDoc } from './shapes.ts';
import { itemAt, itemsAt } from './tables.ts';

/** The shop's calendar is eight hours ahead and knows no summer time. */
const SHOP_OFFSET_MS = 8 * 3_600_000;

const dayOf = (instant: string) => new Date(Date.parse(instant) + SHOP_OFFSET_MS).toISOString().slice(0, 10);

type Figures = Map<string, number>;

const add = (into: Figures, name: string, value: number) => into.set(name, (into.get(name) ?? 0) + value);

const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

interface Sold extends OrderDoc {
  basis?: { arms?: { promotionId: string; heldOut: boolean }[] };
}

const units = ({ lines }: OrderDoc) => total(lines.map(({ quantity }) => quantity));

/** What of an order surely came back: all, when it was cancelled or every unit is here again; else nothing is said. */
function refundOf(order: OrderDoc): number | undefined {
  const back = total(Object.values(order.returned ?? {}));
  const revenue = total(order.lines.map(({ net }) => net));
  if (order.status === 'CANCELLED' || back === units(order)) return revenue;
  return back === 0 ? 0 : undefined;
}

/** What the orders say that has to be counted. */
function wantedOf(orders: readonly Sold[]): Figures {
  const wanted: Figures = new Map();
  for (const order of orders) {
    const { placedAt, channel, customerId, lines, history, status, promotions, uses } = order;
    const day = `${dayOf(placedAt)}#${channel}`;
    const isTill = 'till' in order;
    const applied = isTill ? uses : promotions.applied;
    // What is still held for a payment, since a decline late in the day gave it more time, is told of when it ends.
    const isOpen = status === 'RESERVED' || status === 'CHARGING';
    for (const { promotionId } of applied) add(wanted, `${promotionId} ${day} applied`, isOpen ? Number.NaN : 1);
    if (!history.some((step) => step.status === 'PAID' || step.status === 'COMPLETED')) continue;
    const revenue = total(lines.map(({ net }) => net));
    const buyers = (order.basis?.arms ?? []).map(
      ({ promotionId, heldOut }) => `${promotionId} ${heldOut ? 'out' : 'in'}#${customerId}`,
    );
    const places = ['*', ...applied.map(({ promotionId }) => promotionId)].map((id) => `${id} ${day}`);
    for (const place of [...places, ...buyers]) {
      add(wanted, `${place} orders`, 1);
      add(wanted, `${place} revenue`, revenue);
      add(wanted, `${place} cancelled`, status === 'CANCELLED' ? 1 : 0);
      add(wanted, `${place} refunds`, refundOf(order) ?? Number.NaN);
    }
  }
  return wanted;
}

const COUNTED = ['applied', 'orders', 'revenue', 'cancelled', 'refunds'];

function countedIn(view: View): Figures {
  const counted: Figures = new Map();
  const rows = [...itemsAt(view, 'effects', 'EFFECT#'), ...itemsAt(view, 'effects', 'BUYERS#')];
  for (const { pk, sk, ...figures } of rows) {
    const [, promotionId] = String(pk).split('#');
    for (const name of COUNTED) if (figures[name]) add(counted, `${promotionId} ${sk} ${name}`, Number(figures[name]));
  }
  return counted;
}

function viewFaults(view: View): string[] {
  const views = total(itemsAt(view, 'effects', 'EFFECT#').map((row) => Number(row.views ?? 0)));
  const seen = itemsAt(view, 'effects', 'VIEW#').length;
  return views === seen ? [] : [`${views} views are counted, of ${seen} sessions and days`];
}

/** A promotion began when it was published first, however often it was later. */
function beginningFaults(view: View): string[] {
  const first = new Map<string, string>();
  for (const { detailType, detail } of view.published) {
    if (detailType !== 'PromotionPublished.v1') continue;
    const { occurredAt, data } = detail as { occurredAt: string; data: { promotionId: string } };
    const known = first.get(data.promotionId);
    if (known === undefined || occurredAt < known) first.set(data.promotionId, occurredAt);
  }
  return [...first].flatMap(([promotionId, at]) => {
    const began = itemAt(view, 'effects', `BEGAN#${promotionId}`, 'BEGAN')?.at;
    return began === at ? [] : [`${promotionId} is said to have begun at ${began}, and was published at ${at}`];
  });
}

/** 17 once more, at the effects of promotions: each order, and each session that saw one, is counted once as it stands. */
export function effectsCounted(): Invariant {
  return {
    id: '17',
    name: 'what promotions did is counted once',
    atQuiet(view: View) {
      const orders = itemsAt(view, 'orders', 'ORDER#', 'ORDER').map(({ order }) => order as Sold);
      const [wanted, counted] = [wantedOf(orders), countedIn(view)];
      const names = [...new Set([...wanted.keys(), ...counted.keys()])].sort();
      const differ = names.filter((name) => {
        const should = wanted.get(name) ?? 0;
        return !Number.isNaN(should) && should !== (counted.get(name) ?? 0);
      });
      return [
        ...differ.map((name) => `${name}: counted ${counted.get(name) ?? 0}, orders say ${wanted.get(name) ?? 0}`),
        ...viewFaults(view),
        ...beginningFaults(view),
      ];
    },
  };
}
