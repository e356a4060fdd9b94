import { type Action, commit, MAX_ACTIONS } from '../../shared/platform/transaction.ts';
import { type Counted, sumOf } from './domain/tally.ts';
import { addTo } from './store.ts';

/** Something that counts: the item that keeps it from counting twice, and what it adds where. */
export interface News {
  /** Chooses the shard of what is committed together with it. */
  name: string;
  proof: Action;
  change: Counted;
}

const sizeOf = (some: readonly News[]) => some.length + Object.keys(sumOf(some.map(({ change }) => change))).length;

/** As many as fit into one transaction together: what counts at the same place is one write. */
function packed(news: readonly News[]): News[][] {
  const packs: News[][] = [];
  for (const one of news) {
    const last = packs.at(-1);
    if (last && sizeOf([...last, one]) <= MAX_ACTIONS) last.push(one);
    else packs.push([one]);
  }
  return packs;
}

/** Counts news, each in one commit with its proof. Rights: PutItem, UpdateItem. Throws what a proof is refused with. */
export async function commitCounted(news: readonly News[]): Promise<void> {
  for (const pack of packed(news)) {
    const changes = Object.entries(sumOf(pack.map(({ change }) => change)));
    const spreadBy = pack[0]?.name ?? '';
    await commit([
      ...pack.map(({ proof }) => proof),
      ...changes.map(([place, tally]) => addTo(place, tally, spreadBy)),
    ]);
  }
}
