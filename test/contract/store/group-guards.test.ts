import type { Group, Member } from '../../../functions/group-buys/domain/group.ts';
import { enterGroup } from '../../../functions/group-buys/holds.ts';
import {
  countPaid,
  endGroup,
  findGroup,
  giveSeatBack,
  markPaid,
  membersOf,
} from '../../../functions/group-buys/store.ts';
import { isDomainError } from '../../../shared/kernel/errors.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { type Action, commit } from '../../../shared/platform/transaction.ts';
import { openContextTable, type StoreTable } from '../../support/store-table.ts';

let table: StoreTable;

beforeAll(async () => {
  table = await openContextTable('group-buys');
});

afterAll(() => table.discard());

const run = startRun('c', 'r');
const terms = { promotionId: 'promo', people: 3, hours: 1, validTo: '2090-01-01T00:00:00.000Z' };

/** A group of one, as somebody read it who is slow. */
async function seen(): Promise<{ group: Group; member: Member }> {
  const { groupBuy, actions } = enterGroup(terms, terms, { customerId: 'c', orderId: 'o' }, run);
  await commit(actions);
  return (await findGroup(groupBuy.groupId, 'c')) as { group: Group; member: Member };
}

const CHANGED = 'group-buys.changed-meanwhile';

const outcome = (actions: Action[]): Promise<string> =>
  commit(actions).then(
    () => 'done',
    (error: unknown) => (isDomainError(error) ? error.code : String(error)),
  );

type Seen = Awaited<ReturnType<typeof seen>>;

const paid = ({ group, member }: Seen) => [markPaid(member), countPaid(group)];
const left = ({ member }: Seen) => giveSeatBack(member);
const ended = ({ group }: Seen) => [endGroup(group, 'failed', run.now)];

const CASES: [string, (seen: Seen) => Action[], (seen: Seen) => Action[], Partial<Group>][] = [
  ['he leaves, whom somebody counts', left, paid, { seats: 0, paid: 0 }],
  ['he is counted, who leaves as if he had not paid', paid, left, { seats: 1, paid: 1 }],
  ['he is counted, whom somebody counts', paid, paid, { seats: 1, paid: 1 }],
  ['he leaves, who leaves', left, left, { seats: 0, paid: 0 }],
  ['it ends, and he leaves', ended, left, { seats: 1, state: 'failed' }],
  ['it ends, and he is counted', ended, paid, { paid: 0, state: 'failed' }],
  ['he leaves, and it ends as it was', left, ended, { seats: 0, state: 'open' }],
  ['it ends, and it ends', ended, ended, { state: 'failed', version: 2 }],
];

test.each(CASES)('given %s by what was read before, then he looks anew, and nothing else changes', async (...now) => {
  const [, first, second, state] = now;
  const stale = await seen();
  expect([await outcome(first(stale)), await outcome(second(stale))]).toEqual(['done', CHANGED]);
  const { group } = await findGroup(stale.group.groupId);
  expect(group).toMatchObject(state);
  const members = await membersOf(stale.group.groupId);
  expect(members.map(({ orderId }) => orderId)).toEqual(group?.seats === 1 ? ['o'] : []);
});
