import { product } from '../../crash-points/shelf.ts';
import type { Desk, Page } from './desk.ts';

const MINUTE_SECONDS = 60;

/** Who was let in a moment ago is still known at the door when the time of his token is over: the function looks itself. */
async function signedInTooLong({ stage, pause }: Desk): Promise<void> {
  const { core } = stage.simulation;
  const brief = stage.person('brief', ['staff'], MINUTE_SECONDS);
  const ask = async (wanted: number) => {
    const reply = await brief.send({ method: 'GET', path: '/v1/admin/charges' });
    if (reply?.status === wanted) return;
    const text = `who is signed in for a minute was answered ${reply?.status}, not ${wanted}`;
    core.violate({ invariant: 'book', name: 'answers are as written', at: core.now, text });
  };
  await ask(200);
  await pause(MINUTE_SECONDS - 5);
  await ask(200);
  await pause(10);
  await ask(401);
}

/** Whoever changes what another changes at the same moment changes it after him. */
export const edits: Page = {
  name: 'edits',
  open: async ({ clerk }) => void (await clerk('PUT /v1/admin/products/A', product('A'))),
  async play(desk) {
    const { clerk, boss, chief, at, overtake } = desk;
    const tax = { prices: 'inclusive', rates: [{ percent: 13 }] };
    const fee = (amount: number) => ({ tax, shipping: { tariffs: [{ fee: amount }] } });
    await overtake(
      { by: 'put-charges' },
      () => clerk('PUT /v1/admin/charges', fee(100), { ...fee(100), version: 2 }),
      () => boss('PUT /v1/admin/charges', fee(200), { ...fee(200), version: 1 }),
    );
    const list = (name: string) => ({ name, tier: 'gold', validFrom: '2020-01-01T00:00:00Z' });
    await overtake(
      { by: 'put-price-list' },
      () => clerk('PUT /v1/admin/price-lists/gold', list('Gold'), { name: 'Gold', version: 2 }),
      () => boss('PUT /v1/admin/price-lists/gold', list('Golden'), { name: 'Golden', version: 1 }),
    );
    await boss('PUT /v1/admin/price-guards', { approveAll: true });
    const planned = { reason: 'book', entries: [{ sku: 'A', price: 700 }], from: at(3_600) };
    const { changeId } = (await boss('POST /v1/admin/price-changes', planned, { status: 'draft' })) as never;
    const path = `/v1/admin/price-changes/${changeId}`;
    await overtake(
      { by: 'approve-price-change' },
      () => chief(`POST ${path}/approve`, undefined, 'pricing.not-a-draft'),
      () => boss(`POST ${path}/revert`, undefined, { status: 'withdrawn' }),
    );
    await signedInTooLong(desk);
  },
};
