/** Shards of promotions' accounts as they stand in the table. */
import type { Commit, View } from '../contract.ts';
import { type Plain, type Seen, seenAt } from './stored.ts';
import { itemAt } from './tables.ts';

export const MEASURES = ['money', 'uses', 'units'] as const;
export const COLUMNS = ['Left', 'Held', 'Spent'] as const;

/** One shard that a commit changed. */
export interface SeenShard {
  promotionId: string;
  shard: number;
  before: Plain;
  after: Plain;
}

const read = ({ pk, before = {}, after = {} }: Seen): SeenShard => {
  const name = pk.slice('USES#'.length);
  const cut = name.lastIndexOf('#');
  return { promotionId: name.slice(0, cut), shard: Number(name.slice(cut + 1)), before, after };
};

/** The shards that a commit changed. */
export function shardsIn(commit: Commit): SeenShard[] {
  return seenAt(commit, 'promotions', 'USES#', 'SHARD').map(read);
}

/** A number of an item; what is not there counts as nothing. */
export const numberIn = (item: Plain | undefined, name: string): number => Number(item?.[name] ?? 0);

type Granted = Readonly<Record<string, number>>;

const grantedIn = (item: Plain | undefined) => item?.granted as Granted | undefined;

/** What an account grants after a commit, and by how much a commit changed it. */
function grantsOf(commit: Commit, view: View, promotionId: string) {
  const [seen] = seenAt(commit, 'promotions', `USES#${promotionId}`, 'ACCOUNT');
  const now = grantedIn(seen?.after ?? itemAt(view, 'promotions', `USES#${promotionId}`, 'ACCOUNT')) ?? {};
  const before = seen ? (grantedIn(seen.before) ?? {}) : now;
  return { now, before };
}

const whole = (item: Plain, measure: string) =>
  COLUMNS.reduce((sum, column) => sum + numberIn(item, `${measure}${column}`), 0);

/** What is granted lies in the shards, held, spent or left: a commit moves it, and only a publish adds to it. */
export function lostFault(commit: Commit, view: View): string | undefined {
  const shards = shardsIn(commit);
  for (const promotionId of new Set(shards.map((shard) => shard.promotionId))) {
    const { now, before } = grantsOf(commit, view, promotionId);
    const own = shards.filter((shard) => shard.promotionId === promotionId);
    for (const measure of MEASURES) {
      if (now[measure] === undefined || before[measure] === undefined) continue;
      const change = own.reduce((sum, shard) => sum + whole(shard.after, measure) - whole(shard.before, measure), 0);
      const due = now[measure] - before[measure];
      if (change !== due) return `${promotionId}: ${measure} changed by ${change}, its grant by ${due}`;
    }
  }
  return undefined;
}
