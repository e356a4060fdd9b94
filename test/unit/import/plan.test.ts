import { join } from 'node:path';
import type { Line, Reading } from '../../../scripts/import/online-retail.ts';
import { makePlan } from '../../../scripts/import/plan.ts';
import { readFile } from '../../../scripts/import/read-file.ts';

const FIXTURE = join(process.cwd(), 'test/fixtures/online-retail/extract.csv.gz');

const sale = (invoice: string, changes: Partial<Line> = {}): Reading => ({
  line: {
    kind: 'sale',
    invoice,
    sku: 'TEA',
    description: 'Tea',
    quantity: 10,
    unitPrice: 200,
    at: '2010-12-01T08:00:00',
    customer: 'ann',
    ...changes,
  },
});
const back = (invoice: string, changes: Partial<Line> = {}): Reading =>
  sale(invoice, { kind: 'return', quantity: 4, at: '2010-12-03T08:00:00', ...changes });

const partsOf = (readings: Reading[]) =>
  makePlan(readings, {}).returns.map(({ externalId, lines }) => [externalId, lines.map(({ quantity }) => quantity)]);

describe('matching returns', () => {
  it('given two earlier orders at the same price, then the newest takes it back', () => {
    expect(partsOf([sale('1'), sale('2', { at: '2010-12-02T08:00:00' }), back('C3')])).toEqual([['C3:2', [4]]]);
  });

  it('given the newest was cheaper, then the one at the same price takes it back', () => {
    const cheaper = sale('2', { unitPrice: 150, at: '2010-12-02T08:00:00' });
    expect(partsOf([sale('1'), cheaper, back('C3')])).toEqual([['C3:1', [4]]]);
  });

  it('given no order holds enough, then it is split', () => {
    const newer = sale('2', { quantity: 3, at: '2010-12-02T08:00:00' });
    expect(partsOf([sale('1'), newer, back('C3')])).toEqual([
      ['C3:2', [3]],
      ['C3:1', [1]],
    ]);
  });

  it('given what was bought is used up by earlier returns, then the next is set aside', () => {
    const plan = makePlan([sale('1'), back('C2', { quantity: 8 }), back('C3')], {});
    expect(plan.returns.map(({ externalId }) => externalId)).toEqual(['C2:1']);
    expect(plan.setAside).toMatchObject([{ reason: 'return without an earlier line', invoice: 'C3', amount: -800n }]);
  });

  it.each([
    ['by somebody else', back('C2', { customer: 'bob' })],
    ['of another product', back('C2', { sku: 'POT' })],
    ['before it was bought', back('C2', { at: '2010-11-30T08:00:00' })],
    ['of more than was bought', back('C2', { quantity: 11 })],
    ['at more than was paid', back('C2', { unitPrice: 201 })],
  ])('given a return %s, then it is not matched', (_name, reading) => {
    expect(partsOf([sale('1'), reading])).toEqual([]);
  });

  it('given the days leave the sale out, then the return is still matched to it', () => {
    const plan = makePlan([sale('1'), back('C2')], { from: '2010-12-02' });
    expect([plan.invoices.length, plan.returns.map(({ order }) => order)]).toEqual([0, ['1']]);
  });
});

describe('the plan of a file', () => {
  it('given the extract, then every line has one fate and the sales equal the control total', async () => {
    const { readings, control } = await readFile(FIXTURE, 2, () => undefined);
    const plan = makePlan(readings, {});
    const sold = plan.invoices.flatMap(({ lines }) => lines);
    const returned = new Set(plan.returns.flatMap(({ sources }) => sources));
    const revenue = sold.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);

    expect(readings).toHaveLength(203);
    expect([sold.length, returned.size, plan.setAside.length]).toEqual([177, 17, 9]);
    expect([...control.revenue.values()].reduce((sum, day) => sum + day, 0n)).toBe(BigInt(revenue));
    expect(plan.products.filter(({ category }) => category === 'service').map(({ sku }) => sku)).toEqual([
      'C2',
      'BANK CHARGES',
      'AMAZONFEE',
      'DOT',
    ]);
  });

  it('given several names and prices of a product, then the most frequent name and the latest price', () => {
    const readings = [
      sale('1', { description: 'Tea' }),
      sale('2', { description: 'TEA?', unitPrice: 300, at: '2010-12-05T08:00:00' }),
      sale('3', { description: 'Tea', at: '2010-12-04T08:00:00' }),
      sale('4', { description: '' }),
    ];
    expect(makePlan(readings, {}).products).toEqual([{ sku: 'TEA', name: 'Tea', category: 'general', price: 300 }]);
  });

  it('given an invoice longer than the API takes, then its lines are set aside', () => {
    const long = Array.from({ length: 2_001 }, () => sale('1'));
    const plan = makePlan(long, {});
    expect([plan.invoices.length, plan.setAside.length]).toEqual([0, 2_001]);
  });
});
