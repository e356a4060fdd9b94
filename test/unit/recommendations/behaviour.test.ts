import { type Behaviour, keepBehaviour } from '../../../functions/recommendations/behaviour.ts';
import { send } from '../../../shared/platform/dynamodb.ts';
import { replaceWorld, world } from '../../../shared/platform/world.ts';

jest.mock('../../../shared/platform/dynamodb.ts', () => ({ send: jest.fn() }));
jest.mock('../../../shared/platform/table.ts', () => ({ tableName: (context: string) => `test-${context}` }));

const NOW = '2026-11-21T08:00:00.000Z';
const TABLE = 'test-recommendations';

type Put = { PutRequest: { Item: { pk: string; sk: string } } };

const sent = jest.mocked(send);
const putsOf = (call: number) =>
  (sent.mock.calls[call]?.[0].input as { RequestItems: Record<string, Put[]> } | undefined)?.RequestItems[TABLE] ?? [];

const view = (sku: string): Behaviour => ({ type: 'view', sku, at: NOW, sessionId: 'session-1' });
const views = (count: number) => Array.from({ length: count }, (_, index) => view(`SKU-${index}`));

beforeEach(() => {
  sent.mockReset().mockResolvedValue({});
  replaceWorld({ ...world, random: () => 0, sleep: async () => undefined });
});

afterAll(() => replaceWorld());

describe('given behaviour to keep', () => {
  test('when an event is told twice, then it is one item, and anything else about it makes another', async () => {
    await keepBehaviour([view('TEA-01'), view('TEA-01'), { ...view('TEA-01'), placement: 'home' }], NOW);
    expect(putsOf(0)).toHaveLength(2);
  });

  test('when the same event comes in another request, then it has the same key', async () => {
    await keepBehaviour([view('TEA-01')], NOW);
    await keepBehaviour([view('TEA-01')], '2026-11-21T09:00:00.000Z');
    const [first, second] = [putsOf(0)[0], putsOf(1)[0]].map((put) => [
      put?.PutRequest.Item.pk,
      put?.PutRequest.Item.sk,
    ]);
    expect(second).toEqual(first);
  });

  test('when there are more than one call takes, then several are made', async () => {
    await keepBehaviour(views(100), NOW);
    expect(sent).toHaveBeenCalledTimes(4);
  });

  test('when the service leaves some undone, then those alone are sent again', async () => {
    const key = { pk: { S: 'SESSION#session-1' } };
    sent.mockImplementationOnce(async () => {
      const undone = putsOf(0).slice(0, 2);
      const raw = undone.map(({ PutRequest: { Item } }) => ({ PutRequest: { Item: { ...key, sk: { S: Item.sk } } } }));
      return { UnprocessedItems: { [TABLE]: raw } };
    });
    await keepBehaviour(views(5), NOW);
    expect(putsOf(1)).toEqual(putsOf(0).slice(0, 2));
    expect(sent).toHaveBeenCalledTimes(2);
  });
});
