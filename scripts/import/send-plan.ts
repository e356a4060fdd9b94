import { fromWallClock } from '../../shared/kernel/time.ts';
import type { Line, Reason } from './online-retail.ts';
import { inParallel } from './parallel.ts';
import type { Invoice, Plan, PlannedReturn } from './plan.ts';
import type { FileProduct } from './products.ts';
import type { Progress } from './progress.ts';
import { expectStatus, type ShopClient } from './shop-client.ts';

/** The shop's settings that an import needs. */
export interface Shop {
  currency: string;
  timeZone: string;
}

/** Where a plan is sent. */
export interface Target {
  client: ShopClient;
  shop: Shop;
  /** The name under which the shop keeps where orders came from. */
  source: string;
  /** Shows how far a part of the work is. */
  progress(what: string, total: number): Progress;
}

/** What came of the returns. */
export interface SentReturns {
  accepted: PlannedReturn[];
  /** Lines of the file that the shop did not take, or not in full. */
  refused: Map<Line, Reason>;
}

const WIDTH = 8;

async function sendProduct({ client, shop: { currency } }: Target, product: FileProduct): Promise<void> {
  const { sku, name, category, price } = product;
  const here = `/products/${encodeURIComponent(sku)}`;
  const found = await client.send('GET', `/v1${here}`);
  // A product that is there already is the shop's to keep: it may have changed since the file was written.
  if (found.status === 200) return;
  const body = { name: { en: name }, category, price: { amount: price, currency }, status: 'active' };
  expectStatus(`product ${sku}`, await client.send('PUT', `/v1/admin${here}`, body), 200);
}

async function sendInvoice({ client, shop, source }: Target, { number, at, customer, lines }: Invoice): Promise<void> {
  const answer = await client.send('POST', '/v1/admin/imports/orders', {
    source,
    externalId: number,
    placedAt: fromWallClock(at, shop.timeZone),
    ...(customer ? { customerRef: customer } : {}),
    currency: shop.currency,
    lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })),
  });
  expectStatus(`invoice ${number}`, answer, 201, 200);
}

/** Why a return could not be taken, where that is the file's or the shop's own affair. */
const REFUSED: Record<string, Reason> = {
  'orders.unknown-order': 'return of an order that is not here',
  'orders.return-exceeds-purchase': 'return refused by the shop',
};

async function sendReturn({ client, shop, source }: Target, planned: PlannedReturn): Promise<Reason | undefined> {
  const { externalId, order, at, lines } = planned;
  const returnedAt = fromWallClock(at, shop.timeZone);
  const body = { source, externalId, orderExternalId: order, returnedAt, lines };
  const answer = await client.send('POST', '/v1/admin/imports/returns', body);
  const reason = REFUSED[String(answer.body.code)];
  if (!reason) expectStatus(`return ${externalId}`, answer, 201, 200);
  return reason;
}

/** Puts the file's products into the catalogue and its invoices into the orders. Throws at the first refusal. */
export async function sendOrders(target: Target, { products, invoices }: Plan): Promise<void> {
  const listed = target.progress('products', products.length);
  await inParallel(products, WIDTH, async (product) => {
    await sendProduct(target, product);
    listed.step();
  });
  listed.end();
  const placed = target.progress('invoices', invoices.length);
  await inParallel(invoices, WIDTH, async (invoice) => {
    await sendInvoice(target, invoice);
    placed.step();
  });
  placed.end();
}

function note(sent: SentReturns, planned: PlannedReturn, reason: Reason | undefined): void {
  if (!reason) sent.accepted.push(planned);
  else for (const line of planned.sources) sent.refused.set(line, reason);
}

/** Sends the returns, those of one order one after the other, as each counts on those before it. */
export async function sendReturns(target: Target, { returns }: Plan): Promise<SentReturns> {
  const sent: SentReturns = { accepted: [], refused: new Map() };
  const progress = target.progress('returns', returns.length);
  const byOrder = Object.values(Object.groupBy(returns, ({ order }) => order));
  await inParallel(byOrder, WIDTH, async (ofOrder = []) => {
    for (const planned of ofOrder) {
      note(sent, planned, await sendReturn(target, planned));
      progress.step();
    }
  });
  progress.end();
  return sent;
}
