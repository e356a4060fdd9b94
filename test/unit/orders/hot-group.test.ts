import { marshall } from '@aws-sdk/util-dynamodb';
import type { Joiner } from '../../../functions/orders/domain/admission.ts';
import { holdGroup } from '../../../functions/orders/hot-group.ts';
import { AwsError } from '../../../shared/platform/aws-wire.ts';
import { log } from '../../../shared/platform/log.ts';
import { startRun } from '../../../shared/platform/run.ts';
import { world } from '../../../shared/platform/world.ts';
import { ModelStore } from '../../simulation/store/model-store.ts';
import { StoreRefusal } from '../../simulation/store/refusal.ts';
import { specOf } from '../../simulation/store/spec.ts';
import { everyOrder, interleave } from '../../support/interleave.ts';

beforeAll(() => {
  Object.assign(process.env, { STAGE: 'local' });
  log.setLogLevel('SILENT');
});

const SALE = '2026-01-01T00:00:00.000Z';
const run = startRun('c', 'c');

const spec = (table: string) =>
  specOf(
    {
      TableName: `local-${table}`,
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    } as never,
    undefined,
  );

const joiner = (name: string, quantity = 1, customerId = name): Joiner => ({
  pk: `COMMAND#${name}`,
  customerId,
  line: `HOT#${SALE}`,
  joinedAt: `2026-11-21T07:00:0${name.length}.000Z`,
  correlationId: 'c',
  channel: 'web',
  wants: [{ sku: 'HOT', quantity, line: 0, sale: SALE, perCustomer: 2, lapses: 2 }],
});

/** A store with so many units and these buyers in line. */
function storeWith(units: number, joiners: readonly Joiner[]) {
  const store = new ModelStore([spec('inventory'), spec('orders')], { now: () => 0 });
  const put = (table: string, item: object) =>
    store.call('PutItem', { TableName: `local-${table}`, Item: marshall(item) });
  put('inventory', { pk: 'STOCK#HOT', sk: 'LOCATIONS', locations: new Set(['main']) });
  const level = { sku: 'HOT', locationId: 'main', onHand: units, reserved: 0, available: units, version: 1 };
  put('inventory', { pk: 'STOCK#HOT', sk: 'AT#main', ...level });
  for (const one of joiners) put('orders', { pk: one.pk, sk: 'COMMAND', state: 'waiting', joiner: one });
  const read = (table: string, pk: string, sk: string) =>
    store.call('GetItem', { TableName: `local-${table}`, Key: marshall({ pk, sk }) }).Item as Record<
      string,
      { S: string; N: string }
    >;
  return {
    answer: (operation: string, input: unknown) => {
      try {
        return store.call(operation, input);
      } catch (error) {
        if (!(error instanceof StoreRefusal)) throw error;
        throw new AwsError(error.name, error.message, 400, error.body);
      }
    },
    states: () => joiners.map(({ pk }) => read('orders', pk, 'COMMAND').state?.S),
    reserved: () => Number(read('inventory', 'STOCK#HOT', 'AT#main').reserved?.N),
    served: () => Number(read('orders', `LINE#HOT#${SALE}`, 'LINE').served?.N),
    /** Somebody gives a unit back. */
    release: () =>
      store.call('UpdateItem', {
        TableName: 'local-inventory',
        Key: marshall({ pk: 'STOCK#HOT', sk: 'AT#main' }),
        UpdateExpression: 'ADD available :one, onHand :one, version :one',
        ExpressionAttributeValues: marshall({ ':one': 1 }),
      }),
  };
}

const countOf = (states: (string | undefined)[], state: string) => states.filter((each) => each === state).length;

