import { logCommit } from '../../../shared/platform/commit-log.ts';
import { log } from '../../../shared/platform/log.ts';

process.env.STAGE = 'local';
const put = (pk: string, more: object = {}) => ({
  write: { Put: { TableName: 'local-orders', Item: { pk, sk: 'X', ...more } } },
});

function logged(steps: Parameters<typeof logCommit>[0]): unknown {
  const spy = jest.spyOn(log, 'info').mockImplementation(() => undefined);
  logCommit(steps);
  const [call] = spy.mock.calls;
  spy.mockRestore();
  return call;
}

test('given a commit, then one line says what was written, in which version, from where, and what it announces', () => {
  const trace = { correlationId: 'c', causationId: 'r', event: 'orders.OrderPlaced.v1 e1' };
  const outbox = { Put: { TableName: 'local-orders', Item: { pk: 'OUTBOX#e1', sk: 'OUTBOX' } } };
  const stock = { Update: { TableName: 'local-inventory', Key: { pk: 'STOCK#TEA', sk: 'AT#main' } } };
  const check = { ConditionCheck: { TableName: 'local-customers', Key: { pk: 'CUSTOMER#1', sk: 'CUSTOMER' } } };
  expect(
    logged([
      put('ORDER#o1', { sk: 'ORDER', version: 2 }),
      { write: stock },
      { write: check },
      { write: outbox, trace },
    ]),
  ).toEqual([
    'committed',
    {
      correlationId: 'c',
      causationId: 'r',
      writes: ['orders ORDER#o1 v2', 'inventory STOCK#TEA AT#main', 'orders OUTBOX#e1'],
      events: ['orders.OrderPlaced.v1 e1'],
    },
  ]);
});

test.each([
  'COMMAND#caller#placeOrder#a key of theirs',
  'COUPON#SECRET20',
  'CUSTOMER#o-Xy',
  'PARCEL#SF123',
  'BIRTHDAY#05-20',
])('given a key that others chose or that points at a person (%s), then only its kind is told', (pk) => {
  expect(JSON.stringify(logged([put(pk)]))).not.toContain(pk.slice(pk.indexOf('#') + 1));
});
