/**
 * Makes orders of what was held for buyers in line, and charges them. Promise: one order for one admission, at the price of
 * the moment he came; what cannot be had besides gives everything back and says why.
 */
import { log } from '../../shared/platform/log.ts';
import { workHandler } from '../../shared/platform/queue.ts';
import { finishAdmission } from './hot-order.ts';

export const handler = workHandler<{ pk: string }>(['pk'], async (works) => {
  const done = await Promise.all(
    works.map(({ id, message: { pk } }) =>
      finishAdmission(pk, id).then(
        () => true,
        (error: Error) => log.error('order of an admission not made', error),
      ),
    ),
  );
  return works.filter((_, index) => !done[index]).map(({ id }) => id);
});
