import * as market from '../../functions/pricing/market-routes.ts';
import * as routes from '../../functions/pricing/routes.ts';
import * as rules from '../../functions/pricing/rule-routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

const cursor = { secrets: ['session-key'] } as const;

/** Whatever brings prices to products. */
const changing = {
  own: ['GetItem', 'Query:table', 'PutItem'],
  holds: { catalog: ['BatchGetItem', 'UpdateItem'] },
} as const;

/** What the pricing context has in AWS. */
export class PricingStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'pricing', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.listing();
    this.changing();
    this.guarding();
    this.watching();
    this.proposing();
  }

  private listing(): void {
    this.http('put-price-list', routes.putPriceList, { own: ['GetItem', 'PutItem'] });
    this.http('list-price-lists', routes.listPriceLists, { own: ['Query:table'], ...cursor });
  }

  private changing(): void {
    this.http('create-price-change', routes.createPriceChange, changing);
    this.http('approve-price-change', routes.approvePriceChange, changing);
    this.http('revert-price-change', routes.revertPriceChange, { ...changing, own: ['GetItem', 'PutItem'] });
    this.http('get-price-change', routes.getPriceChange, { own: ['GetItem'] });
    this.http('list-price-changes', routes.listPriceChanges, { own: ['Query:gsi1', 'GetItem'], ...cursor });
    this.http('get-product-prices', routes.getProductPrices, {
      own: ['Query:table', 'GetItem'],
      holds: { catalog: ['BatchGetItem'] },
      ...cursor,
    });
  }

  private guarding(): void {
    this.http('get-price-guards', rules.getPriceGuards, { own: ['GetItem'] });
    this.http('put-price-guards', rules.putPriceGuards, { own: ['GetItem', 'PutItem'] });
    this.http('put-price-limits', routes.putPriceLimits, {
      own: ['PutItem'],
      holds: { catalog: ['BatchGetItem', 'UpdateItem'] },
    });
  }

  private watching(): void {
    const holds = { catalog: ['BatchGetItem'] } as const;
    const large = { timeout: 300, memory: 1_024 };
    this.http('record-competitor-prices', market.recordCompetitorPrices, {
      own: ['GetItem', 'BatchGetItem', 'PutItem'],
      holds,
      timeout: 29,
    });
    this.http('get-price-parity', market.getPriceParity, {
      own: ['GetItem', 'Query:table'],
      holds,
      memory: 1_024,
      timeout: 29,
    });
    this.schedule('watch-parity', 'cron(2 5 * * ? *)', {
      ...large,
      own: ['GetItem', 'BatchGetItem', 'Query:table', 'PutItem'],
      holds,
    });
  }

  private proposing(): void {
    const looking = {
      own: ['GetItem', 'BatchGetItem', 'Query:table', 'PutItem', 'DeleteItem'],
      holds: { catalog: ['BatchGetItem', 'Query:gsi1'] },
      memory: 1_024,
    } as const;
    this.http('put-price-rule', rules.putPriceRule, { own: ['GetItem', 'PutItem'] });
    this.http('list-price-rules', rules.listPriceRules, { own: ['Query:table'], ...cursor });
    this.http('propose-prices', rules.proposePrices, { ...looking, timeout: 29 });
    this.schedule('propose-nightly', 'cron(0 5 * * ? *)', { ...looking, timeout: 300 });
    this.http('list-price-proposals', rules.listPriceProposals, { own: ['Query:table'], ...cursor });
    this.http('accept-price-proposal', rules.acceptPriceProposal, {
      ...changing,
      own: [...changing.own, 'DeleteItem'],
    });
  }
}
