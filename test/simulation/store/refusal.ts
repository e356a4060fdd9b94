/**
 * What the model store refuses, in DynamoDB's words. Not an `Error`: refusals are daily business in a simulation and a
 * stack trace costs more than the whole call. The world turns it into an `AwsError` with status 400.
 */
export class StoreRefusal {
  readonly name: string;
  readonly message: string;
  readonly body: Record<string, unknown>;

  constructor(name: string, message: string, body: Record<string, unknown> = {}) {
    this.name = name;
    this.message = message;
    this.body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...body };
  }
}

/** The refusal of a request that could never be carried out. */
export const invalid = (message: string): StoreRefusal => new StoreRefusal('ValidationException', message);

/** The refusal of a request whose shape alone is wrong. */
export const malformed = (message: string): StoreRefusal => new StoreRefusal('SerializationException', message);
