/**
 * npm run rehearse -- [PROMOTION_ID] [--days N] [--from INSTANT] [--to INSTANT] [--url URL]
 * Rehearses a promotion on past orders; without one, replays over them the rules that were live when each was priced.
 * Ends with 0 when nothing is red, 1 when something is.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { optionalSetting } from '../shared/platform/env.ts';
import { world } from '../shared/platform/world.ts';
import { openShop, type ShopClient } from './import/shop-client.ts';
import { platformUrl } from './platform-url.ts';

const TEXT = { type: 'string' } as const;
const options = { days: TEXT, from: TEXT, to: TEXT, url: TEXT };

const { values, positionals } = parseArgs({ allowPositionals: true, options });

interface Seen {
  state: string;
  progress: { orders: number; percent: number };
  report?: { verdict: string; findings?: { code: string; colour: string; evidence: object }[] };
}

const PAUSE_MS = 500;

async function begin(client: ShopClient): Promise<string> {
  const { url: _url, days, ...period } = values;
  const [promotionId] = positionals;
  const path = promotionId ? `/v1/admin/promotions/${promotionId}/rehearse` : '/v1/admin/rehearsals';
  const body = { ...period, ...(days ? { days: Number(days) } : {}) };
  const { status, body: reply } = await client.send('POST', path, body, { 'idempotency-key': world.newId() });
  if (status !== 202) throw new Error(`the shop refused the rehearsal: ${status} ${JSON.stringify(reply)}`);
  return String(reply.href);
}

async function followed(client: ShopClient, href: string): Promise<Seen> {
  for (;;) {
    const seen = (await client.send('GET', href)).body as unknown as Seen;
    process.stderr.write(`\r${seen.progress.orders} orders, ${seen.progress.percent} % `);
    if (seen.state === 'done') return seen;
    await world.sleep(PAUSE_MS);
  }
}

const client = openShop(platformUrl(values.url), optionalSetting('ONESHELF_TOKEN'));
const { report } = await followed(client, await begin(client));
process.stdout.write(`\n${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report?.verdict === 'red' ? 1 : 0;
