import { join } from 'node:path';
import { makePlan } from '../../../scripts/import/plan.ts';
import { readFile } from '../../../scripts/import/read-file.ts';
import { accountFor, balance, expectedSales, isAccounted, isEqual } from '../../../scripts/import/reconcile.ts';
import { daysTable, fatesTable } from '../../../scripts/import/report.ts';
import { sendOrders, sendReturns, type Target } from '../../../scripts/import/send-plan.ts';
import { settle } from '../../../scripts/import/settle.ts';
import type { Answer, ShopClient } from '../../../scripts/import/shop-client.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

const FIXTURE = join(process.cwd(), 'test/fixtures/online-retail/extract.csv.gz');
const silent = () => ({ step: () => undefined, end: () => undefined });

interface Sent {
  externalId: string;
  lines: { quantity: number; unitPrice: number }[];
  placedAt?: string;
  returnedAt?: string;
}

/** A shop of a few maps; `refuse` says the code with which it refuses a return. Its time zone is UTC. */
function pretendShop(refuse: (externalId: string) => string | undefined = () => undefined) {
  const products = new Map<string, unknown>([['22139', 'was here before']]);
  const orders = new Map<string, Sent>();
  const returns = new Map<string, Sent>();
  const worth = ({ lines }: Sent) => lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);

  function keep(into: Map<string, Sent>, sent: Sent): Answer {
    const status = into.has(sent.externalId) ? 200 : 201;
    into.set(sent.externalId, sent);
    return { status, body: {} };
  }

  function dailySales(): Answer {
    const items = [
      ...[...orders.values()].map((order) => ({ date: order.placedAt?.slice(0, 10), gross: worth(order), refunds: 0 })),
      ...[...returns.values()].map((r) => ({ date: r.returnedAt?.slice(0, 10), gross: 0, refunds: worth(r) })),
    ];
    const days = [...new Set(items.map(({ date }) => date))].map((date) => {
      const ofDay = items.filter((item) => item.date === date);
      const total = (of: 'gross' | 'refunds') => ofDay.reduce((sum, item) => sum + item[of], 0);
      return { date, gross: total('gross'), refunds: total('refunds') };
    });
    return { status: 200, body: { items: days } };
  }

  function sendReturn(sent: Sent): Answer {
    const code = refuse(sent.externalId);
    return code ? { status: 409, body: { code } } : keep(returns, sent);
  }

  function product(method: string, path: string, body: unknown): Answer {
    const sku = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
    if (method === 'PUT') products.set(sku, body);
    return { status: products.has(sku) ? 200 : 404, body: {} };
  }

  const client: ShopClient = {
    async send(method, path, body) {
      if (path.endsWith('/imports/orders')) return keep(orders, body as Sent);
      if (path.endsWith('/imports/returns')) return sendReturn(body as Sent);
      return path.includes('daily-sales') ? dailySales() : product(method, path, body);
    },
  };
  return { client, products, orders, returns };
}

async function runImport(shop: ReturnType<typeof pretendShop>) {
  const { readings, control } = await readFile(FIXTURE, 2, () => undefined);
  const plan = makePlan(readings, {});
  const target: Target = {
    client: shop.client,
    shop: { currency: 'GBP', timeZone: 'UTC' },
    source: 's',
    progress: silent,
  };
  await sendOrders(target, plan);
  const sent = await sendReturns(target, plan);
  const balances = await settle(shop.client, expectedSales(control, {}, sent), silent);
  return { fates: accountFor(control, {}, plan, sent), balances };
}

beforeEach(() => replaceWorld(stillWorld));
afterEach(() => replaceWorld());

describe('an import', () => {
  it('given the extract, then every line is accounted for and every day is equal', async () => {
    const shop = pretendShop();
    const { fates, balances } = await runImport(shop);
    expect([fates.read, fates.imported.lines, fates.returned.lines]).toEqual([203, 177, 17]);
    expect([isAccounted(fates), balances.every(isEqual), balances.length]).toEqual([true, true, 12]);
    expect([shop.orders.size, shop.returns.size]).toEqual([21, 10]);
  });

  it('given it runs again, then the shop has the same', async () => {
    const shop = pretendShop();
    await runImport(shop);
    const before = structuredClone([shop.products, shop.orders, shop.returns]);
    await runImport(shop);
    expect([shop.products, shop.orders, shop.returns]).toEqual(before);
  });

  it('given a product that is there already, then it is left as the shop has it', async () => {
    const shop = pretendShop();
    shop.products.set('84029E', 'as the shop has it');
    await runImport(shop);
    expect(shop.products.get('84029E')).toBe('as the shop has it');
    expect(shop.products.get('BANK CHARGES')).toMatchObject({ category: 'service', status: 'active' });
  });

  it('given the shop refuses a return, then its lines are set aside and all still adds up', async () => {
    const refuse = (id: string) => (id === 'C536737:536537' ? 'orders.return-exceeds-purchase' : undefined);
    const { fates, balances } = await runImport(pretendShop(refuse));
    expect(fates.setAside.get('return refused by the shop')?.lines).toBeGreaterThan(0);
    expect([isAccounted(fates), balances.every(isEqual)]).toEqual([true, true]);
  });

  it('given the shop refuses for another reason, then the import stops', async () => {
    await expect(runImport(pretendShop(() => 'request.invalid'))).rejects.toThrow(Error);
  });

  it('given the shop lost an order, then its day differs', async () => {
    const shop = pretendShop();
    const { send } = shop.client;
    shop.client.send = async (method, path, body) => {
      if ((body as Sent | undefined)?.externalId === '536365') return { status: 201, body: {} };
      return send(method, path, body);
    };
    const { balances } = await runImport(shop);
    expect(balances.filter((day) => !isEqual(day)).map(({ day }) => day)).toEqual(['2010-12-01']);
  });
});

describe('the report', () => {
  it('given what happened, then tables whose figures stand in columns', async () => {
    const { fates, balances } = await runImport(pretendShop());
    expect(fatesTable(fates, 2).slice(0, 3)).toEqual([
      '                                           lines      amount',
      'read                                         203',
      'imported                                     177   21,887.29',
    ]);
    expect(daysTable(balances, 2)[1]).toBe('2010-12-01       5,128.35   5,128.35           0.00    0.00');
  });

  it('given a day of the shop that the file lacks, then it is marked', () => {
    const days = balance(new Map(), new Map([['2010-12-24', { gross: 1n, refunds: 0n }]]));
    expect(daysTable(days, 2)[1]).toContain('DIFFERS');
  });
});
