import type { Sample } from './requests.ts';

/** Samples of the routes of pricing. */
export function priceSamples(sku: string, at: string): Record<string, Sample> {
  const page = { limit: '5' };
  const change = { params: { changeId: 'change_none' } };
  const planned = { listId: 'none', from: '2090-01-01T00:00:00Z', to: '2091-01-01T00:00:00Z' };
  const observation = { sku, competitor: 'Elsewhere', price: 900, currency: 'CNY', observedAt: at, source: 'visit' };
  return {
    putPriceList: {
      params: { listId: 'sample' },
      body: {
        name: 'Sample',
        channel: 'live',
        locationId: 'store-1',
        tier: 'gold',
        validFrom: '2020-01-01T00:00:00Z',
        validTo: '2090-01-01T00:00:00Z',
        priority: 1,
      },
    },
    listPriceLists: { query: page },
    createPriceChange: { body: { ...planned, reason: 'Sample', entries: [{ sku, price: 1_000 }] } },
    listPriceChanges: { query: { ...page, decided: 'approved' } },
    getPriceChange: change,
    approvePriceChange: change,
    revertPriceChange: change,
    getProductPrices: { params: { sku }, query: page },
    putPriceLimits: { params: { sku }, body: { minimumPrice: 1, maximumPrice: 1_000_000 } },
    getPriceGuards: {},
    putPriceGuards: {
      body: {
        floor: { percentOverCost: 0, act: 'alert' },
        ceiling: { percentOfListPrice: 1_000, act: 'alert' },
        changeRate: { percent: 1_000, days: 7, act: 'alert' },
        parity: { percent: 5.5, maxAgeDays: 14 },
        approveAll: false,
        readers: ['the-staff'],
      },
    },
    putPriceRule: {
      params: { ruleId: 'sample' },
      body: {
        name: 'Sample',
        method: { kind: 'market-index', percent: 99.5, maxAgeDays: 7, leastCompetitors: 1 },
        skus: [sku],
        categories: ['tea'],
        ending: { step: 1_000, ending: 990 },
        enabled: false,
      },
    },
    listPriceRules: { query: page },
    proposePrices: { params: { ruleId: 'none' } },
    listPriceProposals: { query: page },
    acceptPriceProposal: { params: { proposalId: 'bm9uZSNub25l' }, body: planned },
    recordCompetitorPrices: { body: { observations: [observation], csv: 'sku,competitor,price' } },
    getPriceParity: { query: { ...page, channel: 'web' } },
  };
}
