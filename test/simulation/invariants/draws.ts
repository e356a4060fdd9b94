import type { Commit, Invariant, View } from '../contract.ts';
import { numberIn } from './accounts.ts';
import { idIn, type Plain, type Seen, seenAt, seenIn } from './stored.ts';
import { itemsAt } from './tables.ts';

interface Prize {
  prizeId: string;
  count: number;
}

interface Terms {
  perCustomer: number;
  validFrom: string;
  validTo: string;
  prizes: Prize[];
}

const termsIn = (item: Plain | undefined) => item?.lottery as Terms | undefined;

/** A prize that was won is handed over once, and in time. */
function prizeFault({ pk, before, after }: Seen): string | undefined {
  if (!before) return undefined;
  if (!after || before.redeemedAt !== undefined) return `${pk} was handed over at ${before.redeemedAt}, and changed`;
  const isLate = String(after.redeemedAt) >= String(before.redeemUntil);
  return isLate ? `${pk} was handed over at ${after.redeemedAt}, too late` : undefined;
}

/** A draw is made in the time of its lottery by the deciding clock, within what its customer may, and for an order once. */
function drawFault({ after }: Seen, commit: Commit, terms: Terms | undefined): string | undefined {
  if (!after) return 'a draw was deleted';
  const { drawId, n, at, orderId, promotionId, customerId } = after as Record<string, string>;
  if (!terms) return `${drawId} is of no lottery that was published`;
  if (Number(n) > terms.perCustomer) return `${drawId} is number ${n} of ${terms.perCustomer}`;
  if (String(at) < terms.validFrom || String(at) >= terms.validTo)
    return `${drawId} was made at ${at}, out of its time`;
  const turns = seenAt(commit, 'lotteries', `LOTTERY#${promotionId}`, `CUSTOMER#${customerId}`);
  if (!turns.some((turn) => turn.after?.drawn === Number(n))) return `${drawId} counts as no draw of ${customerId}`;
  const isUsed = seenAt(commit, 'lotteries', `ORDER#${orderId}`).some(({ after: mark }) => mark);
  return orderId && !isUsed ? `${drawId} used no order up` : undefined;
}

/** What is left of each prize is what was promised less what was won. */
function poolFaults(view: View): string[] {
  const draws = itemsAt(view, 'lotteries', 'DRAWS#');
  const won = (promotionId: string, prizeId: string) =>
    draws.filter((draw) => draw.promotionId === promotionId && draw.prizeId === prizeId).length;
  return itemsAt(view, 'lotteries', 'LOTTERY#', 'LOTTERY').flatMap((item) => {
    const pools = new Map(
      itemsAt(view, 'lotteries', String(item.pk), 'POOL#').map((pool) => [idIn(String(pool.sk)), pool]),
    );
    const promotionId = idIn(String(item.pk));
    return (termsIn(item)?.prizes ?? []).flatMap(({ prizeId, count }) => {
      const left = numberIn(pools.get(prizeId), 'left');
      const should = count - won(promotionId, prizeId);
      return left === should ? [] : [`${left} of ${prizeId} are left in ${promotionId}, should be ${should}`];
    });
  });
}

/** Draws for prizes: made in their time, counted, never more won than there is, handed over once. */
export function drawsFair(): Invariant {
  const terms = new Map<string, Terms>();
  return {
    id: 'draws',
    name: 'draws are fair',
    onCommit(commit: Commit) {
      if (!seenIn(commit).some(({ context }) => context === 'lotteries')) return undefined;
      for (const { pk, after } of seenAt(commit, 'lotteries', 'LOTTERY#', 'LOTTERY')) {
        const next = termsIn(after);
        if (next) terms.set(idIn(pk), next);
      }
      const short = seenAt(commit, 'lotteries', 'LOTTERY#', 'POOL#').find(({ after }) => numberIn(after, 'left') < 0);
      if (short) return `${short.pk} has ${short.after?.left} of ${short.sk}`;
      const draws = seenAt(commit, 'lotteries', 'DRAWS#').map((seen) =>
        drawFault(seen, commit, terms.get(idIn(seen.pk))),
      );
      const prizes = seenAt(commit, 'lotteries', 'PRIZE#').map(prizeFault);
      return [...draws, ...prizes].find((fault) => fault !== undefined);
    },
    atQuiet: poolFaults,
  };
}
