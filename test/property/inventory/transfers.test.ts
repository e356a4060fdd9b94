import fc from 'fast-check';
import { physical } from '../../../functions/inventory/domain/movement.ts';
import { expect as announceTo, arrive, dispatch, type Transfer } from '../../../functions/inventory/domain/transfer.ts';
import { EMPTY, moved, shelf } from '../../support/shelf.ts';

const transferOf = (quantity: number): Transfer => ({
  transferId: 't',
  sku: 'A',
  from: 'main',
  to: 'store',
  quantity,
  reference: 'r',
  status: 'in-transit',
});

test('given any transfer, then units are at one place, at the other, on their way, or told as lost: never twice, never nowhere', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.integer({ min: 1, max: 30 }), fc.nat(40), (stock, quantity, received) => {
      const from = shelf(stock);
      const store = { ...EMPTY, locationId: 'store' };
      if (quantity > stock) {
        expect(() => dispatch(from, quantity)).toThrow();
        return;
      }
      const transfer = transferOf(quantity);
      const left = moved(from, dispatch(from, quantity)) ?? from;
      const waiting = moved(store, announceTo(transfer)) ?? store;
      expect([physical(left), physical(waiting), waiting.incoming]).toEqual([stock - quantity, 0, quantity]);
      const there = moved(waiting, arrive(waiting, transfer, received)) ?? waiting;
      expect([physical(there), there.available, there.incoming]).toEqual([received, received, 0]);
    }),
  );
});

test('given units that somebody waits for, then they are not sent away', () => {
  const awaited = shelf(5, { awaited: 3 });
  expect(() => dispatch(awaited, 3)).toThrow();
  expect(dispatch(awaited, 2).by).toEqual({ onHand: -2, available: -2 });
});
