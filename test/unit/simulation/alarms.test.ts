import type { Alteration, BusEvent } from '../../simulation/contract.ts';
import { alarmsRaised } from '../../simulation/invariants/alarms.ts';
import { calmDays } from '../../simulation/invariants/calm.ts';
import { History, START } from './hand-made.ts';

const altered: Alteration = { sku: 'A', locationId: 'main', counter: 'damaged', from: 0, to: 3 };
const told = (stands: number, recomputed = 0): BusEvent => ({
  at: START,
  source: 'oneshelf.inventory',
  detailType: 'StockAstray.v1',
  detail: { data: { sku: 'A', locationId: 'main', counter: 'damaged', stands, recomputed } },
});

test.each([
  ['nothing wrong and nothing told passes', [], [], 0],
  ['what is wrong and told of once passes', [altered], [told(3)], 0],
  ['what is wrong and not told of is caught', [altered], [], 1],
  ['what is told of twice is caught', [altered], [told(3), told(3)], 1],
  ['what is told of and is right is caught', [], [told(3)], 1],
  ['another number than the wrong one is caught, and the wrong one missed', [altered], [told(4)], 2],
])('%s', (_, wrong, published, faults) => {
  const { view } = new History(alarmsRaised, { altered: wrong, published });
  expect(alarmsRaised().atQuiet?.(view)).toHaveLength(faults);
});

test('on a calm day an error is logged of a wrong number, and of no other', () => {
  const logs = [
    'error the stock is not what the ledger says {"sku":"A","locationId":"main","counter":"damaged","stands":3}',
    'error the stock is not what the ledger says {"sku":"A","locationId":"main","counter":"onHand","stands":3}',
  ];
  const { view } = new History(calmDays, { isCalm: true, altered: [altered], logs });
  expect(calmDays().atQuiet?.(view)).toEqual([`somebody logged ${logs[1]}`]);
});
