/** GET /v1/admin/promotions/{promotionId}/budget: what of a promotion's budget is held, spent and left, hour by hour. */
import { DomainError } from '../../shared/kernel/errors.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { getBudget as route } from './budget-routes.ts';
import { hoursOf, standOf } from './budget-watch.ts';
import { availableIn, heldBack } from './domain/account.ts';
import { perHour } from './domain/burn-down.ts';

export const handler = httpHandler(route, async ({ params: { promotionId } }, run) => {
  const stand = await standOf(promotionId);
  if (!stand) throw new DomainError('not-found', 'promotions.no-budget', 'Nothing of it is limited in all.');
  const { account, shards, totals, isClosed } = stand;
  const { granted, hourly, validFrom, alerts } = account;
  const { left, held, spent } = totals;
  const reserve = heldBack({ budget: granted.money, hourly }, validFrom, run.now);
  const now = isClosed ? {} : availableIn(shards, reserve);
  const money =
    granted.money === undefined ? {} : { budget: granted.money, left: left.money, availableNow: now.money ?? 0 };
  const uses = {
    used: held.uses + spent.uses,
    ...(granted.uses === undefined ? {} : { most: granted.uses, left: left.uses }),
  };
  const units = { sold: held.units + spent.units, quota: granted.units, left: left.units };
  return {
    status: 200,
    body: {
      promotionId,
      ...money,
      held: held.money,
      spent: spent.money,
      uses,
      ...(granted.units === undefined ? {} : { units }),
      ...(hourly === undefined ? {} : { paced: hourly }),
      shards: shards.length,
      isClosed,
      hourly: perHour(await hoursOf(promotionId)),
      alerts,
    },
  };
});
