import { DomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import type { Action } from '../../shared/platform/transaction.ts';
import { type Product, priceAt, setPrices, withEntry, withoutChange } from '../catalog/holds.ts';
import { type Change, laterOf } from './domain/change.ts';
import type { HistoryLine } from './domain/history.ts';
import { putHistory } from './history-store.ts';
import { changedMeanwhile } from './store.ts';

type Products = ReadonlyMap<string, Product>;

const full = (at: number) => {
  const code = 'pricing.too-many-prices';
  return new DomainError('conflict', code, 'A product keeps only so many prices.', {
    errors: [{ path: `entries.${at}.sku`, code }],
  });
};

function write(product: Product, prices: Product['prices'], line: HistoryLine): Action[] {
  const { minimumPrice, maximumPrice } = product;
  return [setPrices(product, { prices, minimumPrice, maximumPrice }, changedMeanwhile), putHistory(line)];
}

/**
 * Brings the prices of an approved change to their products, two actions each: nothing has to happen when their time
 * comes. Rights: catalog UpdateItem, PutItem. Throws conflict `pricing.too-many-prices`.
 */
export function applyPrices(change: Change, products: Products, run: Run): Action[] {
  const { changeId, scope, priority, from = run.now, to, approvedBy: by = '' } = change;
  return change.entries.flatMap(({ sku, price }, at) => {
    const product = products.get(sku);
    if (!product) return [];
    const entry = { id: changeId, ...scope, price, from, priority, ...(to ? { to } : {}) };
    const prices = withEntry(product.prices ?? [], entry, run.now);
    if (!prices) throw full(at);
    const previous = priceAt(product, { ...scope, now: from });
    const told = { changeId, scope, price, previous, from, to };
    return write(product, prices, { sku, at: run.now, id: run.newId(), what: 'change', by, ...told });
  });
}

/** Takes the prices of a change off their products again. Rights as above. */
export function takePricesBack(change: Change, products: Products, run: Run): Action[] {
  const { changeId, scope, from = run.now, to, revertedBy: by = '' } = change;
  const asked = { ...scope, now: laterOf(from, run.now) };
  return change.entries.flatMap(({ sku }) => {
    const product = products.get(sku);
    if (!product) return [];
    const prices = withoutChange(product.prices ?? [], changeId);
    const told = { price: priceAt({ ...product, prices }, asked), previous: priceAt(product, asked), from: asked.now };
    return write(product, prices, {
      sku,
      at: run.now,
      id: run.newId(),
      what: 'revert',
      by,
      changeId,
      scope,
      ...told,
      to,
    });
  });
}
