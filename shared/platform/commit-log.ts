import { shop } from './env.ts';
import { log } from './log.ts';

/** Where a write came from, and the event that it announces. */
export interface Trace {
  correlationId: string;
  causationId: string;
  /** Type and id of the event that the write puts into the outbox. */
  event?: string;
}

/** One step of a commit, as far as the log looks at it. */
interface Step {
  write: { Put?: object; Update?: object; Delete?: object; ConditionCheck?: object };
  trace?: Trace;
}

interface Written {
  TableName?: string;
  Item?: { pk?: string; sk?: string; version?: number };
  Key?: { pk?: string; sk?: string };
}

/** Kinds of keys that hold ids of ours only. Of any other kind (coupon codes, keys that clients chose) only the kind is told. */
const TOLD = new Set(['ORDER', 'PAYMENT', 'STOCK', 'DELIVERY', 'RETURN', 'REFUND', 'SEEN', 'PROMOTION', 'OUTBOX']);

function nameOf({ pk = '', sk = '', version }: { pk?: string; sk?: string; version?: number }): string {
  const kind = pk.slice(0, pk.indexOf('#'));
  if (!TOLD.has(kind)) return kind || sk;
  const part = sk === kind ? '' : ` ${sk}`;
  return `${pk}${part}${version === undefined ? '' : ` v${version}`}`;
}

function toldOf({ ConditionCheck, ...write }: Step['write']): string[] {
  if (ConditionCheck) return [];
  const { TableName = '', Item, Key } = (write.Put ?? write.Update ?? write.Delete ?? {}) as Written;
  return [`${TableName.slice(shop.stage.length + 1)} ${nameOf(Item ?? Key ?? {})}`];
}

/**
 * One line a commit: which items were written, under which correlation, and what was announced. With the lines of the
 * gateway, the relay and the consumers it tells an order's whole story (`npm run story`).
 */
export function logCommit(actions: readonly Step[]): void {
  const traces = actions.flatMap(({ trace }) => trace ?? []);
  const [first] = traces;
  const origin = first && { correlationId: first.correlationId, causationId: first.causationId };
  const events = traces.flatMap(({ event }) => event ?? []);
  log.info('committed', { ...origin, writes: actions.flatMap(({ write }) => toldOf(write)), events });
}
