import * as z from 'zod';
import { DomainError } from '../../shared/kernel/errors.ts';
import { dayAfter, localDate } from '../../shared/kernel/time.ts';
import { shop } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import { world } from '../../shared/platform/world.ts';
import type { StatementItem } from './domain/close.ts';

/** The provider whose statements are read: the one that the stage names the books of. */
export const PROVIDER = 'sandbox';

/** A day of a large shop: about a hundred thousand movements. */
const LIMITS = { timeoutMs: 10_000, maxBytes: 32 * 1024 * 1024 };

const statement = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['capture', 'refund']),
      id: z.string().max(200),
      amount: z.int().min(0),
      currency: z.string().length(3),
      at: z.iso.datetime(),
    }),
  ),
});

function read(text: string): z.output<typeof statement> | undefined {
  try {
    return statement.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function statementOf(url: string, day: string): Promise<StatementItem[]> {
  const refuse = (why: string) => {
    log.warn('no statement from the payment provider', { day, why });
    return new DomainError('unavailable', 'journal.provider-silent', 'The payment provider gives no statement now.');
  };
  const asked = { url: new URL(`${url}/statement?date=${day}`), method: 'GET', headers: {}, ...LIMITS } as const;
  const reply = await world.exchange(asked).catch((error: Error) => {
    throw refuse(error.message);
  });
  const found = reply.status === 200 ? read(reply.text) : undefined;
  if (!found) throw refuse(`status ${reply.status}`);
  return found.items.map(({ at, ...item }) => ({ ...item, date: localDate(at, shop.timeZone) }));
}

/**
 * What the provider says moved on a day of the shop's calendar and on the days beside it, since clocks and zones differ;
 * nothing where the stage's provider keeps no books. Throws unavailable `journal.provider-silent`.
 */
export async function statementAround(date: string): Promise<StatementItem[] | undefined> {
  const { sandboxProviderUrl: url } = shop;
  if (!url) return undefined;
  const days = [-1, 0, 1].map((days) => dayAfter(date, days));
  return (await Promise.all(days.map((day) => statementOf(url, day)))).flat();
}
