/**
 * The command classes dynamodb-toolbox builds, without the SDK behind them: the bundler puts this module in the place
 * of `@aws-sdk/lib-dynamodb`, which saves 60 ms of every cold start. Each carries the document-level input only.
 */
class Command<Name extends string> {
  readonly operation: Name;
  readonly input: Record<string, unknown>;

  constructor(operation: Name, input: Record<string, unknown>) {
    this.operation = operation;
    this.input = input;
  }
}

/** What the DynamoDB seam can send. */
export type DocumentCommand = Command<string>;

const command = <Name extends string>(operation: Name) =>
  class extends Command<Name> {
    constructor(input: Record<string, unknown>) {
      super(operation, input);
    }
  };

export const GetCommand = command('GetItem');
export const PutCommand = command('PutItem');
export const UpdateCommand = command('UpdateItem');
export const DeleteCommand = command('DeleteItem');
export const QueryCommand = command('Query');
export const ScanCommand = command('Scan');
export const BatchGetCommand = command('BatchGetItem');
export const BatchWriteCommand = command('BatchWriteItem');
export const TransactGetCommand = command('TransactGetItems');
export const TransactWriteCommand = command('TransactWriteItems');
