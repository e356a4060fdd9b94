import { adopt, hear } from '../../../functions/deliveries/domain/parcel.ts';
import { project, timelineOf } from '../../../functions/deliveries/domain/projection.ts';

const event = (code: string, minute: number, eventId = `${code}-${minute}`) => ({
  partner: 'sandbox',
  eventId,
  code,
  at: `2026-11-21T08:${String(minute).padStart(2, '0')}:00.000Z`,
});

describe('given the events of one parcel', () => {
  test('when nothing was heard, then it stands at CREATED without a time', () => {
    expect(project([])).toEqual({ status: 'CREATED' });
  });

  test('when an older event arrives last, then it joins the history and moves nothing', () => {
    const events = [event('OUT_FOR_DELIVERY', 5), event('PICKED_UP', 1)];
    expect(project(events).status).toBe('OUT_FOR_DELIVERY');
    expect(timelineOf(events).map(({ status }) => status)).toEqual(['PICKED_UP', 'OUT_FOR_DELIVERY']);
  });

  test('when two carry the same time, then the higher rank comes later', () => {
    expect(project([event('DELIVERED', 3), event('IN_TRANSIT', 3)]).status).toBe('DELIVERED');
  });

  test.each(['DELIVERED', 'RETURNED', 'CANCELLED', 'LOST'])(
    'when %s was reached, then later events do not leave it',
    (end) => {
      expect(project([event(end, 3), event('IN_TRANSIT', 4)]).status).toBe(end);
    },
  );

  test('when a delivered parcel goes back, then it is RETURNING and then RETURNED', () => {
    const events = [event('DELIVERED', 3), event('RETURNING', 4)];
    expect(project(events).status).toBe('RETURNING');
    expect(project([...events, event('RETURNED', 6)]).status).toBe('RETURNED');
  });

  test('when a code is unknown, then it shows as UNKNOWN and moves nothing', () => {
    const events = [event('PICKED_UP', 1), event('constructor', 2)];
    expect(project(events).status).toBe('PICKED_UP');
    expect(timelineOf(events)[1]).toEqual({ status: 'UNKNOWN', at: events[1]?.at, code: 'constructor' });
  });
});

describe('given a parcel that nobody here knows yet', () => {
  const early = event('PICKED_UP', 1);
  const heard = hear({ events: [] }, early, 'T-1');

  test('when it is heard of, then it is kept and nobody is told', () => {
    expect(heard).toMatchObject({ parcel: { trackingNumber: 'T-1', status: 'PICKED_UP', version: 1 } });
    expect(heard.progress).toEqual([]);
  });

  test('when a delivery adopts it, then what was heard before is told', () => {
    const delivery = { partner: 'sandbox', trackingNumber: 'T-1', deliveryId: 'delivery_1', orderId: 'order_1' };
    const adopted = adopt({ parcel: heard.parcel, events: [early] }, delivery);
    expect(adopted.parcel).toMatchObject({ ...delivery, status: 'PICKED_UP', version: 2 });
    expect(adopted.progress).toMatchObject([{ status: 'PICKED_UP', at: early.at }]);
  });
});

describe('given a parcel of ours', () => {
  const parcel = {
    partner: 'sandbox',
    trackingNumber: 'T-1',
    status: 'PICKED_UP',
    statusAt: event('PICKED_UP', 2).at,
    deliveryId: 'delivery_1',
    orderId: 'order_1',
    version: 2,
  };
  const events = [event('PICKED_UP', 2)];

  test('when the status moves, then it is told once', () => {
    expect(hear({ parcel, events }, event('DELIVERED', 9), 'T-1').progress).toMatchObject([{ status: 'DELIVERED' }]);
  });

  test('when an older event changes nothing, then nobody is told', () => {
    expect(hear({ parcel, events }, event('AT_PICKUP', 1), 'T-1').progress).toEqual([]);
  });

  test('when it was heard of on its way back first, then the delivery before that is told all the same, once', () => {
    const back = hear({ parcel, events }, event('RETURNING', 9), 'T-1');
    const history = { parcel: back.parcel, events: [...events, event('RETURNING', 9)] };
    const delivered = hear(history, event('DELIVERED', 5), 'T-1');
    expect(delivered.parcel.status).toBe('RETURNING');
    expect(delivered.progress).toMatchObject([{ status: 'DELIVERED', at: event('DELIVERED', 5).at }]);
    const told = { parcel: delivered.parcel, events: [...history.events, event('DELIVERED', 5)] };
    expect(hear(told, event('IN_TRANSIT', 4), 'T-1').progress).toEqual([]);
  });
});
