import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** The yardstick that makes the AWS SDK's DynamoDB client and can read one item with it. */
export const handler = (key: string) => client.send(new GetItemCommand({ TableName: 'any', Key: { pk: { S: key } } }));
