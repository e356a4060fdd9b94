import type { Resource } from './assembly.ts';
import type { AwsService } from './aws-reply.ts';
import type { Bus } from './bus.ts';
import type { Realm } from './dynamodb-actions.ts';
import { type DynamodbHost, dynamodbService } from './dynamodb-service.ts';
import { eventsService } from './events-service.ts';
import { parametersService } from './parameters-service.ts';
import type { Queues } from './queues.ts';
import { secretsService } from './secrets-service.ts';
import { sqsService } from './sqs-service.ts';
import type { State } from './state.ts';

/** What the services of the endpoint work on. */
export interface ServiceParts {
  resources: Resource[];
  realm: Realm;
  state: State;
  bus: Bus;
  queues: Queues;
  dynamodb: DynamodbHost;
  now(): number;
}

/** The AWS services that functions can call here, by the prefix of X-Amz-Target. */
export function platformServices(parts: ServiceParts): Record<string, AwsService> {
  const dynamodb = dynamodbService(parts.dynamodb);
  return {
    DynamoDB_20120810: dynamodb,
    DynamoDBStreams_20120810: dynamodb,
    AWSEvents: eventsService(parts.bus, parts.realm, parts.now),
    AmazonSQS: sqsService(parts.queues, parts.realm),
    secretsmanager: secretsService(parts.resources, parts.state),
    AmazonSSM: parametersService(parts.resources),
  };
}
