import { createStore } from '../../ui/store.ts';
import { client } from './api.ts';

/** Whether suggestions may use what this visitor looks at and buys. Off until switched on. */
export const personalised = createStore(false, {
  area: localStorage,
  key: 'oneshelf.personalised',
  accepts: (value) => typeof value === 'boolean',
});

const sessionId = crypto.randomUUID();

/** Tells the shop what the visitor did, when the visitor allows it; a failure is of no interest to the visitor. */
function send(what: readonly ({ type: 'view' | 'add-to-cart'; sku: string } | Shown)[]): void {
  if (!personalised.get() || what.length === 0) return;
  const events = what.map((one) => ({ ...one, at: new Date().toISOString(), sessionId }));
  client.recordBehaviour({ body: { events } }).catch(() => undefined);
}

/** Tells that the visitor looked at an article, or wants it. */
export const tell = (type: 'view' | 'add-to-cart', sku: string): void => send([{ type, sku }]);

interface Shown {
  type: 'impression';
  promotionId: string;
  channel: 'web';
}

const shown = new Set<string>();

/** Tells which promotions the visitor was shown, each once a visit. */
export function tellShown(promotionIds: readonly string[]): void {
  const news = promotionIds.filter((promotionId) => !shown.has(promotionId)).slice(0, 100);
  send(news.map((promotionId) => ({ type: 'impression', promotionId, channel: 'web' })));
  if (personalised.get()) for (const promotionId of news) shown.add(promotionId);
}
