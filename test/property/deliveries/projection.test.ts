import * as fc from 'fast-check';
import { adopt, hear, type ParcelHistory } from '../../../functions/deliveries/domain/parcel.ts';
import { type PartnerEvent, project, timelineOf } from '../../../functions/deliveries/domain/projection.ts';
import { STATES } from '../../../functions/deliveries/domain/states.ts';

const event = fc.record({
  partner: fc.constant('sandbox'),
  eventId: fc.uuid(),
  code: fc.constantFrom(...STATES, 'SOMETHING_NEW'),
  // Few distinct minutes, so that equal times occur often.
  at: fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-21T08:0${minute}:00.000Z`),
});

const events = fc.uniqueArray(event, { selector: ({ eventId }) => eventId, maxLength: 12 });

/** The same events in any order, each any number of times but at least once. */
const arrivals = (told: readonly PartnerEvent[]) =>
  fc
    .array(fc.constantFrom(...told), { maxLength: 10 })
    .chain((again) => fc.shuffledSubarray([...told, ...again], { minLength: told.length + again.length }));

const toldAndArrived = events
  .filter((told) => told.length > 0)
  .chain((told) => fc.tuple(fc.constant(told), arrivals(told)));

describe('given the events of one parcel in any order and with duplicates', () => {
  test('then timeline and standing are those of the events in their own order', () => {
    fc.assert(
      fc.property(toldAndArrived, ([told, arrived]) => {
        expect(timelineOf(arrived)).toEqual(timelineOf(told));
        expect(project(arrived)).toEqual(project(told));
      }),
    );
  });

  test('then hearing them one by one ends alike, and tells of the delivery exactly when there was one', () => {
    fc.assert(
      fc.property(toldAndArrived, ([told, arrived]) => {
        const ours = { partner: 'sandbox', trackingNumber: 'T-1', deliveryId: 'delivery_1', orderId: 'order_1' };
        let history: ParcelHistory = { parcel: adopt({ events: [] }, ours).parcel, events: [] };
        const news: string[] = [];
        for (const one of arrived) {
          if (history.events.some(({ eventId }) => eventId === one.eventId)) continue;
          const { parcel, progress } = hear(history, one, 'T-1');
          news.push(...progress.map(({ status }) => status));
          history = { parcel, events: [...history.events, one] };
        }
        const { status, deliveredAt } = project(told);
        expect(history.parcel).toMatchObject({ status, version: told.length + 1 });
        if (deliveredAt) expect(news).toContain('DELIVERED');
      }),
    );
  });
});
