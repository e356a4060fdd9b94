import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reload } from '../../../local/hot-reload.ts';
import { sweepExpired } from '../../../local/ttl-sweep.ts';
import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { eventually, type TestPlatform, testPlatform } from '../../support/platform.ts';

/** A copy of the fixture's assembly in which every function answers with other code, as after an edit. */
const editedAssembly = (assemblyDir: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'oneshelf-edited-'));
  cpSync(assemblyDir, copy, { recursive: true });
  const asset = readdirSync(copy).find((name) => name.startsWith('asset.')) ?? '';
  const changed = asset.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  cpSync(join(copy, asset), join(copy, changed), { recursive: true });
  writeFileSync(
    join(copy, changed, 'item.mjs'),
    `export const handler = async () => ({ statusCode: 299, body: 'edited' });`,
  );
  for (const file of ['fixture.assets.json', 'fixture.template.json']) {
    const text = readFileSync(join(copy, file), 'utf8');
    writeFileSync(join(copy, file), text.replaceAll(asset.replace('asset.', ''), changed.replace('asset.', '')));
  }
  return copy;
};

describe('given the platform on the fixture app', () => {
  let platform: TestPlatform;
  let assemblyDir: string;
  beforeAll(async () => {
    assemblyDir = await fixtureAssembly();
    platform = await testPlatform({ assemblyDir });
  });
  afterAll(() => platform.discard());

  test('when the time to live of an item has passed, then the sweep deletes it and no other', async () => {
    const { link } = platform.core.engine;
    const put = (id: string, expiresAt?: number) =>
      link.call('PutItem', {
        TableName: 'fixture-seen',
        Item: { pk: { S: id }, ...(expiresAt !== undefined && { expiresAt: { N: String(expiresAt) } }) },
      });
    await Promise.all([put('old', 1000), put('young', 3000), put('forever')]);
    const table = platform.core.blueprint.tables.find(({ name }) => name === 'fixture-seen');
    expect(table && (await sweepExpired(link, table, 2_000_000))).toBe(1);
    const { Items } = await link.call<{ Items: { pk: { S: string } }[] }>('Scan', { TableName: 'fixture-seen' });
    expect(Items.map((item) => item.pk.S).sort()).toEqual(['forever', 'young']);
  });

  test('when all workers are killed amid work, then nothing that was accepted is lost', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `w-${index}`);
    const statuses = Promise.all(ids.map(async (id) => (await platform.send('POST', '/v1/items', { id })).status));
    await eventually(() => platform.core.functions.get('fixture-write', 'test').figures.invocations > 5);
    await platform.crashWorkers();
    const accepted = (await statuses).flatMap((status, index) => (status === 201 ? (ids[index] ?? []) : []));
    await platform.crashWorkers();
    await platform.idle();
    const { link } = platform.core.engine;
    const { Items } = await link.call<{ Items: { pk: { S: string } }[] }>('Scan', { TableName: 'fixture-seen' });
    const seen = new Set(Items.map((item) => item.pk.S));
    expect(accepted.filter((id) => !seen.has(id))).toEqual([]);
  });

  test('when the code of functions changed, then the next request runs the new one', async () => {
    const edited = editedAssembly(assemblyDir);
    try {
      expect((await platform.send('GET', '/v1/echo/x')).status).toBe(200);
      expect(reload(platform, edited)).toContain('fixture-echo');
      expect((await platform.send('GET', '/v1/echo/x')).body).toBe('edited');
      expect(reload(platform, edited)).toEqual([]);
    } finally {
      rmSync(edited, { recursive: true });
    }
  });
});
