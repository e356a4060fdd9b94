import { compilePattern } from '../../local/event-pattern.ts';
import { resourcesOn } from './real-app.ts';

test('given the rule of group buys, then it lets paid orders with a place in a group through, and no other', () => {
  const rule = resourcesOn('local').find(
    ({ type, properties }) => type === 'AWS::Events::Rule' && properties.Name === 'local-group-buys-count-paid',
  );
  const lets = compilePattern(rule?.properties.EventPattern, 'test');
  const paid = (data: object) => ({ source: 'oneshelf.orders', 'detail-type': 'OrderPaid.v1', detail: { data } });
  expect(lets(paid({ orderId: 'o', groupId: 'g' }))).toBe(true);
  expect(lets(paid({ orderId: 'o' }))).toBe(false);
  expect(lets({ ...paid({ groupId: 'g' }), 'detail-type': 'OrderPlaced.v1' })).toBe(false);
});

test('given a context whose name has two words, then its holds are named by letters alone, as IAM asks', () => {
  const roles = resourcesOn('local').filter(({ type }) => type === 'AWS::IAM::Role');
  const sids = JSON.stringify(roles).match(/"Sid":"[^"]+"/g) ?? [];
  expect(sids).toContain('"Sid":"HoldGroupBuys"');
  expect(sids.filter((sid) => !/^"Sid":"[A-Za-z0-9]+"$/.test(sid))).toEqual([]);
});
