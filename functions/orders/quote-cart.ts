/** POST /v1/quotes: what a cart costs now, with every promotion that applies, was rejected or is near. Changes nothing. */
import { httpHandler } from '../../shared/platform/http.ts';
import { priceCart, readCart } from './read-cart.ts';
import { quoteCart as route } from './routes.ts';
import { withStruckThrough } from './struck.ts';

export const handler = httpHandler(route, async ({ body, caller, headers }, run) => {
  const buyer = {
    language: headers['accept-language'],
    // The gateway writes the address it was called from at the end.
    ...(caller.roles.length > 0
      ? { customerId: caller.id }
      : { address: headers['x-forwarded-for']?.split(',').at(-1)?.trim() }),
  };
  const { quote, reading } = await priceCart(await readCart(body, buyer, run), body, buyer, run);
  return { status: 200, body: { ...quote, lines: withStruckThrough(quote, reading, body.channel) } };
});
