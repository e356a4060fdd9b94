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
export function tell(type: 'view' | 'add-to-cart', sku: string): void {
  if (!personalised.get()) return;
  const event = { type, sku, at: new Date().toISOString(), sessionId };
  client.recordBehaviour({ body: { events: [event] } }).catch(() => undefined);
}
