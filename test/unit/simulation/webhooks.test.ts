import { webhooksOnce } from '../../simulation/invariants/webhooks.ts';
import { History, type Put } from './hand-made.ts';

describe('18 webhooks', () => {
  const push = (eventId: string, code: string, at: string): Put[] => [
    { pk: `INBOX#sandbox#${eventId}`, sk: 'INBOX' },
    { pk: 'PARCEL#sandbox#T1', sk: `EVENT#${eventId}`, partner: 'sandbox', eventId, code, at },
  ];
  const parcel = (status: string, version: number): Put => ({ pk: 'PARCEL#sandbox#T1', sk: 'PARCEL', status, version });
  const [ten, eleven] = ['2026-11-21T10:00:00.000Z', '2026-11-21T11:00:00.000Z'];
  const call = { path: '/v1/webhooks/deliveries/sandbox', caller: undefined, body: { eventId: 'e1' } };

  test('news in any order leave the parcel where the last of them put it', () => {
    const history = new History(webhooksOnce).commit({
      deliveries: [...push('e2', 'DELIVERED', eleven), parcel('DELIVERED', 1)],
    });
    history.commit({ deliveries: [...push('e1', 'IN_TRANSIT', ten), parcel('DELIVERED', 2)] });
    expect(history.violations).toEqual([]);
    expect(history.commit({ deliveries: [parcel('IN_TRANSIT', 3)] }).violations).toHaveLength(1);
  });

  test('what is answered is there, what is there was answered', () => {
    const history = new History(webhooksOnce).commit({
      deliveries: [...push('e1', 'IN_TRANSIT', ten), parcel('IN_TRANSIT', 1)],
    });
    expect(history.reply({ ...call, status: 200 }).quiet().violations).toEqual([]);
  });

  test.each([
    ['an answer that left nothing', 200, false],
    ['a forged call that left something', 401, true],
  ])('%s is caught', (_, status, isThere) => {
    const history = new History(webhooksOnce);
    if (isThere) history.commit({ deliveries: [...push('e1', 'IN_TRANSIT', ten), parcel('IN_TRANSIT', 1)] });
    expect(history.reply({ ...call, status }).quiet().violations).toHaveLength(1);
  });

  test('news that are heard twice or without a mark are caught', () => {
    const first = { deliveries: [...push('e1', 'IN_TRANSIT', ten), parcel('IN_TRANSIT', 1)] };
    expect(new History(webhooksOnce).commit(first).commit(first).violations).toHaveLength(1);
    expect(new History(webhooksOnce).commit({ deliveries: push('e1', 'LOST', ten).slice(1) }).violations).toHaveLength(
      1,
    );
  });
});
