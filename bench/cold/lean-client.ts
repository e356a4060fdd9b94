import { callAws } from '../../shared/platform/aws.ts';

/** The yardstick that has our own client and can read one item with it. */
export const handler = (key: string) => callAws('dynamodb', 'GetItem', { TableName: 'any', Key: { pk: { S: key } } });
