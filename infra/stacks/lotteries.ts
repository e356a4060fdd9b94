import * as routes from '../../functions/lotteries/routes.ts';
import { ContextStack } from '../constructs/context-stack.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What the lotteries have in AWS. */
export class LotteriesStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'lotteries', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    const secrets = ['session-key'] as const;
    const promotions = ['GetItem'] as const;
    this.http('get-lottery', routes.getLottery, { own: ['BatchGetItem'], holds: { promotions } });
    this.http('draw-prize', routes.drawPrize, {
      own: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
      holds: { promotions, orders: ['GetItem'] },
      secrets,
    });
    this.http('list-my-draws', routes.listMyDraws, { own: ['Query:gsi1'], secrets });
    this.http('list-draws', routes.listDraws, { own: ['Query:table'], secrets });
    this.http('list-winners', routes.listWinners, { own: ['Query:table'], secrets });
    this.http('redeem-prize', routes.redeemPrize, {
      own: ['GetItem', 'PutItem', 'UpdateItem'],
      holds: { inventory: ['BatchGetItem'] },
    });
  }
}
