import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from './log.ts';

/** A use case on table changes: it answers the sequence number of the first record that must come again, if any. */
export type StreamUseCase = (records: DynamoDBRecord[]) => Promise<{ failedFrom?: string }>;

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

function read<Item>(image: Image): Item | undefined {
  return image ? (unmarshall(image as Parameters<typeof unmarshall>[0]) as Item) : undefined;
}

/** The item of a record as it was and as it is. */
export function imagesOf<Item>({ dynamodb }: DynamoDBRecord): { before?: Item; after?: Item } {
  return { before: read<Item>(dynamodb?.OldImage), after: read<Item>(dynamodb?.NewImage) };
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
