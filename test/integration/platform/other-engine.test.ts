import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../../local/engine-process.ts';
import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { freshDataDir, testPlatform } from '../../support/platform.ts';

test('given an engine of somebody else, when the platform is told of it, then streams are read through its API', async () => {
  const folder = freshDataDir();
  const binary = join('node_modules', '@dynoxide', `${process.platform}-${process.arch}`, 'dynoxide');
  const files = { binary, databaseFile: join(folder, 'other.sqlite'), pidFile: join(folder, 'other.pid') };
  const engine = await startEngine(files, 'ap-southeast-1');
  const assemblyDir = await fixtureAssembly();
  const platform = await testPlatform({ assemblyDir, dynamodbEndpoint: engine.link.endpoint });
  try {
    expect((await platform.send('GET', '/health')).body).toMatchObject({ engine: 'external' });
    await Promise.all(['a', 'b', 'c'].map((id) => platform.send('POST', '/v1/items', { id })));
    await platform.idle();
    const { Items } = await engine.link.call<{ Items: { pk: { S: string } }[] }>('Scan', { TableName: 'fixture-seen' });
    expect(Items.map((item) => item.pk.S).sort()).toEqual(['a', 'b', 'c']);
  } finally {
    await platform.discard();
    await engine.stop();
    rmSync(folder, { recursive: true });
  }
});

test('given a port in use, when a second platform wants it, then it is refused and the first goes on', async () => {
  const assemblyDir = await fixtureAssembly();
  const first = await testPlatform({ assemblyDir });
  try {
    await expect(testPlatform({ assemblyDir, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await first.send('GET', '/health')).status).toBe(200);
  } finally {
    await first.discard();
  }
});
