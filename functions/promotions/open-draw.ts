import type { Run } from '../../shared/platform/run.ts';
import { openLottery } from '../lotteries/holds.ts';
import type { Asked, Verdict } from './publish-check.ts';

/** A prize waits for its winner so many days after the end, where nothing is said. */
const USUAL_REDEEM_DAYS = 30;

/** Nobody earns a draw twice by the same, so orders need no limit of their own. */
const MANY = 1_000_000;

/** A draw for prizes opens in the commit that makes it live: prizes in the pool, the commitment to its seed public. */
export async function openDraw({ promotion: { promotionId, version, definition } }: Asked, run: Run): Promise<Verdict> {
  if (definition.kind !== 'lottery') return {};
  const { name, terms, validFrom, validTo, limits, effect } = definition;
  const { prizes, per = 'customer', redeemDays = USUAL_REDEEM_DAYS } = effect;
  const perCustomer = limits?.perCustomer ?? (per === 'order' ? MANY : 1);
  const draw = { promotionId, version, name, prizes, per, perCustomer, validFrom, validTo, redeemDays };
  return openLottery({ ...draw, ...(terms ? { terms } : {}) }, run);
}
