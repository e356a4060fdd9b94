import { publish, store, tenOff } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const cup = { prizeId: 'cup', name: { en: 'Cup' }, value: 1_000, count: 5, odds: 1 };

const drawOf = (from: string, to: string, prize: object = {}, perCustomer = 2) => ({
  ...tenOff,
  layer: undefined,
  name: 'Draw',
  kind: 'lottery',
  terms: { en: 'Two draws for everybody.' },
  validFrom: from,
  validTo: to,
  limits: { perCustomer },
  effect: { prizes: [{ ...cup, ...prize }], per: 'customer', redeemDays: 30 },
});

const open = async ({ clerk }: Desk): Promise<void> => void (await clerk('PUT /v1/admin/locations/store-1', store));

type Won = { code: string };

/** A draw begins, is drawn as often as one may, and ends; its prizes are fetched once. */
export const draws: Page = {
  name: 'draws',
  open,
  async play({ clerk, buyer, guest, later, pause, at }) {
    const promotionId = await publish(clerk, drawOf(at(60), at(180)));
    const path = `/v1/lotteries/${promotionId}`;
    const fetchIt = (code: string, wanted: string | object) =>
      clerk('POST /v1/admin/prize-redemptions', { code, locationId: 'store-1' }, wanted);
    await guest(`GET ${path}`, undefined, { state: 'planned', seed: undefined });
    await buyer(`POST ${path}/draws`, {}, 'lotteries.not-begun');
    await pause(75);
    await guest(`GET ${path}`, undefined, { state: 'running', seed: undefined, prizes: [{ left: 5 }] });
    const first = (await buyer(`POST ${path}/draws`, {}, { n: 1, prizeId: 'cup' })) as unknown as Won;
    const second = (await buyer(`POST ${path}/draws`, {}, { n: 2, prizeId: 'cup' })) as unknown as Won;
    await buyer(`POST ${path}/draws`, {}, 'lotteries.no-draws-left');
    await guest(`POST ${path}/draws`, {}, { n: 1 });
    await guest(`GET ${path}`, undefined, { prizes: [{ left: 2 }] });
    await fetchIt('NOBODYS-CODE', 'lotteries.unknown-code');
    await fetchIt(first.code, { prizeId: 'cup' });
    await fetchIt(first.code, 'lotteries.code-used');
    await pause(120);
    const { seed } = (await guest(`GET ${path}`, undefined, { state: 'ended' })) as unknown as { seed?: string };
    if (!seed) await guest(`GET ${path}`, undefined, { seed: 'told when nobody can draw any more' });
    await guest(`POST ${path}/draws`, {}, 'lotteries.ended');
    await later(40, () => fetchIt(second.code, 'lotteries.code-expired'));
    await fetchIt(second.code, { prizeId: 'cup' });
  },
};

/** Before it begins a draw may change as it likes; then only in favour of those who draw; once it is over not at all. */
export const drawsLate: Page = {
  name: 'draws that change',
  open,
  async play({ clerk, pause, at }) {
    const [from, to] = [at(60), at(180)];
    const promotionId = await publish(clerk, drawOf(from, to));
    const path = `/v1/admin/promotions/${promotionId}`;
    const change = async (definition: object, wanted: string | object = {}) => {
      await clerk(`PUT ${path}`, definition);
      await clerk(`POST ${path}/publish`, undefined, wanted);
    };
    await change(drawOf(from, to, { count: 4, odds: 2, value: 900 }));
    await change(drawOf(from, to, { count: 4, odds: 2, value: 900 }, 1));
    await pause(75);
    const no = 'promotions.not-publishable';
    await change(drawOf(from, to, { count: 3, odds: 2, value: 900 }), no);
    await change(drawOf(from, to, { count: 4, odds: 3, value: 900 }), no);
    await change(drawOf(from, to, { count: 4, odds: 2, value: 800 }), no);
    await change(drawOf(from, at(30), { count: 4, odds: 2, value: 900 }), no);
    await change(drawOf(from, to, { count: 9, odds: 1, value: 950 }, 3));
    await change(drawOf(from, to, { count: 9, odds: 1, value: 950 }, 2), no);
    await pause(120);
    await change(drawOf(from, at(600), { count: 9, odds: 1, value: 950 }, 3), no);
  },
};
