import { createHash } from 'node:crypto';
import { failedItems } from './batch-answer.ts';
import type { Realm } from './dynamodb-actions.ts';
import type { FunctionPool } from './lambda-pool.ts';
import type { QueueMappingSpec } from './mapping-spec.ts';
import type { Queue } from './queue.ts';
import type { QueueMessage } from './queue-store.ts';

// Waiting this long for neighbours costs a person nothing and saves most invocations under load.
const gatherMs = 50;

/** What a mapping needs besides its queue and function. */
export interface QueueMappingHost {
  realm: Realm;
  /** Shortens the wait before a failed message is tried again; undefined leaves the queue's visibility. */
  retryMs: number | undefined;
  /** The longest wait for a fuller batch; undefined leaves the mapping's window. */
  longestWindowMs: number | undefined;
}

const parsedBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Feeds a function from a queue in batches, as Lambda's poller does. */
export class QueueMapping {
  readonly #spec: QueueMappingSpec;
  readonly #queue: Queue;
  readonly #pool: FunctionPool;
  readonly #host: QueueMappingHost;
  readonly #works = new Set<Promise<void>>();
  #gathering: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(spec: QueueMappingSpec, queue: Queue, pool: FunctionPool, host: QueueMappingHost) {
    this.#spec = spec;
    this.#queue = queue;
    this.#pool = pool;
    this.#host = host;
  }

  start(): void {
    this.#queue.onVisible(() => this.#wake());
  }

  /** True while nothing is waiting, hidden or being worked on. */
  get idle(): boolean {
    const { visible, inFlight, delayed } = this.#queue.counts();
    return this.#works.size === 0 && visible + inFlight + delayed === 0;
  }

  /** Takes nothing new and resolves when the running batches are finished. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#gathering);
    await Promise.all(this.#works);
  }

  #wake(): void {
    if (this.#stopped || this.#gathering !== undefined || this.#works.size >= this.#spec.concurrency) return;
    const isFull = this.#queue.counts().visible >= this.#spec.batchSize;
    const { longestWindowMs = Number.POSITIVE_INFINITY } = this.#host;
    const wait = isFull ? 0 : Math.max(gatherMs, Math.min(longestWindowMs, this.#spec.windowMs));
    this.#gathering = setTimeout(() => {
      this.#gathering = undefined;
      this.#pump();
    }, wait);
  }

  #pump(): void {
    while (!this.#stopped && this.#works.size < this.#spec.concurrency) {
      const batch = this.#queue.receive(this.#spec.batchSize);
      if (batch.length === 0) return;
      const work = this.#work(batch).finally(() => {
        this.#works.delete(work);
        if (this.#queue.counts().visible > 0) this.#wake();
      });
      this.#works.add(work);
    }
  }

  async #work(batch: QueueMessage[]): Promise<void> {
    const wanted = batch.filter((message) => this.#spec.accepts({ body: parsedBody(message.body) }));
    if (wanted.length === 0) {
      this.#queue.remove(batch);
      return;
    }
    const event = JSON.stringify({ Records: wanted.map((message) => this.#record(message)) });
    const outcome = await this.#pool.invoke(event);
    const ids = wanted.map((message) => message.id);
    const failed = failedItems(outcome, ids, this.#spec.reportsFailures);
    this.#queue.remove(batch.filter((message) => !failed.has(message.id)));
    this.#queue.release(
      batch.filter((message) => failed.has(message.id)),
      this.#host.retryMs,
    );
  }

  #record(message: QueueMessage): Record<string, unknown> {
    return {
      messageId: message.id,
      receiptHandle: message.id,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: this.#host.realm.accountId,
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      },
      messageAttributes: lambdaAttributes(message.attributes),
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.#spec.sourceArn,
      awsRegion: this.#host.realm.region,
    };
  }
}

type SentAttribute = { DataType: string; StringValue?: string; BinaryValue?: string };

/** Lambda spells message attributes with a small first letter. */
const lambdaAttributes = (attributes: string): Record<string, unknown> => {
  if (attributes === '{}') return {};
  const sent = JSON.parse(attributes) as Record<string, SentAttribute>;
  const spelled = ({ DataType, StringValue, BinaryValue }: SentAttribute) => ({
    dataType: DataType,
    stringValue: StringValue,
    binaryValue: BinaryValue,
  });
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, spelled(value)]));
};