describe('given three buyers and two units, each buyer in another hand', () => {
  test('then in every order of their calls two are served, one is told "sold out", and the stock agrees', async () => {
    const buyers = ['a', 'bb', 'ccc'].map((name) => joiner(name));
    const orders = await everyOrder(async (choices) => {
      const store = storeWith(2, buyers);
      const widths = await interleave(
        buyers.map((one) => () => holdGroup([one], run)),
        store.answer,
        choices,
      );
      expect([countOf(store.states(), 'held'), countOf(store.states(), 'sold-out')]).toEqual([2, 1]);
      expect([store.reserved(), store.served()]).toEqual([2, 3]);
      return widths;
    });
    expect(orders).toBeGreaterThanOrEqual(90);
  });

  test('then the same message in two hands decides once', async () => {
    const buyers = ['a', 'bb'].map((name) => joiner(name));
    await everyOrder(async (choices) => {
      const store = storeWith(2, buyers);
      const widths = await interleave(
        [() => holdGroup(buyers, run), () => holdGroup([...buyers].reverse(), run)],
        store.answer,
        choices,
      );
      expect(store.states()).toEqual(['held', 'held']);
      expect([store.reserved(), store.served()]).toEqual([2, 2]);
      return widths;
    });
  });

  test('then one customer with two requests stays within the limit', async () => {
    const buyers = [joiner('a', 2, 'same'), joiner('bb', 1, 'same')];
    await everyOrder(async (choices) => {
      const store = storeWith(9, buyers);
      const widths = await interleave(
        buyers.map((one) => () => holdGroup([one], run)),
        store.answer,
        choices,
      );
      expect([countOf(store.states(), 'held'), countOf(store.states(), 'refused')]).toEqual([1, 1]);
      expect(store.reserved()).toBeLessThanOrEqual(2);
      return widths;
    });
  });
});

test('given a unit that comes back at any moment, then nobody is told "sold out" while it lies there', async () => {
  const buyers = ['a', 'bb'].map((name) => joiner(name));
  const seen = new Set<string>();
  await everyOrder(async (choices) => {
    const store = storeWith(1, buyers);
    let refusedAt = '';
    const giveBack = async () => {
      await world.call('sqs', 'release', {});
    };
    const answer = (operation: string, input: unknown) => {
      if (operation === 'release') return store.release();
      const before = store.states();
      const reply = store.answer(operation, input);
      if (operation === 'TransactWriteItems' && countOf(store.states(), 'sold-out') > countOf(before, 'sold-out'))
        refusedAt = `${store.reserved()} of 1`;
      return reply;
    };
    const widths = await interleave([() => holdGroup(buyers, run), giveBack], answer, choices);
    seen.add(`${store.states().join(' ')} ${refusedAt}`);
    return widths;
  });
  expect(seen).toEqual(new Set(['held held ', 'held sold-out 1 of 1']));
});

describe('given a rush, when nothing is left', () => {
  const rush = Array.from({ length: 150 }, (_, at) => joiner(`fan-${String(at).padStart(3, '0')}`));

  /** The same messages in two hands; of each transaction, whether others can meet it at the stock or at the line's counter. */
  async function inTwoHands(units: number) {
    const store = storeWith(units, rush);
    const meets: boolean[] = [];
    const answer = (operation: string, input: unknown) => {
      if (operation === 'TransactWriteItems') meets.push(/"(STOCK|LINE)#/.test(JSON.stringify(input)));
      return store.answer(operation, input);
    };
    const hands = [rush, [...rush].reverse()].map((part) => () => holdGroup(part, run));
    await interleave(hands, answer, []);
    return { store, meets };
  }

  test('then all are told, each once, and no commit waits for another at the stock or at the counter of the line', async () => {
    const { store, meets } = await inTwoHands(0);
    expect(new Set(store.states())).toEqual(new Set(['sold-out']));
    expect(store.served()).toBe(150);
    expect(meets.length).toBeGreaterThan(1);
    expect(meets).not.toContain(true);
  });

  test('then whoever can still be served is served first', async () => {
    const { store } = await inTwoHands(3);
    expect([countOf(store.states(), 'held'), countOf(store.states(), 'sold-out')]).toEqual([3, 147]);
    expect(store.states().slice(0, 3)).toEqual(['held', 'held', 'held']);
    expect(store.reserved()).toBe(3);
  });
});
