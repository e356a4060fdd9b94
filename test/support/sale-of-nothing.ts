import { OrderPaid } from '../../events/orders/order-paid.v1.ts';
import type { TestPlatform } from './platform.ts';

/** Tells the house of a paid order that exists nowhere else: its books will not agree with provider and orders. */
export function tellOfSale(platform: TestPlatform, paidAt: string): void {
  const { source, detailType, type, example } = OrderPaid;
  const about = {
    id: 'event-of-nothing',
    type,
    occurredAt: paidAt,
    subject: 's',
    correlationId: 'c',
    causationId: 'c',
  };
  const detail = JSON.stringify({ ...about, data: { ...example, paidAt } });
  platform.core.bus.put([{ bus: 'local-oneshelf', source, detailType, detail, time: paidAt, resources: [] }]);
}
