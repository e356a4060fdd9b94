import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { OrderPaid } from '../../../events/orders/order-paid.v1.ts';
import { DomainError, type ErrorKind, STATUS_OF_KIND } from '../../../shared/kernel/errors.ts';
import { batchConsumerHandler, consumerHandler } from '../../../shared/platform/consumer.ts';
import { AlreadyApplied } from '../../../shared/platform/seen.ts';

const message = (id: string, more: object = {}): SQSRecord => {
  const detail = { id, type: OrderPaid.type, correlationId: 'c', causationId: 'd', data: OrderPaid.example };
  const body = { source: OrderPaid.source, 'detail-type': OrderPaid.detailType, detail, ...more };
  return { messageId: `m-${id}`, body: JSON.stringify(body) } as SQSRecord;
};

type Handler = (event: SQSEvent, context: Context) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

async function failedOf(handler: Handler, ...Records: SQSRecord[]): Promise<string[]> {
  const answer = await handler({ Records }, { awsRequestId: 'r' } as Context);
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const throwing = (error: Error) =>
  consumerHandler([OrderPaid], async () => {
    throw error;
  });

const PARKED = new Set<string>(['invalid', 'forbidden', 'not-found', 'mismatch', 'unauthenticated']);

test.each(Object.keys(STATUS_OF_KIND) as ErrorKind[])(
  'given a refusal that is %s, then the event is parked where it cannot heal, else it comes again',
  async (kind) => {
    const failed = await failedOf(throwing(new DomainError(kind, 'test.refusal', 'no')), message('1'));
    expect(failed).toEqual(PARKED.has(kind) ? [] : ['m-1']);
  },
);

test('given a fault, then the event comes again; given one that was applied before, then it is done with', async () => {
  expect(await failedOf(throwing(new Error('broken')), message('1'))).toEqual(['m-1']);
  expect(await failedOf(throwing(new AlreadyApplied()), message('1'))).toEqual([]);
});

test('given one bad event among good ones, then it alone comes again', async () => {
  const applied: string[] = [];
  const handler = consumerHandler([OrderPaid], async ({ id }) => {
    if (id === '2') throw new Error('broken');
    applied.push(id);
  });
  expect(await failedOf(handler, message('1'), message('2'), message('3'))).toEqual(['m-2']);
  expect(applied.sort()).toEqual(['1', '3']);
});

test.each([
  ['no JSON', { messageId: 'm-x', body: '{' } as SQSRecord],
  ['another contract', message('x', { 'detail-type': 'Unheard.v1' })],
  ['data that does not fit', message('x', { detail: { id: 'x', data: { orderId: 7 } } })],
])('given a message with %s, then it comes again until the dead-letter queue has it', async (_what, record) => {
  const handler = consumerHandler([OrderPaid], async () => undefined);
  expect(await failedOf(handler, record)).toEqual(['m-x']);
});

describe('given a consumer that folds a batch', () => {
  test('when an event comes twice in it, then it is told once, and both messages are done', async () => {
    const heard: string[][] = [];
    const handler = batchConsumerHandler([OrderPaid], async (events) => {
      heard.push(events.map(({ id }) => id));
      return { failed: [] };
    });
    const again = { ...message('1'), messageId: 'm-1-again' };
    expect(await failedOf(handler, message('1'), again, message('2'))).toEqual([]);
    expect(heard).toEqual([['1', '2']]);
  });

  test('when the batch fails, then each is tried alone and only the bad one comes again', async () => {
    const handler = batchConsumerHandler([OrderPaid], async (events) => {
      if (events.some(({ id }) => id === '2')) throw new Error('broken');
      return { failed: [] };
    });
    expect(await failedOf(handler, message('1'), message('2'), message('3'))).toEqual(['m-2']);
  });

  test('when it names events that failed, then their messages come again', async () => {
    const handler = batchConsumerHandler([OrderPaid], async () => ({ failed: ['2'] }));
    expect(await failedOf(handler, message('1'), message('2'))).toEqual(['m-2']);
  });
});
