import { CUP, TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

interface Change {
  changeId: string;
}

const key = (name: string) => ({ headers: { 'idempotency-key': name } });

/** A change that wants a second person, approved, and taken back. */
async function changes({ call, people }: Walker): Promise<void> {
  await call('putPriceGuards', {
    body: { changeRate: { percent: 50, days: 7, act: 'approve' }, parity: { percent: 5, maxAgeDays: 90 } },
  });
  await call('getPriceGuards');
  const list = { name: 'Live', channel: 'live', validFrom: '2020-01-01T00:00:00Z' };
  for (const listId of ['live', 'live-2']) await call('putPriceList', { params: { listId }, body: list });
  await call('listPriceLists', { query: { limit: '1' } });
  const body = { listId: 'live', reason: 'Walk', entries: [{ sku: TEA, price: 1_000 }] };
  const { changeId } = await call<Change>('createPriceChange', { body });
  await call('listPriceChanges', { query: { limit: '1' } });
  await call('approvePriceChange', { params: { changeId }, as: people.admin });
  await call('getPriceChange', { params: { changeId } });
  await call('revertPriceChange', { params: { changeId } });
  const small = { reason: 'Walk', entries: [{ sku: TEA, price: 4_800 }] };
  await call('createPriceChange', { body: small });
  await call('putPriceLimits', { params: { sku: CUP }, body: { minimumPrice: 100 } });
  await call('getProductPrices', { params: { sku: TEA }, query: { limit: '1' } });
}

/** A base price that is set anew, and the guards look at the past. */
async function basePrice({ call }: Walker): Promise<void> {
  const product = { name: { en: CUP }, category: 'walk', price: { amount: 4_800, currency: 'CNY' }, status: 'active' };
  await call('putProduct', { params: { sku: CUP }, body: product });
}

/** What others ask, by hand and in the morning. */
async function market({ call, platform }: Walker): Promise<void> {
  const observedAt = new Date(Date.now() - 60_000).toISOString();
  const seen = { competitor: 'Elsewhere', price: 4_000, currency: 'CNY', observedAt };
  await call('recordCompetitorPrices', { body: { observations: [{ sku: TEA, ...seen }] } });
  await call('getPriceParity');
  // Nobody is to be told any more where the shop compares no longer: the morning puts that right, and writes.
  await call('putPriceGuards', { body: { parity: { percent: 90, maxAgeDays: 90 } } });
  platform.fireSchedule('local-pricing-watch-parity');
  await platform.idle();
}

/** What the rules propose, by hand and at night. */
async function proposals({ call, platform }: Walker): Promise<void> {
  await call('putPriceGuards', { body: { changeRate: { percent: 90, days: 7, act: 'alert' } } });
  const ofMarket = { kind: 'market-index', percent: 101, maxAgeDays: 90, leastCompetitors: 1 };
  await call('putPriceRule', {
    params: { ruleId: 'walk' },
    body: { name: 'Walk', method: ofMarket, categories: ['walk'] },
  });
  const ofValue = { kind: 'value-based', referenceSku: TEA, worth: 100, sharePercent: 50 };
  await call('putPriceRule', { params: { ruleId: 'walk-2' }, body: { name: 'Walk', method: ofValue, skus: [CUP] } });
  await call('listPriceRules', { query: { limit: '1' } });
  for (const ruleId of ['walk', 'walk-2']) await call('proposePrices', { params: { ruleId } });
  platform.fireSchedule('local-pricing-propose-nightly');
  await platform.idle();
  const { items } = await call<{ items: { proposalId: string }[] }>('listPriceProposals', { query: { limit: '1' } });
  const [first] = items;
  if (!first) throw new Error('no rule proposed anything');
  const list = { listId: 'live-2' };
  await call('acceptPriceProposal', { params: { proposalId: first.proposalId }, body: list, ...key('walk-proposal') });
}

/** Prices: lists, changes, guards, the market, proposals. It ends without guards. */
export async function pricing(walker: Walker): Promise<void> {
  await changes(walker);
  await basePrice(walker);
  await market(walker);
  await proposals(walker);
  await walker.call('putPriceGuards', { body: {} });
}
