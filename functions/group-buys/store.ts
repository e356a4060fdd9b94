/**
 * The group-buys' table. Access patterns:
 *  1. a group                                       pk GROUP#<group>              sk GROUP
 *  2. its members, each person once                 pk GROUP#<group>              sk MEMBER#<customer>
 *  3. open groups of a promotion, the first to end  gsi1pk PROMOTION#<promotion>  gsi1sk <deadline>#<group>
 *  4. open groups, the first to end                 gsi2pk OPEN                   gsi2sk <deadline>#<group>   (keys only)
 * Whoever joins, leaves or pays changes one item of the group; where its state or its members decide, its version guards it.
 */
import { DomainError } from '../../shared/kernel/errors.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { send } from '../../shared/platform/dynamodb.ts';
import { QueryCommand } from '../../shared/platform/dynamodb-commands.ts';
import { tableName } from '../../shared/platform/table.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Group, type GroupState, type Member, type Refusal, refusalOf } from './domain/group.ts';

const TableName = () => tableName('group-buys');

const groupKey = (groupId: string) => ({ pk: `GROUP#${groupId}`, sk: 'GROUP' });
const memberKey = ({ groupId, customerId }: Pick<Member, 'groupId' | 'customerId'>) => ({
  pk: `GROUP#${groupId}`,
  sk: `MEMBER#${customerId}`,
});

const at = (key: { pk: string; sk: string }): ItemKey => ({ table: TableName(), ...key });
const conflict = (code: string, message: string) => new DomainError('conflict', `group-buys.${code}`, message);
const changedMeanwhile = () => conflict('changed-meanwhile', 'The group changed meanwhile; look again.');

/** Not-found `group-buys.unknown`. */
export const unknownGroup = () => new DomainError('not-found', 'group-buys.unknown', 'There is no such group.');

const REFUSALS: Record<Refusal, () => DomainError> = {
  unknown: unknownGroup,
  full: () => conflict('full', 'The group is full.'),
  over: () => conflict('over', 'The group is over.'),
};

/** The write of a new group, whose id nobody has. */
export function putGroup(group: Group): Action {
  const { groupId, promotionId, deadline } = group;
  const place = `${deadline}#${groupId}`;
  const lists = { gsi1pk: `PROMOTION#${promotionId}`, gsi1sk: place, gsi2pk: 'OPEN', gsi2sk: place };
  const Item = { ...groupKey(groupId), _et: 'Group', ...lists, ...group };
  return { write: { Put: { TableName: TableName(), Item } } };
}

/** The write that takes a place: while there is one, in time. Throws `group-buys.unknown`, `group-buys.full`, `group-buys.over`. */
export function takeSeat(groupId: string, promotionId: string, now: Instant): Action {
  const Update = {
    TableName: TableName(),
    Key: groupKey(groupId),
    UpdateExpression: 'SET seats = seats + :one, #version = #version + :one',
    ConditionExpression: 'promotionId = :promotion AND #state = :open AND seats < people AND deadline > :now',
    ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
    ExpressionAttributeValues: { ':one': 1, ':promotion': promotionId, ':open': 'open', ':now': now },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
  return {
    write: { Update },
    refused: (stored) => REFUSALS[refusalOf(stored as Group | undefined, promotionId, now) ?? 'full'](),
  };
}

/** The write of somebody's place. Throws conflict `group-buys.already-member`: each person is in a group once. */
export function putMember(member: Member): Action {
  const Item = { ...memberKey(member), _et: 'Member', ...member };
  return {
    write: { Put: { TableName: TableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    refused: () => conflict('already-member', 'You are in this group already.'),
  };
}

/** The writes that give a place of an open group back, counted as paid or not. Throws `group-buys.changed-meanwhile`. */
export function giveSeatBack(member: Member): Action[] {
  const values = { ':one': 1, ':paid': member.paid ? 1 : 0, ':open': 'open' };
  const Update = {
    TableName: TableName(),
    Key: groupKey(member.groupId),
    UpdateExpression: 'SET seats = seats - :one, paid = paid - :paid, #version = #version + :one',
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
    ExpressionAttributeValues: values,
  };
  const Delete = {
    TableName: TableName(),
    Key: memberKey(member),
    ConditionExpression: 'orderId = :order AND paid = :paid',
    ExpressionAttributeValues: { ':order': member.orderId, ':paid': member.paid },
  };
  return [
    { write: { Update }, refused: changedMeanwhile },
    { write: { Delete }, refused: changedMeanwhile },
  ];
}

/** The write that notes that a member has paid, once. Throws `group-buys.changed-meanwhile`. */
export function markPaid(member: Member): Action {
  const Update = {
    TableName: TableName(),
    Key: memberKey(member),
    UpdateExpression: 'SET paid = :true',
    ConditionExpression: 'orderId = :order AND paid = :false',
    ExpressionAttributeValues: { ':order': member.orderId, ':true': true, ':false': false },
  };
  return { write: { Update }, refused: changedMeanwhile };
}

/** The write that counts one more who paid and does not complete the group. Throws `group-buys.changed-meanwhile`. */
export function countPaid({ groupId, people }: Group): Action {
  const Update = {
    TableName: TableName(),
    Key: groupKey(groupId),
    UpdateExpression: 'SET paid = paid + :one, #version = #version + :one',
    ConditionExpression: '#state = :open AND paid < :most',
    ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
    ExpressionAttributeValues: { ':one': 1, ':open': 'open', ':most': people - 1 },
  };
  return { write: { Update }, refused: changedMeanwhile };
}

/** The write that ends a group just as it was read: its members are those that were. Throws `group-buys.changed-meanwhile`. */
export function endGroup(
  { groupId, version, people, paid }: Group,
  state: Exclude<GroupState, 'open'>,
  now: Instant,
): Action {
  const Update = {
    TableName: TableName(),
    Key: groupKey(groupId),
    UpdateExpression:
      'SET #state = :state, paid = :paid, endedAt = :now, #version = #version + :one REMOVE gsi1pk, gsi1sk, gsi2pk, gsi2sk',
    ConditionExpression: '#state = :open AND #version = :before',
    ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
    ExpressionAttributeValues: {
      ':state': state,
      ':paid': state === 'complete' ? people : paid,
      ':now': now,
      ':one': 1,
      ':open': 'open',
      ':before': version,
    },
  };
  return { write: { Update }, refused: changedMeanwhile };
}

/** A group, and with `customerId` that customer's place in it. Strongly consistent. Right: BatchGetItem. */
export async function findGroup(groupId: string, customerId?: string): Promise<{ group?: Group; member?: Member }> {
  const [own, seat] = [at(groupKey(groupId)), customerId ? at(memberKey({ groupId, customerId })) : undefined];
  const found = await batchGet(seat ? [own, seat] : [own]);
  const [group, member] = [found.get(own), seat && found.get(seat)];
  return { ...(group && { group: group as unknown as Group }), ...(member && { member: member as unknown as Member }) };
}

/** All members of a group. Strongly consistent. Right: Query of the table. */
export async function membersOf(groupId: string): Promise<Member[]> {
  const members: Member[] = [];
  let from: PageKey;
  do {
    const { Items, LastEvaluatedKey } = await send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :member)',
        ExpressionAttributeValues: { ':pk': `GROUP#${groupId}`, ':member': 'MEMBER#' },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    members.push(...((Items ?? []) as unknown as Member[]));
    from = LastEvaluatedKey as PageKey;
  } while (from);
  return members;
}

/** Where a page of a list ends. */
export type PageKey = Record<string, unknown> | undefined;
