import { type AwsCall, type AwsReply, type AwsService, authorise } from './aws-reply.ts';
import type { Courtesy } from './courtesy.ts';
import { type DynamodbRequest, type Realm, requestsOf, resourceOf } from './dynamodb-actions.ts';
import type { EngineLink } from './engine-link.ts';
import type { TableSpec } from './tables.ts';

/** How often a table was read and written since the start. */
export interface TableFigures {
  reads: number;
  writes: number;
}

/** What the DynamoDB part of the endpoint needs. */
export interface DynamodbHost {
  link: EngineLink;
  realm: Realm;
  tables: Map<string, TableSpec>;
  figures: Map<string, TableFigures>;
  /** Told after a write to a table was acknowledged. */
  written(table: string): void;
  courtesy: Courtesy;
}

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((verb) => `dynamodb:${verb}`));

/** Checks the caller's rights and hands the bytes to the engine; the reply is not touched. */
export function dynamodbService(host: DynamodbHost): AwsService {
  const partitionKeyOf = (table: string, index = ''): string => host.tables.get(table)?.partitionKeys[index] ?? 'pk';
  const arns = new Map<string, string>();
  const arnOf = (request: DynamodbRequest): string => {
    const key = `${request.table}/${request.index ?? ''}/${request.stream ?? ''}`;
    const known = arns.get(key);
    if (known !== undefined) return known;
    const arn = resourceOf(request, host.realm);
    arns.set(key, arn);
    return arn;
  };
  const count = ({ action, table }: DynamodbRequest, succeeded: boolean): void => {
    const figures = host.figures.get(table);
    if (figures === undefined) return;
    if (!writes.has(action)) {
      figures.reads += 1;
      return;
    }
    figures.writes += 1;
    if (succeeded) host.written(table);
  };
  return async (call: AwsCall): Promise<AwsReply> => {
    const requests = requestsOf(call.operation, call.body, partitionKeyOf);
    for (const request of requests) authorise(call.caller, request.action, arnOf(request), request.context);
    const send = () => host.link.send(call.target, call.raw);
    const reply = await (call.caller.spec.background ? host.courtesy.inTurn(send) : send());
    for (const request of requests) count(request, reply.status === 200);
    return reply;
  };
}
