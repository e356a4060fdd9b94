import { minorUnits } from './minor-units.ts';

/** One line that says something usable: a sale of a numbered invoice, or a return of one that begins with C. */
export interface Line {
  kind: 'sale' | 'return';
  invoice: string;
  sku: string;
  description: string;
  /** Always positive: units sold, or units brought back. */
  quantity: number;
  /** Minor units, rounded half up. */
  unitPrice: number;
  /** The shop's wall clock at the invoice's first line, `YYYY-MM-DDTHH:MM:SS`. */
  at: string;
  customer?: string;
}

/** Why a line of the file is not imported. */
export type Reason =
  | 'malformed line'
  | 'no invoice number'
  | 'invoice number of another kind'
  | 'quantity not positive'
  | 'price zero'
  | 'price negative'
  | 'unusable stock code'
  | 'quantity above the limit'
  | 'invoice above the limit of lines'
  | 'return with a positive quantity'
  | 'return without a customer'
  | 'return without an earlier line'
  | 'return of an order that is not here'
  | 'return refused by the shop';

/** A line that was set aside: why, on which day (where it says one) and what it would have amounted to. */
export interface SetAside {
  reason: Reason;
  invoice: string;
  day?: string;
  amount: bigint;
}

/** What one record of the file turned out to be. */
export type Reading = { line: Line } | { setAside: SetAside };

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
] as const;
/** One record by column, trimmed. */
export type Row = Record<(typeof COLUMNS)[number], string>;

/** Turns a record into a row by the header's names. Throws when the header lacks a column we need. */
export function rowReader(header: readonly string[]): (record: readonly string[]) => Row {
  const places = COLUMNS.map((name) => [name, header.indexOf(name)] as const);
  const missing = places.filter(([, at]) => at === -1).map(([name]) => name);
  if (missing.length > 0) throw new Error(`the file lacks the columns ${missing.join(', ')}`);
  return (record) => Object.fromEntries(places.map(([name, at]) => [name, (record[at] ?? '').trim()])) as Row;
}

const ISO_STYLE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/;
const US_STYLE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d)$/;

function isOnCalendar(at: string): boolean {
  const instant = Date.parse(`${at}Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(at);
}

/** The wall clock of a row, from `2010-12-01 08:26:00` or, as some copies of the file have it, `12/1/2010 8:26`. */
export function readTime(text: string): string | undefined {
  const iso = ISO_STYLE.exec(text);
  const us = US_STYLE.exec(text);
  if (!iso && !us) return undefined;
  const two = (part = '') => part.padStart(2, '0');
  const at = iso
    ? `${iso[1]}T${iso[2]}${iso[3] ?? ':00'}`
    : `${us?.[3]}-${two(us?.[1])}-${two(us?.[2])}T${two(us?.[4])}:${us?.[5]}:00`;
  return isOnCalendar(at) ? at : undefined;
}

const NUMBERED = /^\d+$/;
const RETURN = /^C\d+$/;
const WHOLE = /^-?\d{1,9}$/;
const USABLE_SKU = /^[A-Za-z0-9][A-Za-z0-9._ /-]{0,63}$/;
const MAX_QUANTITY = 1_000_000;

interface Numbers {
  quantity: number;
  unitPrice: number;
  /** Sign of the price as written: a price below half a minor unit is rounded to nothing and is still a price. */
  priceSign: number;
}

function readNumbers(row: Row, digits: number): Numbers | undefined {
  const unitPrice = minorUnits(row.UnitPrice, digits);
  if (unitPrice === undefined || !WHOLE.test(row.Quantity)) return undefined;
  const priceSign = /[1-9]/.test(row.UnitPrice) ? (row.UnitPrice.startsWith('-') ? -1 : 1) : 0;
  return { quantity: Number(row.Quantity), unitPrice, priceSign };
}

type Rule = readonly [Reason, (row: Row, numbers: Numbers) => boolean];

const isReturn = (row: Row): boolean => RETURN.test(row.InvoiceNo);

/** The first rule that holds says why the line is set aside. */
const RULES: readonly Rule[] = [
  ['no invoice number', (row) => row.InvoiceNo === ''],
  ['invoice number of another kind', (row) => !NUMBERED.test(row.InvoiceNo) && !isReturn(row)],
  ['price negative', (_, { priceSign }) => priceSign < 0],
  ['quantity not positive', (row, { quantity }) => !isReturn(row) && quantity <= 0],
  ['return with a positive quantity', (row, { quantity }) => isReturn(row) && quantity >= 0],
  ['price zero', (_, { priceSign }) => priceSign === 0],
  ['quantity above the limit', (_, { quantity }) => Math.abs(quantity) > MAX_QUANTITY],
  ['unusable stock code', (row) => !USABLE_SKU.test(row.StockCode)],
  ['return without a customer', (row) => isReturn(row) && row.CustomerID === ''],
];

/** The first time each invoice shows: some were typed over two minutes, and an order is placed once. */
export type FirstTimes = Map<string, string>;

function timeOf(row: Row, firstTimes: FirstTimes): string | undefined {
  const at = readTime(row.InvoiceDate);
  if (!at || row.InvoiceNo === '') return at;
  const first = firstTimes.get(row.InvoiceNo);
  if (!first) firstTimes.set(row.InvoiceNo, at);
  return first ?? at;
}

/** Reads one row; `digits` is how many decimals the shop's currency has. */
export function readRow(row: Row, digits: number, firstTimes: FirstTimes): Reading {
  const at = timeOf(row, firstTimes);
  const numbers = readNumbers(row, digits);
  const amount = numbers ? BigInt(numbers.quantity) * BigInt(numbers.unitPrice) : 0n;
  const aside = (reason: Reason): Reading => ({
    setAside: { reason, invoice: row.InvoiceNo, day: at?.slice(0, 10), amount },
  });
  if (!at || !numbers) return aside('malformed line');
  const refused = RULES.find(([, holds]) => holds(row, numbers));
  if (refused) return aside(refused[0]);
  return {
    line: {
      kind: isReturn(row) ? 'return' : 'sale',
      invoice: row.InvoiceNo,
      sku: row.StockCode,
      description: row.Description,
      quantity: Math.abs(numbers.quantity),
      unitPrice: numbers.unitPrice,
      at,
      ...(row.CustomerID ? { customer: row.CustomerID } : {}),
    },
  };
}
