import { push, ship } from '../buyer.ts';
import { tellOfSale } from '../sale-of-nothing.ts';
import { place } from './orders.ts';
import { CUP, TEA } from './shop-work.ts';
import type { Walker } from './walker.ts';

const DAY_MS = 86_400_000;
const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Tax and shipping set, goods brought back to a store. */
export async function bringBack(walker: Walker): Promise<void> {
  const { call, people, platform } = walker;
  await call('getCharges');
  const charges = { tax: { prices: 'inclusive', rates: [{ percent: 13 }] }, shipping: { tariffs: [{ fee: 100 }] } };
  await call('putCharges', { body: charges });
  const { orderId } = await place(walker, 'approve');
  const trackingNumber = await ship(people.staff, orderId);
  await push(platform, {
    trackingNumber,
    status: 'DELIVERED',
    at: '2026-11-21T09:00:00.000Z',
    eventId: trackingNumber,
  });
  await platform.idle();
  const wanted = { params: { orderId }, body: { lines: [{ sku: TEA, quantity: 1 }], reason: 'Too strong' } };
  await call('quoteReturn', wanted);
  const { returnId } = await call<{ returnId: string }>('requestReturn', wanted);
  const lines = [{ sku: TEA, quantity: 1, condition: 'resaleable' }];
  await call('receiveReturn', { params: { returnId }, body: { lines, locationId: 'store-1' } });
  const rest = {
    lines: [
      { sku: TEA, quantity: 1 },
      { sku: CUP, quantity: 1 },
    ],
    reason: 'All of it',
  };
  const second = await call<{ returnId: string }>('requestReturn', { params: { orderId }, body: rest });
  const good = rest.lines.map((line) => ({ ...line, condition: 'resaleable' }));
  await call('receiveReturn', { params: { returnId: second.returnId }, body: { lines: good, locationId: 'store-1' } });
  await call('listReturns', { params: { orderId } });
  await call('getLedger', { params: { orderId } });
}

/** The books: read in pages, and closed by hand and at night. */
export async function books({ call, platform }: Walker): Promise<void> {
  const now = Date.now();
  tellOfSale(platform, new Date(now - DAY_MS).toISOString());
  await platform.idle();
  await call('getJournal', { query: { from: dayOf(now - DAY_MS), to: dayOf(now), limit: '1' } });
  platform.fireSchedule('local-journal-close-days');
  await platform.idle();
  await call('getClose', { params: { date: dayOf(now - DAY_MS) } });
  await call('closeDay', { params: { date: dayOf(now) } });
}
