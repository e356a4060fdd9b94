import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from './log.ts';

/** A use case on table changes: it answers the sequence number of the first record that must come again, if any. */
export type StreamUseCase = (records: DynamoDBRecord[]) => Promise<{ failedFrom?: string }>;

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
