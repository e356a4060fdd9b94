import { returnMatcher } from './match-returns.ts';
import type { Line, Reading, Reason, SetAside } from './online-retail.ts';
import { type FileProduct, productGatherer } from './products.ts';

/** Both ends included; an open end is left out. */
export interface Days {
  from?: string;
  to?: string;
}

/** One numbered invoice. */
export interface Invoice {
  number: string;
  at: string;
  customer?: string;
  lines: Line[];
}

/** What a C-invoice brings back to one order. */
export interface PlannedReturn {
  /** `C536379:536370`: the same on every run, so that none is counted twice. */
  externalId: string;
  order: string;
  at: string;
  lines: { sku: string; quantity: number; unitPrice: number }[];
  /** Invoice lines of the file that rest on this return; a line split over orders rests on several. */
  sources: Line[];
}

/** All that is to be done for the chosen days. */
export interface Plan {
  invoices: Invoice[];
  returns: PlannedReturn[];
  setAside: SetAside[];
  products: FileProduct[];
}

/** The longest order the API takes. */
const MAX_LINES = 2_000;

/** True for a day within `days`; a line whose day cannot be read counts everywhere. */
export const isWithin = (day: string | undefined, { from, to }: Days): boolean =>
  day === undefined || ((from === undefined || day >= from) && (to === undefined || day <= to));

function groupByInvoice(lines: readonly Line[]): Invoice[] {
  const invoices = new Map<string, Invoice>();
  for (const line of lines) {
    const known = invoices.get(line.invoice);
    if (known) {
      known.lines.push(line);
      known.customer ??= line.customer;
    } else invoices.set(line.invoice, { number: line.invoice, at: line.at, customer: line.customer, lines: [line] });
  }
  return [...invoices.values()];
}

const dayOf = ({ at }: { at: string }): string => at.slice(0, 10);

/** A usable line that cannot be imported after all. */
export const setAsideLine = ({ invoice, at, quantity, unitPrice, kind }: Line, reason: Reason): SetAside => ({
  reason,
  invoice,
  day: at.slice(0, 10),
  amount: BigInt(kind === 'return' ? -quantity : quantity) * BigInt(unitPrice),
});

interface Matched {
  returns: Map<string, PlannedReturn>;
  unmatched: Line[];
}

function addReturn({ returns, unmatched }: Matched, at: string, line: Line, matcher: ReturnType<typeof returnMatcher>) {
  const parts = matcher.returned(line);
  if (!parts) unmatched.push(line);
  for (const { order, quantity } of parts ?? []) {
    const externalId = `${line.invoice}:${order}`;
    const planned = returns.get(externalId) ?? { externalId, order, at, lines: [], sources: [] };
    planned.lines.push({ sku: line.sku, quantity, unitPrice: line.unitPrice });
    planned.sources.push(line);
    returns.set(externalId, planned);
  }
}

const isSale = ({ lines: [first] }: Invoice): boolean => first?.kind === 'sale';

const salesFirst = (invoices: readonly Invoice[]): Invoice[] => [
  ...invoices.filter(isSale),
  ...invoices.filter((invoice) => !isSale(invoice)),
];

/** Walks all invoices by time, sales before returns of the same minute, so that a return finds only what came before it. */
function matchAll(invoices: readonly Invoice[]): Matched {
  const matcher = returnMatcher();
  const matched: Matched = { returns: new Map(), unmatched: [] };
  const byTime = Object.groupBy(invoices, ({ at }) => at);
  const ordered = Object.keys(byTime)
    .sort()
    .flatMap((at) => salesFirst(byTime[at] ?? []));
  for (const invoice of ordered) {
    for (const line of invoice.lines) {
      if (line.kind === 'sale') matcher.bought({ ...line, customer: invoice.customer });
      else addReturn(matched, invoice.at, line, matcher);
    }
  }
  return matched;
}

/**
 * Makes the plan for `days` from everything the file says. Returns are matched over the whole file, so that a line has
 * the same fate however the import is cut into days; then the plan is cut to `days` by the time of the invoice.
 */
export function makePlan(readings: readonly Reading[], days: Days): Plan {
  const lines = readings.flatMap((reading) => ('line' in reading ? [reading.line] : []));
  const all = groupByInvoice(lines);
  const tooLong = all.filter((invoice) => invoice.lines.length > MAX_LINES);
  const usable = all.filter((invoice) => invoice.lines.length <= MAX_LINES);
  const matched = matchAll(usable);

  const chosen = usable.filter((invoice) => isWithin(dayOf(invoice), days));
  const invoices = chosen.filter(isSale);
  const gatherer = productGatherer();
  for (const line of invoices.flatMap((invoice) => invoice.lines)) gatherer.add(line);

  const setAside = [
    ...readings.flatMap((reading) => ('setAside' in reading ? [reading.setAside] : [])),
    ...tooLong.flatMap((invoice) => invoice.lines.map((l) => setAsideLine(l, 'invoice above the limit of lines'))),
    ...matched.unmatched.map((line) => setAsideLine(line, 'return without an earlier line')),
  ].filter(({ day }) => isWithin(day, days));
  const returns = [...matched.returns.values()].filter((planned) => isWithin(dayOf(planned), days));
  return { invoices, returns, setAside, products: gatherer.products() };
}
