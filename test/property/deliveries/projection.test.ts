import * as fc from 'fast-check';
import { hear, type ParcelHistory } from '../../../functions/deliveries/domain/parcel.ts';
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

  test('then hearing them one by one ends at the same standing, each duplicate dropped by its id', () => {
    fc.assert(
      fc.property(toldAndArrived, ([told, arrived]) => {
        let history: ParcelHistory = { events: [] };
        for (const one of arrived) {
          if (history.events.some(({ eventId }) => eventId === one.eventId)) continue;
          history = { parcel: hear(history, one, 'T-1').parcel, events: [...history.events, one] };
        }
        expect(history.parcel?.status).toBe(project(told).status);
        expect(history.parcel?.version).toBe(told.length);
      }),
    );
  });
});
