/**
 * Hears a context's table stream and publishes its outbox items on the bus. Promise: every committed outbox item is
 * published at least once and in commit order per item; PutEvents is checked entry by entry and the stream goes on from
 * the first entry that failed. What the bus will never take is parked.
 */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { callAws } from './aws.ts';
import { setting } from './env.ts';
import { log } from './log.ts';
import { park, Spoilt, streamHandler } from './stream.ts';

/** PutEvents takes at most this many entries and bytes a call. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 240_000;

interface Publication {
  record: DynamoDBRecord;
  /** Type and id, as the log names events. */
  name: string;
  entry: Record<string, unknown>;
  bytes: number;
}

function text(value: AttributeValue | undefined): string {
  return value?.S ?? '';
}

function publicationOf(record: DynamoDBRecord): Publication | undefined {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== 'INSERT' || text(image?._et) !== 'Outbox') return undefined;
  const detail = text(image?.detail);
  const context = text(image?.source).split('.').at(-1);
  return {
    record,
    name: `${context}.${text(image?.detailType)} ${text(image?.pk).replace('OUTBOX#', '')}`,
    entry: {
      EventBusName: setting('EVENT_BUS'),
      Source: text(image?.source),
      DetailType: text(image?.detailType),
      Detail: detail,
    },
    bytes: Buffer.byteLength(detail) + 300,
  };
}

function chunks(publications: Publication[]): Publication[][] {
  const out: Publication[][] = [];
  let bytes = 0;
  for (const publication of publications) {
    const last = out.at(-1);
    if (!last || last.length === MAX_ENTRIES || bytes + publication.bytes > MAX_BYTES) {
      out.push([publication]);
      bytes = publication.bytes;
    } else {
      last.push(publication);
      bytes += publication.bytes;
    }
  }
  return out;
}

interface Result {
  EventId?: string;
  ErrorCode?: string;
}

const isRefused = (result: Result | undefined) => result?.ErrorCode === 'MalformedDetail';

async function publish(chunk: Publication[]): Promise<string | undefined> {
  const reply = await callAws('events', 'PutEvents', { Entries: chunk.map(({ entry }) => entry) });
  const results = (reply.Entries ?? []) as Result[];
  const failed = chunk.findIndex((_, index) => !results[index]?.EventId && !isRefused(results[index]));
  const done = failed < 0 ? chunk : chunk.slice(0, failed);
  log.info('published', { events: done.filter((_, index) => results[index]?.EventId).map(({ name }) => name) });
  for (const [index, { record }] of done.entries())
    if (isRefused(results[index])) await park(record, new Spoilt('the bus does not take it'));
  if (failed < 0) return undefined;
  log.error('event not published', { code: results[failed]?.ErrorCode ?? 'no answer' });
  return chunk[failed]?.record.dynamodb?.SequenceNumber;
}

export const handler = streamHandler(async (records) => {
  const publications = records.map(publicationOf).filter((p): p is Publication => p !== undefined);
  for (const chunk of chunks(publications)) {
    const failedFrom = await publish(chunk);
    if (failedFrom) return { failedFrom };
  }
  return {};
});
