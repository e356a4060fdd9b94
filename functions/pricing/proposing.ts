import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { type Product, priceAt, productsOnSale, readProducts } from '../catalog/holds.ts';
import type { Guards } from './domain/guard.ts';
import type { Market } from './domain/market.ts';
import { proposalOf } from './domain/proposal.ts';
import { isAbout, propose, type Rule } from './domain/rule.ts';
import { findGuards } from './guard-store.ts';
import { lookAt } from './looking.ts';
import { marketsOf } from './market-store.ts';
import { dropProposal, putProposal } from './rule-store.ts';

/** What a rule looks at besides each product. */
interface Basis {
  rule: Rule;
  guards: Guards;
  referencePrice?: number;
}

const AT_A_TIME = 90;

async function look(product: Product, market: Market | undefined, { rule, guards, referencePrice }: Basis, run: Run) {
  const { sku, category, cost } = product;
  const price = priceAt(product, { now: run.now });
  const situation = { sku, category, cost, price, market, referencePrice };
  const found = propose(rule, situation, run.now);
  if (!found) return { proposed: 0, action: dropProposal(rule.ruleId, sku) };
  const aim = { scope: {}, from: run.now, now: run.now };
  const findings = await lookAt(guards, [{ product, price: found.price, path: '' }], aim);
  return { proposed: 1, action: putProposal(proposalOf(rule, situation, { ...found, findings }, run.now)) };
}

async function proposeFor(products: readonly Product[], basis: Basis, run: Run): Promise<number> {
  const needsMarket = basis.rule.method.kind === 'market-index';
  const markets = needsMarket ? await marketsOf(products.map(({ sku }) => sku)) : new Map<string, Market>();
  let proposed = 0;
  for (let at = 0; at < products.length; at += AT_A_TIME) {
    const some = products.slice(at, at + AT_A_TIME);
    const looks = await Promise.all(some.map((product) => look(product, markets.get(product.sku), basis, run)));
    await commit(looks.map(({ action }) => action));
    proposed += looks.reduce((sum, each) => sum + each.proposed, 0);
  }
  return proposed;
}

async function basisOf(rule: Rule, run: Run): Promise<Basis> {
  const { guards } = await findGuards();
  if (rule.method.kind !== 'value-based') return { rule, guards };
  const { referenceSku } = rule.method;
  const reference = (await readProducts([referenceSku])).get(referenceSku);
  return { rule, guards, ...(reference ? { referencePrice: priceAt(reference, { now: run.now }) } : {}) };
}

const PAGE = 500;

async function eachPageOnSale(act: (products: Product[]) => Promise<void>): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const { products, lastKey } = await productsOnSale(PAGE, from);
    await act(products);
    from = lastKey;
  } while (from);
}

/**
 * Lets a rule look at all its SKUs; its older proposals make room, for new ones or for none. Rights: GetItem, BatchGetItem,
 * Query:table, PutItem, DeleteItem; catalog BatchGetItem, Query:gsi1.
 */
export async function proposeBy(rule: Rule, run: Run): Promise<{ looked: number; proposed: number }> {
  const basis = await basisOf(rule, run);
  const done = { looked: 0, proposed: 0 };
  const take = async (products: readonly Product[]) => {
    done.looked += products.length;
    done.proposed += await proposeFor(products, basis, run);
  };
  if (!rule.categories) await take([...(await readProducts(rule.skus ?? [])).values()]);
  else await eachPageOnSale((page) => take(page.filter((product) => isAbout(rule, product))));
  return done;
}
