import type { Commit, Exchange, Invariant, View } from '../contract.ts';
import { bodyOf, codeOf, FirstSent } from './requests.ts';
import { Shelf } from './sellable.ts';
import type { StockItem } from './shapes.ts';
import { idIn, seenAt } from './stored.ts';

interface Line {
  sku: string;
  quantity: number;
}

interface Cart {
  channel?: string;
  lines?: Line[];
  delivery?: { method?: string; locationId?: string };
}

interface InLine {
  customerId: string;
  channel: string;
  only?: string;
  wants: Line[];
}

/** The lines that a refusal names by their paths. */
function refusedLines(exchange: Exchange, lines: readonly Line[]): Line[] {
  const errors = (exchange.reply as { errors?: { path: string }[] } | undefined)?.errors ?? [];
  return errors.map(({ path }) => lines[Number(path.split('.')[1])]).filter((line) => line !== undefined);
}

/** 5: nobody is told "sold out" who could have had the goods all the time. */
export function noUndersell(): Invariant {
  const shelf = new Shelf();
  const sent = new FirstSent();
  const bundles = new Map<string, Line[]>();

  /** The units behind lines: a bundle is its components. */
  function unitsOf(lines: readonly Line[]): Map<string, number> {
    const units = new Map<string, number>();
    for (const { sku, quantity } of lines) {
      for (const part of bundles.get(sku) ?? [{ sku, quantity: 1 }]) {
        units.set(part.sku, (units.get(part.sku) ?? 0) + part.quantity * quantity);
      }
    }
    return units;
  }

  function lineFault({ wants, customerId, ...asker }: InLine): string | undefined {
    const isShort = wants.some(({ sku, quantity }) => shelf.now(sku, asker) < quantity);
    return isShort ? undefined : `${customerId} stood in line, was told "sold out", and everything is there`;
  }

  function take(commit: Commit): void {
    for (const { after } of seenAt(commit, 'inventory', 'STOCK#', 'AT#')) {
      if (after) shelf.set(after as unknown as StockItem, commit.at);
    }
    for (const { pk, after } of seenAt(commit, 'catalog', 'PRODUCT#', 'PRODUCT')) {
      if (after?.bundle) bundles.set(idIn(pk), after.bundle as Line[]);
    }
  }

  return {
    id: '5',
    name: 'no undersell',
    onCommit(commit: Commit) {
      take(commit);
      for (const { before, after } of seenAt(commit, 'orders', 'COMMAND#')) {
        if (after?.state !== 'sold-out' || before?.state === 'sold-out') continue;
        const fault = lineFault(after.joiner as InLine);
        if (fault) return fault;
      }
      return undefined;
    },
    onReply(exchange: Exchange, view: View) {
      if (codeOf(exchange) !== 'inventory.sold-out') return undefined;
      const { lines = [], channel = 'web', delivery } = bodyOf(exchange) as Cart;
      const refused = refusedLines(exchange, lines);
      if (lines.length > 0 && refused.length === 0) return `${exchange.client} was told "sold out" without a line`;
      const wanted = unitsOf(lines);
      const from = sent.of(exchange, view);
      const asker = { channel, only: delivery?.method === 'pickup' ? (delivery.locationId ?? 'main') : undefined };
      const wrong = refused.find((line) =>
        [...unitsOf([line]).keys()].every((sku) => shelf.hadAllTheTime(sku, wanted.get(sku) ?? 0, from, asker)),
      );
      return wrong && `${exchange.client} was told that ${wrong.sku} is sold out, and enough was there all the time`;
    },
  };
}
