import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';
import { shift } from '../../shared/kernel/time.ts';
import { batchGet } from '../../shared/platform/batch-get.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { holdInTurn, shelfFrom, soldOut, stockKeys } from '../inventory/holds.ts';
import { allowanceFrom, allowanceKey, useAllowance } from './admission-allowance.ts';
import { type Admission, admissionKey, countServed, moveAdmission, noteServed } from './admission-store.ts';
import { holdLimit, type Joiner, problemOf, type Verdict } from './domain/admission.ts';
import { type Standing, screen } from './domain/grouping.ts';

/** How long the goods of somebody may wait for his order; then they go back. An order is made of them within moments. */
const ORDER_WITHIN_MS = 120_000;

/** About as long as one commit takes: only one other group can be in the way. */
const LONGEST_PAUSE_MS = 25;

/** Others write to the same stock: after so many looks the group comes again by its queue. */
const TRIES = 16;

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

type Decision = ReturnType<typeof decide>;

/** As many of the first as fit into one commit: all where they are refused, about half where they are let in. */
function fitting(joiners: readonly Joiner[], seen: Seen, run: Run, decision: Decision): Decision & { size: number } {
  if (decision.actions.length < MAX_ACTIONS) return { ...decision, size: joiners.length };
  const fewer = joiners.slice(0, Math.ceil(joiners.length / 2));
  return fitting(fewer, seen, run, decide(fewer, seen, run));
}

/** Somebody else wrote between the look and the commit: stock, an admission, an allowance, or too many at once. */
const isMoved = (error: unknown) =>
  /^(Level|Admission|Allowance)Moved$/.test((error as Error).name) ||
  (isDomainError(error) && error.code === 'request.busy');

/** Commits what was decided of some; false when somebody was faster, so that it has to be looked at again. */
async function isCommitted({ verdicts, actions }: Decision, line: string, run: Run): Promise<boolean> {
  if (verdicts.length === 0) return true;
  try {
    await commit([...actions, countServed(line, verdicts.length, run)], LONGEST_PAUSE_MS);
    return true;
  } catch (error) {
    if (isMoved(error)) return false;
    throw error;
  }
}

/**
 * Tells more buyers than one commit takes that nothing is left for any of them, and answers those for whom that is not written
 * down. In such a rush commits that insist on the stock, or count at the line, would wait for one another; a look of this
 * moment is enough, since a unit that is given back may take two seconds to be seen.
 */
async function sendAway(verdicts: readonly Verdict[], line: string, run: Run): Promise<Joiner[]> {
  const parts = Array.from({ length: Math.ceil(verdicts.length / MAX_ACTIONS) }, (_, at) =>
    verdicts.slice(at * MAX_ACTIONS, (at + 1) * MAX_ACTIONS),
  );
  const committed = await Promise.all(
    parts.map(async (part) => {
      try {
        await commit(
          part.flatMap((verdict) => step(verdict, run)),
          LONGEST_PAUSE_MS,
        );
        return true;
      } catch (error) {
        if (isMoved(error)) return false;
        throw error;
      }
    }),
  );
  const told = parts.filter((_, at) => committed[at]).flat();
  if (told.length > 0) await noteServed(line, told.length, run);
  return parts.filter((_, at) => !committed[at]).flatMap((part) => part.map(({ joiner }) => joiner));
}

interface Progress {
  /** Whose goods are held. */
  ready: Joiner[];
  left: readonly Joiner[];
  /** Whether the look is no longer true. */
  isStale: boolean;
}

/** One step with what was seen: some are let in, or all are sent away. */
async function advance(left: readonly Joiner[], seen: Seen, run: Run): Promise<Progress> {
  const line = left[0]?.line ?? '';
  const whole = decide(left, seen, run);
  const isRush = whole.verdicts.length >= MAX_ACTIONS;
  if (isRush && whole.verdicts.every(({ holdings }) => !holdings)) {
    const again = await sendAway(whole.verdicts, line, run);
    return { ready: left.filter(seen.isHeld), left: again, isStale: again.length > 0 };
  }
  const part = fitting(left, seen, run, whole);
  if (!(await isCommitted(part, line, run))) return { ready: [], left, isStale: true };
  const held = part.verdicts.filter(({ holdings }) => holdings).map(({ joiner }) => joiner);
  const done = left.slice(0, part.size);
  return { ready: [...done.filter(seen.isHeld), ...held], left: left.slice(part.size), isStale: false };
}

/**
 * Decides about buyers of one line, many in one commit, and answers those whose goods are held now: their orders are next.
 * What was decided before (a message came twice, a worker died) is left as it is. One look serves until a commit finds
 * that it is no longer true. Throws unavailable `request.busy` when others are always faster.
 */
export async function holdGroup(joiners: readonly Joiner[], run: Run): Promise<Joiner[]> {
  const ready: Joiner[] = [];
  let left = joiners;
  let seen = await look(left);
  for (let tries = TRIES; left.length > 0; ) {
    const progress = await advance(left, seen, run);
    ready.push(...progress.ready);
    left = progress.left;
    if (!progress.isStale) continue;
    tries -= 1;
    if (tries === 0) throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
    seen = await look(left);
  }
  return ready;
}
