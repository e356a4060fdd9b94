import { AwsError, type AwsService, authorise, awsJson, notRun } from './aws-reply.ts';
import type { Bus, BusEntry } from './bus.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { Caller } from './roles.ts';
import { nameInArn } from './targets.ts';

type Entry = {
  Source?: string;
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
  Time?: number | string;
  Resources?: string[];
};

type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

const entriesCap = 10;
const sizeCap = 1024 * 1024;

const timeOf = (time: number | string | undefined, now: number): string => {
  if (time === undefined) return `${new Date(now).toISOString().slice(0, 19)}Z`;
  return `${new Date(typeof time === 'number' ? time * 1000 : time).toISOString().slice(0, 19)}Z`;
};

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

const flaw = (entry: Entry, bus: Bus): EntryResult | undefined => {
  if (!entry.Source || !entry.DetailType || entry.Detail === undefined) {
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required' };
  }
  if (!isJsonObject(entry.Detail)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const name = nameInArn(entry.EventBusName ?? 'default');
  // Events for a bus that does not exist are accepted and lost by AWS; here that is a mistake to be seen.
  return bus.has(name) ? undefined : { ErrorCode: 'ResourceNotFound', ErrorMessage: `no event bus ${name}` };
};

const checkSize = (entries: Entry[]): void => {
  if (entries.length < 1 || entries.length > entriesCap) {
    throw new AwsError('ValidationException', `PutEvents takes 1 to ${entriesCap} entries, not ${entries.length}`);
  }
  const size = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.Detail ?? ''), 0);
  if (size > sizeCap) throw new AwsError('ValidationException', 'the entries are larger than 1 MB together');
};

const busEntry = (entry: Entry, now: number): BusEntry => ({
  bus: nameInArn(entry.EventBusName ?? 'default'),
  source: entry.Source ?? '',
  detailType: entry.DetailType ?? '',
  detail: entry.Detail ?? '{}',
  time: timeOf(entry.Time, now),
  resources: entry.Resources ?? [],
});

/** EventBridge's PutEvents; rights are asked entry by entry, so that conditions on source and detail type count. */
export function eventsService(bus: Bus, realm: Realm, now: () => number): AwsService {
  const busArn = (name: string) => `arn:${realm.partition}:events:${realm.region}:${realm.accountId}:event-bus/${name}`;
  const authoriseEntry = (caller: Caller, entry: Entry): void => {
    const context = { 'events:source': entry.Source ?? '', 'events:detail-type': entry.DetailType ?? '' };
    authorise(caller, 'events:PutEvents', busArn(nameInArn(entry.EventBusName ?? 'default')), context);
  };
  return ({ caller, operation, body }) => {
    if (operation !== 'PutEvents') throw notRun('events', operation);
    const entries = (body.Entries ?? []) as Entry[];
    checkSize(entries);
    for (const entry of entries) authoriseEntry(caller, entry);
    const flaws = entries.map((entry) => flaw(entry, bus));
    const accepted = entries.filter((_, index) => flaws[index] === undefined);
    const ids = accepted.length > 0 ? bus.put(accepted.map((entry) => busEntry(entry, now()))) : [];
    const Entries = flaws.map((found): EntryResult => found ?? { EventId: ids.shift() ?? '' });
    return awsJson({ FailedEntryCount: entries.length - accepted.length, Entries });
  };
}
