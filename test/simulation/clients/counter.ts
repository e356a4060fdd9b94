import type { Stage } from '../scenarios/stage.ts';
import type { Person } from './person.ts';

async function handOver(person: Person, { pickups, simulation }: Stage): Promise<void> {
  const next = pickups.shift();
  if (next === undefined) return;
  const path = `/v1/admin/orders/${next.orderId}/pickup`;
  const reply = await person.insist({ method: 'POST', path, body: { code: next.code } });
  simulation.core.count(`pick-up ${reply.status === 200 ? 200 : String(reply.body.code)}`);
}

async function takeBack(person: Person, { returns, simulation, locations }: Stage): Promise<void> {
  const next = returns.shift();
  if (next === undefined) return;
  const { random } = person;
  const lines = next.lines.map((line) => ({
    ...line,
    condition: random.pick(['resaleable', 'resaleable', 'damaged']),
  }));
  const body = { lines, locationId: random.pick(locations) };
  const reply = await person.insist({ method: 'POST', path: `/v1/admin/returns/${next.returnId}/receive`, body });
  simulation.core.count(`received back ${reply.status === 200 ? 200 : String(reply.body.code)}`);
}

/** The counter: hands picked-up orders over and takes returns back. */
export async function serveCounter(person: Person, stage: Stage): Promise<void> {
  while (person.now < stage.closesAt + 60_000) {
    await person.pause(person.random.between(2_000, 12_000));
    await handOver(person, stage);
    await takeBack(person, stage);
  }
}

/** The stock room: counts, moves and breaks things. */
export async function workInStockRoom(person: Person, stage: Stage): Promise<void> {
  const { random } = person;
  for (let job = 1; person.now < stage.closesAt; job += 1) {
    await person.pause(random.between(20_000, 90_000));
    const sku = random.pick(stage.skus);
    const [from = 'main', to = 'main'] = random.shuffled(stage.locations);
    const place = { sku, locationId: from };
    const ask = (path: string, body: unknown) =>
      person.insist({ method: 'POST', path: `/v1/admin/stock/${path}`, body });
    const kind = random.pick(from === to ? ['count', 'damage'] : ['count', 'damage', 'transfer', 'transfer']);
    if (kind === 'count') await ask('counts', { ...place, counted: random.between(0, 15), reference: `count-${job}` });
    else if (kind === 'damage')
      await ask('damages', {
        ...place,
        quantity: 1,
        reference: `broken-${job}`,
        step: random.pick(['found', 'written-off']),
      });
    else {
      const sent = random.between(1, 3);
      const reply = await ask('transfers', { sku, from, to, quantity: sent, reference: `van-${job}` });
      const received = random.chance(0.8) ? sent : random.between(0, sent);
      if (reply.status === 201) await ask(`transfers/${String(reply.body.transferId)}/receive`, { received });
    }
  }
}

/** A till that is cut off now and then: its sales come late, again and in no order. */
export async function sellAtTill(person: Person, stage: Stage): Promise<void> {
  const { random, id } = person;
  const sales = Array.from({ length: random.between(3, 9) }, (_, index) => {
    const [quantity, unitPrice] = [random.between(1, 2), random.between(10, 90) * 10];
    const soldAt = new Date(person.now + index * 1_000).toISOString();
    const payments = [{ method: random.pick(['cash', 'card']), amount: quantity * unitPrice }];
    return { sequence: index + 1, soldAt, lines: [{ sku: random.pick(stage.skus), quantity, unitPrice }], payments };
  });
  const told = random.shuffled([...sales, ...sales.filter(() => random.chance(0.4))]);
  while (told.length > 0) {
    await person.pause(random.between(5_000, 40_000));
    const orders = [...new Map(told.splice(0, random.between(1, 4)).map((sale) => [sale.sequence, sale])).values()];
    const body = { tillId: id, locationId: 'store-1', currency: 'CNY', orders };
    await person.insist({ method: 'POST', path: '/v1/admin/till/orders', body });
  }
}
