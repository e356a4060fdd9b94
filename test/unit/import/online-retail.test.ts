import { type Row, readRow, readTime, rowReader } from '../../../scripts/import/online-retail.ts';

const row = (changes: Partial<Row> = {}): Row => ({
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: 'LANTERN',
  Quantity: '6',
  InvoiceDate: '2010-12-01 08:26:00',
  UnitPrice: '2.55',
  CustomerID: '17850',
  ...changes,
});

describe('readRow', () => {
  it('given a sale, then a line with minor units', () => {
    expect(readRow(row(), 2, new Map())).toEqual({
      line: {
        kind: 'sale',
        invoice: '536365',
        sku: '85123A',
        description: 'LANTERN',
        quantity: 6,
        unitPrice: 255,
        at: '2010-12-01T08:26:00',
        customer: '17850',
      },
    });
  });

  it('given a C-invoice, then a return with what came back', () => {
    const reading = readRow(row({ InvoiceNo: 'C1', Quantity: '-2' }), 2, new Map());
    expect(reading).toMatchObject({ line: { kind: 'return', quantity: 2 } });
  });

  it('given a price below half a minor unit, then the line counts at price nought', () => {
    expect(readRow(row({ UnitPrice: '0.001' }), 2, new Map())).toMatchObject({ line: { unitPrice: 0 } });
  });

  it('given an invoice typed over two minutes, then its lines share the first time', () => {
    const times = new Map<string, string>();
    readRow(row(), 2, times);
    const later = readRow(row({ InvoiceDate: '2010-12-01 08:27:00' }), 2, times);
    expect(later).toMatchObject({ line: { at: '2010-12-01T08:26:00' } });
  });

  it.each([
    ['no invoice number', { InvoiceNo: '' }],
    ['invoice number of another kind', { InvoiceNo: 'A563185' }],
    ['quantity not positive', { Quantity: '-10' }],
    ['quantity not positive', { Quantity: '0' }],
    ['price zero', { UnitPrice: '0.0' }],
    ['price negative', { UnitPrice: '-11062.06' }],
    ['malformed line', { Quantity: '1.5' }],
    ['malformed line', { UnitPrice: 'free' }],
    ['malformed line', { InvoiceDate: '2010-02-30 08:26:00' }],
    ['unusable stock code', { StockCode: '' }],
    ['quantity above the limit', { Quantity: '1000001' }],
    ['return with a positive quantity', { InvoiceNo: 'C1' }],
    ['return without a customer', { InvoiceNo: 'C1', Quantity: '-1', CustomerID: '' }],
  ])('given %s (%j), then it is set aside for that', (reason, changes) => {
    expect(readRow(row(changes), 2, new Map())).toMatchObject({ setAside: { reason } });
  });
});

describe('readTime', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00'],
    ['2010-12-01 08:26', '2010-12-01T08:26:00'],
    ['12/1/2010 8:26', '2010-12-01T08:26:00'],
    ['2010-13-01 08:26:00', undefined],
    ['yesterday', undefined],
  ])('given %s, then %s', (text, expected) => {
    expect(readTime(text)).toBe(expected);
  });
});

describe('rowReader', () => {
  it('given columns in another order, then they are found by name', () => {
    const header = [
      'Country',
      'CustomerID',
      'UnitPrice',
      'InvoiceDate',
      'Quantity',
      'Description',
      'StockCode',
      'InvoiceNo',
    ];
    expect(rowReader(header)(['UK', '1', '2', '3', '4', '5', ' 6 ', '7'])).toMatchObject({
      InvoiceNo: '7',
      StockCode: '6',
    });
  });

  it('given a header without a column, then it is refused', () => {
    expect(() => rowReader(['InvoiceNo'])).toThrow(Error);
  });
});
