/** Which shard of its account a use stands in. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { isChangedMeanwhile } from '../../shared/platform/retry.ts';
import { world } from '../../shared/platform/world.ts';
import { moveNow, readShards, restOf } from './budget-account.ts';
import { gone, stopped } from './budget-uses.ts';
import {
  type Amounts,
  availableIn,
  gathered,
  grantOf,
  type Measure,
  neededFor,
  type Shard,
  shardsFor,
  shardWith,
  wantOf,
} from './domain/account.ts';
import type { Use } from './domain/cart.ts';

/** Others move the same rest; after so many looks it is only busy. */
const TRIES = 8;

const busy = () => new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');

/** A shard that can give a use, if one can alone; which of them is left to chance, so that buyers spread. */
export function seatIn(shards: readonly Shard[], use: Use): number | undefined {
  const needed = neededFor(wantOf(use), grantOf(use), shards.length, use.reserve);
  return shardWith(shards, needed, Math.floor(world.random() * shards.length));
}

function fullest(shards: readonly Shard[], measure: Measure): number {
  const rests = shards.map((shard) => shard[measure] ?? 0);
  return rests.indexOf(Math.max(...rests));
}

function refuseShort(use: Use, left: Amounts): void {
  const want = wantOf(use);
  const short = Object.entries(left).some(([measure, rest]) => rest < want[measure as Measure]);
  if (short || Object.keys(left).length === 0) throw gone(use, left);
}

/** A shard that can give the use, where need be by moving what others have left into one. Nobody is told "gone" before that. */
async function seat(use: Use, triesLeft = TRIES - 1): Promise<Use> {
  const { promotionId, reserve } = use;
  const stored = await readShards(promotionId, shardsFor(grantOf(use)));
  if (stored.some(({ closed }) => closed)) throw stopped();
  const shards = stored.map(restOf);
  const found = seatIn(shards, use);
  if (found !== undefined) return { ...use, shard: found };
  refuseShort(use, availableIn(shards, reserve));
  const [first = 'money'] = Object.keys(grantOf(use)) as Measure[];
  const target = fullest(shards, first);
  try {
    await moveNow(promotionId, shards, gathered(shards, target, reserve));
    return { ...use, shard: target };
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
    if (triesLeft === 0) throw busy();
    return seat(use, triesLeft - 1);
  }
}

/**
 * The uses, each in a shard that can give it now. Throws conflict `promotions.coupon-used`, `promotions.budget-gone`,
 * `promotions.stopped`. Rights: BatchGetItem, UpdateItem.
 */
export function reseat(uses: readonly Use[]): Promise<Use[]> {
  return Promise.all(uses.map(async (use) => (shardsFor(grantOf(use)) > 0 ? seat(use) : use)));
}

/** As `reseat`, for those alone that found no shard when they were priced: in the normal case it reads nothing. */
export async function seated(uses: readonly Use[]): Promise<Use[]> {
  const seats = uses.map(async (use) => (shardsFor(grantOf(use)) > 0 && use.shard === undefined ? seat(use) : use));
  return Promise.all(seats);
}
