import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { load } from './checkout.ts';
import { openClient } from './load/client.ts';
import { fillShelf, signIn } from './load/counter.ts';
import { settle } from './load/settle.ts';
import { openShop } from './load/shop.ts';
import { bundleWithMaps } from './profile/bundle.ts';

/** CPU milliseconds an order in one place of the code. */
export interface Area {
  thread: 'platform' | 'functions';
  area: string;
  cpuMs: number;
}

/** Where the CPU of the platform's process goes while orders are bought. */
export interface ProfileFigures {
  orders: number;
  /** Dearest first. */
  areas: Area[];
}

type Report = Record<Area['thread'], [string, number][]>;

const inFlight = 8;

const areasIn = (report: Report, orders: number): Area[] =>
  (['platform', 'functions'] as const)
    .flatMap((thread) => report[thread].map(([area, ms]): Area => ({ thread, area, cpuMs: ms / orders })))
    .sort((a, b) => b.cpuMs - a.cpuMs);

/** Profiles every JavaScript thread of a shop while `orders` orders are bought, 8 in flight, and until every queue is empty. */
export async function measureProfile(assemblyDir: string, orders: number): Promise<ProfileFigures> {
  const bundleDir = mkdtempSync(join(tmpdir(), 'oneshelf-maps-'));
  await bundleWithMaps(process.cwd(), bundleDir);
  const shop = await openShop((dataDir) => [join('bench', 'profile', 'shop.ts'), assemblyDir, dataDir, bundleDir]);
  const client = openClient(shop.url, inFlight);
  try {
    await fillShelf(client, await signIn(client, ['admin']));
    const buyers = await Promise.all(Array.from({ length: inFlight }, () => signIn(client, ['customer'])));
    await load(client, buyers, orders);
    await settle(client);
    shop.child.send('start');
    await load(client, buyers, orders);
    await settle(client);
    const told = once(shop.child, 'message');
    shop.child.send('report');
    const [report] = (await told) as [Report];
    return { orders, areas: areasIn(report, orders) };
  } finally {
    client.close();
    await shop.stop();
    rmSync(bundleDir, { recursive: true, force: true });
  }
}
