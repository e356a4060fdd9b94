import { isDomainError } from '../../shared/kernel/errors.ts';
import { shift } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { holdInTurn, shelfFrom, soldOut, stockKeys } from '../inventory/holds.ts';
import { allowanceFrom, allowanceKey, useAllowance } from './admission-allowance.ts';
import { type Admission, admissionKey, countServed, moveAdmission } from './admission-store.ts';
import { holdLimit, type Joiner, problemOf, type Verdict } from './domain/admission.ts';
import { type Standing, screen } from './domain/grouping.ts';

/** How long the goods of somebody may wait for his order; then they go back. An order is made of them within moments. */
const ORDER_WITHIN_MS = 120_000;

/** Others write to the same stock: after so many looks the group comes again by its queue. */
const TRIES = 12;

/** What decides about a group, read at once: its stock, its admissions and what its customers have had. */
async function look(joiners: readonly Joiner[]) {
  const skus = [...new Set(joiners.flatMap(({ wants }) => wants.map(({ sku }) => sku)))];
  const allowances = joiners.flatMap(({ customerId, wants }) => wants.map((want) => allowanceKey(customerId, want)));
  const found = await batchGet([...stockKeys(skus), ...joiners.map(({ pk }) => admissionKey(pk)), ...allowances]);
  const stateOf = ({ pk }: Joiner) => (found.get(admissionKey(pk)) as Admission | undefined)?.state;
  const allowance: Standing['allowance'] = ({ customerId }, want) => allowanceFrom(found, customerId, want);
  const standing = { isWaiting: (joiner: Joiner) => stateOf(joiner) === 'waiting', allowance };
  return { standing, isHeld: (joiner: Joiner) => stateOf(joiner) === 'held', shelf: await shelfFrom(found, skus) };
}

type Seen = Awaited<ReturnType<typeof look>>;

function step({ joiner, holdings, problem }: Verdict, run: Run): Action[] {
  if (!holdings) {
    const state = problem.code === 'inventory.sold-out' ? 'sold-out' : 'refused';
    return [moveAdmission(joiner.pk, 'waiting', { state, problem })];
  }
  const due = shift(run.now, ORDER_WITHIN_MS);
  return [
    moveAdmission(joiner.pk, 'waiting', { state: 'held', holdings, due }),
    ...joiner.wants.map((want) => useAllowance(joiner.customerId, want, run)),
  ];
}

/** What becomes of each buyer, and the commit of it: one movement of stock for all. */
function decide(joiners: readonly Joiner[], { standing, shelf }: Seen, run: Run) {
  const { eligible, barred } = screen(joiners, standing);
  const { levels, rules } = shelf;
  const turns = eligible.map(({ wants, channel, only }) => ({ wants, how: { channel, only, rules } }));
  const { taken, actions } = holdInTurn(turns, levels, run);
  const served = eligible.map((joiner, index): Verdict => {
    const holdings = taken[index];
    if (holdings) return { joiner, holdings };
    return { joiner, problem: problemOf(soldOut(joiner.wants.map(({ line }) => line))) };
  });
  const refused = barred.map((joiner): Verdict => ({ joiner, problem: problemOf(holdLimit(joiner.wants)) }));
  const verdicts = [...served, ...refused];
  return { verdicts, actions: [...actions, ...verdicts.flatMap((verdict) => step(verdict, run))] };
}

/** As many of the first as fit into one commit: all where they are refused, about half where they are let in. */
function fitting(joiners: readonly Joiner[], seen: Seen, run: Run): ReturnType<typeof decide> & { size: number } {
  const decision = decide(joiners, seen, run);
  if (decision.actions.length < MAX_ACTIONS) return { ...decision, size: joiners.length };
  return fitting(joiners.slice(0, Math.ceil(joiners.length / 2)), seen, run);
}

/** Somebody else wrote between the look and the commit: stock, an admission, an allowance, or too many at once. */
const isMoved = (error: unknown) =>
  /^(Level|Admission|Allowance)Moved$/.test((error as Error).name) ||
  (isDomainError(error) && error.code === 'request.busy');

/**
 * Decides about buyers of one line, many in one commit, and answers those whose goods are held now: their orders are next.
 * What was decided before (a message came twice, a worker died) is left as it is.
 */
export async function holdGroup(joiners: readonly Joiner[], run: Run, triesLeft = TRIES): Promise<Joiner[]> {
  const [first] = joiners;
  if (!first) return [];
  const seen = await look(joiners);
  const { verdicts, actions, size } = fitting(joiners, seen, run);
  try {
    if (verdicts.length > 0) await commit([...actions, countServed(first.line, verdicts.length, run)]);
  } catch (error) {
    if (!isMoved(error) || triesLeft === 0) throw error;
    return holdGroup(joiners, run, triesLeft - 1);
  }
  const held = verdicts.filter(({ holdings }) => holdings).map(({ joiner }) => joiner);
  return [...joiners.slice(0, size).filter(seen.isHeld), ...held, ...(await holdGroup(joiners.slice(size), run))];
}
