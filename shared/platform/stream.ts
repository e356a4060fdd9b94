import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { callAws } from './aws.ts';
import { setting } from './env.ts';
import { log } from './log.ts';

/** A use case on table changes: it answers the sequence number of the first record that must come again, if any. */
export type StreamUseCase = (records: DynamoDBRecord[]) => Promise<{ failedFrom?: string }>;

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

/** What is wrong is the record itself, however often it comes: it is parked, and holds up nothing behind it. */
export class Spoilt extends Error {}

function read<Item>(image: Image): Item | undefined {
  if (!image) return undefined;
  try {
    return unmarshall(image as Parameters<typeof unmarshall>[0]) as Item;
  } catch (error) {
    throw new Spoilt('no item', { cause: error });
  }
}

/** The item of a record as it was and as it is. Throws `Spoilt` for what is none. */
export function imagesOf<Item>({ dynamodb }: DynamoDBRecord): { before?: Item; after?: Item } {
  return { before: read<Item>(dynamodb?.OldImage), after: read<Item>(dynamodb?.NewImage) };
}

/**
 * Puts a record that can never be worked off among the dead letters of the function, whole, as its stream forgets it within a
 * day. Lambda gives up by age or tries alone: either it is soon, and what is well is given up in an outage, or it
 * is late, and a spoilt record holds up its shard for as long.
 */
export async function park(record: DynamoDBRecord, why: Error): Promise<void> {
  log.error('stream record parked', { error: why, eventId: record.eventID });
  await callAws('sqs', 'SendMessage', { QueueUrl: setting('DEAD_LETTERS'), MessageBody: JSON.stringify({ record }) });
}

/** A use case on one change after the other. A spoilt one is parked; at any other failure the stream goes on from it. */
export function eachRecord(act: (record: DynamoDBRecord) => Promise<void>): StreamUseCase {
  return async (records) => {
    for (const record of records) {
      try {
        await act(record).catch((error) => (error instanceof Spoilt ? park(record, error) : Promise.reject(error)));
      } catch (error) {
        log.error('stream record failed', error as Error);
        return { failedFrom: record.dynamodb?.SequenceNumber ?? '' };
      }
    }
    return {};
  };
}

/** The Lambda handler of a table's stream. The stream goes on from the first failed record; a throw repeats the batch. */
export function streamHandler(useCase: StreamUseCase) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse, Error, Context>().handler(async (event) => {
    try {
      const { failedFrom } = await useCase(event.Records);
      return { batchItemFailures: failedFrom ? [{ itemIdentifier: failedFrom }] : [] };
    } catch (error) {
      log.error('stream batch failed', error as Error);
      throw error;
    }
  });
}
