/** Hand-made answers for the tests of the invariants that look at them. */
import type { Exchange, InvariantFactory } from '../../simulation/contract.ts';
import { History, START } from './hand-made.ts';

/** A buyer. */
export const ann = { id: 'ann', roles: ['customer'] };
/** Somebody of the staff. */
export const clerk = { id: 'clerk', roles: ['staff'] };

/** A request, `POST /v1/orders`, and how it was answered. */
export const asked = (what: string, status: number, more: Partial<Exchange> = {}): Exchange => {
  const [method = '', path = ''] = what.split(' ');
  const about = { id: 1, client: 'somebody', caller: ann, key: undefined, body: undefined };
  return { ...about, method, path, sentAt: START, repliedAt: START + 100, status, ...more };
};

/** What an invariant says of one answer, after `prepare`. */
export function saysOf(
  make: InvariantFactory,
  exchange: Exchange,
  prepare: (history: History) => unknown = () => undefined,
  isCalm = true,
): string | undefined {
  const invariant = make();
  const history = new History(() => invariant, { isCalm });
  prepare(history);
  return invariant.onReply?.(exchange, history.view);
}
