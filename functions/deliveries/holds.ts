/** What other contexts may read of an order's deliveries. */
import { type TimelineEntry, timelineOf } from './domain/projection.ts';
import { deliveriesOf, readParcel } from './store.ts';

/** One step of a parcel and who carried it. */
export type ParcelStep = TimelineEntry & { partner: string };

/** Every step of every parcel of an order, in the order things happened. Right: Query. */
export async function parcelSteps(orderId: string): Promise<ParcelStep[]> {
  const deliveries = await deliveriesOf(orderId);
  const steps = await Promise.all(
    deliveries.map(async ({ partner, trackingNumber }) => {
      const { events } = await readParcel(partner, trackingNumber);
      return timelineOf(events).map((entry) => ({ ...entry, partner }));
    }),
  );
  return steps.flat();
}
