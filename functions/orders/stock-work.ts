import { shift } from '../../shared/kernel/time.ts';
import type { Run } from '../../shared/platform/run.ts';
import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import {
  ACTIONS_PER_MOVEMENT,
  ACTIONS_PER_TILL_SALE,
  claimStock,
  holdStock,
  releaseStock,
  takeSoldAtTill,
  type Want,
} from '../inventory/holds.ts';
import type { Holding, Order } from './domain/order.ts';
import { putWork, type StockWork, strikeWork, WorkGone, WorkNoted } from './stock-work-store.ts';

/**
 * Stock of orders that take more than one transaction does (100 actions). Holding: part by part, each with a note
 * that gives the part back after a while, and the order's own commit strikes those notes off. Ending: the order's commit
 * leaves a note for each part, which is carried out at once where that matters, else by `finish-stock-work`.
 */
const PART = 45; // 90 actions: each movement of stock is written down in the ledger beside.

/** What is left of a transaction for stock and promotions: the order's commits hold six other actions at most. */
const MOST_AT_ONCE = MAX_ACTIONS - 6;

/** A use of a promotion with limits is a mark, a share of its account, a customer's own counter and a code. */
const ACTIONS_OF_USE = 4;

/** A place in a group is the group and its member. */
const ACTIONS_OF_PLACE = 2;

/** How long a checkout may take from its first held part to its commit. */
const CHECKOUT_MS = 120_000;

/** What of an order decides how many actions its commits hold. */
type Taking = Pick<Order, 'orderId' | 'holdings' | 'uses' | 'shipments' | 'inLine' | 'groupBuy'>;

/** What an ending order does with its holdings. */
type End = 'release' | 'claim';

function isLarge(kind: End, { holdings, uses, inLine = [], groupBuy }: Taking): boolean {
  const waits = holdings.filter(({ awaited }) => awaited).length;
  const place = groupBuy ? ACTIONS_OF_PLACE : 0;
  const beside = kind === 'claim' ? 0 : uses.length * ACTIONS_OF_USE + waits + inLine.length + place;
  return holdings.length * ACTIONS_PER_MOVEMENT + beside > MOST_AT_ONCE;
}

/** What the notes of an order's parts have in common, and the first word of their ids. */
type Notes = Pick<StockWork, 'orderId' | 'kind' | 'due'> & { name: string };

function worksOf({ name, ...note }: Notes, holdings: readonly Holding[], size = PART): StockWork[] {
  const parts = Array.from({ length: Math.ceil(holdings.length / size) }, (_, at) => at);
  return parts.map((at) => ({
    ...note,
    workId: `${name}-${at}`,
    holdings: holdings.slice(at * size, (at + 1) * size),
  }));
}

const endOf = (kind: End, { orderId, shipments = [] }: Taking, run: Run): Notes => ({
  // Each shipment of an order claims its own part, and the one before may still be at it.
  name: shipments.length > 0 ? `${kind}-${shipments.length}` : kind,
  kind,
  orderId,
  due: run.now,
});

function moves(
  { kind, holdings, orderId }: Pick<StockWork, 'holdings' | 'orderId'> & { kind: End },
  run: Run,
): Action[] {
  return kind === 'release' ? releaseStock(holdings, orderId, run) : claimStock(holdings, orderId, run);
}

/** Carries out one piece of work, once. Rights: own DeleteItem; inventory UpdateItem, PutItem. */
export async function finishWork(work: StockWork, run: Run): Promise<void> {
  try {
    const { kind, holdings, orderId } = work;
    const moved =
      kind === 'till' ? await takeSoldAtTill(holdings, orderId, run) : moves({ kind, holdings, orderId }, run);
    await commit([strikeWork(work), ...moved]);
  } catch (error) {
    if (!(error instanceof WorkGone)) throw error;
  }
}

/** What an ending order does with its holdings, for its own commit: the moves themselves, or notes of them. */
export function endHoldings(kind: End, order: Taking, run: Run): Action[] {
  const { orderId, holdings } = order;
  if (!isLarge(kind, order)) return moves({ kind, orderId, holdings }, run);
  return worksOf(endOf(kind, order, run), holdings).map(putWork);
}

/** Carries out at once what `endHoldings` left for later. */
export async function finishRelease(order: Taking, run: Run): Promise<void> {
  if (!isLarge('release', order)) return;
  for (const work of worksOf(endOf('release', order, run), order.holdings)) await finishWork(work, run);
}

/** Stock held for a checkout: what its commit must hold, and how to give it back when the commit does not happen. */
export interface Held {
  actions: Action[];
  undo(): Promise<void>;
}

/** Holds stock for a checkout: within its commit, or before it in parts. Throws `StockMoved` with nothing held. */
export async function holdForCheckout(order: Taking, wants: readonly Want[], run: Run): Promise<Held> {
  const { orderId, holdings } = order;
  if (!isLarge('release', order))
    return { actions: holdStock(holdings, wants, orderId, run), undo: async () => undefined };
  const giveBack = { name: 'hold', kind: 'release', orderId, due: shift(run.now, CHECKOUT_MS) } as const;
  const works = worksOf(giveBack, holdings);
  const undo = async (parts: readonly StockWork[]) => {
    for (const work of parts) await finishWork(work, run);
  };
  for (const [at, work] of works.entries()) {
    try {
      await holdPart(work, holdStock(work.holdings, wants, orderId, run));
    } catch (error) {
      // A part that somebody else holds for the same order is his to give back.
      await undo(works.slice(0, error instanceof WorkNoted ? at : at + 1));
      throw error;
    }
  }
  return { actions: works.map(strikeWork), undo: () => undo(works) };
}

/** Holds one part; once, also where nobody heard that it was held and the store does not know the commit again. */
async function holdPart(work: StockWork, holds: readonly Action[]): Promise<void> {
  try {
    await commit([putWork(work), ...holds]);
  } catch (error) {
    if (!(error instanceof WorkNoted) || error.due !== work.due) throw error;
  }
}

/** SKUs of a till's sale that fit into one commit. */
const TILL_PART = Math.floor(MOST_AT_ONCE / ACTIONS_PER_TILL_SALE);

/**
 * What a sale at a till takes from the shelf, for the commit that writes it down: all of it, or notes of its parts, which
 * `finish-stock-work` carries out. Rights: own PutItem; inventory BatchGetItem, UpdateItem, PutItem.
 */
export async function takeFromShelf(orderId: string, gone: readonly Holding[], run: Run): Promise<Action[]> {
  if (gone.length <= TILL_PART) return takeSoldAtTill(gone, orderId, run);
  return worksOf({ name: 'till', kind: 'till', orderId, due: run.now }, gone, TILL_PART).map(putWork);
}
