import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { eventually, freshDataDir, sendJson, testPlatform } from '../../support/platform.ts';

type Scan = { Items: { pk: { S: string } }[] };

const startProcess = async (assemblyDir: string, dataDir: string): Promise<{ child: ChildProcess; url: string }> => {
  const script = join(process.cwd(), 'test', 'support', 'platform-process.ts');
  const child = spawn(process.execPath, [script, assemblyDir, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const killed = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

test('given a platform killed with SIGKILL amid writes, when it starts again, then every acknowledged write has its event', async () => {
  const assemblyDir = await fixtureAssembly();
  const dataDir = freshDataDir();
  const acknowledged: string[] = [];
  const first = await startProcess(assemblyDir, dataDir);
  const write = async (id: string): Promise<void> => {
    const reply = await sendJson(`${first.url}/v1/items`, 'POST', { id }).catch(() => undefined);
    if (reply?.status === 201) acknowledged.push(id);
  };
  const writes = Array.from({ length: 8 }, async (_, lane) => {
    for (let n = 0; n < 40; n += 1) await write(`${lane}-${n}`);
  });
  await eventually(() => acknowledged.length >= 100);
  const { enginePid } = (await sendJson(`${first.url}/health`, 'GET')).body as { enginePid: number };
  await killed(first.child);
  await eventually(() => !isRunning(enginePid));
  await Promise.all(writes);

  const second = await testPlatform({ assemblyDir, dataDir });
  try {
    await second.idle();
    const { Items } = await second.core.engine.link.call<Scan>('Scan', { TableName: 'fixture-seen' });
    const seen = new Set(Items.map((item) => item.pk.S));
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    expect(acknowledged.filter((id) => !seen.has(id))).toEqual([]);
  } finally {
    await second.discard();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('given a platform that was away for two days amid work, when it starts again, then what it had not read is not lost', async () => {
  const assemblyDir = await fixtureAssembly();
  const first = await testPlatform({ assemblyDir });
  const { dataDir } = first;
  await first.core.mappings.stop();
  expect((await first.send('POST', '/v1/items', { id: 'late' })).status).toBe(201);
  expect((await first.send('POST', '/v1/items', { id: 'later' })).status).toBe(201);
  await first.stop();
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'));
  database.exec('UPDATE _stream_records SET created_at = created_at - 172800');
  database.close();

  const second = await testPlatform({ assemblyDir, dataDir });
  try {
    await second.idle();
    const { Items } = await second.core.engine.link.call<Scan>('Scan', { TableName: 'fixture-seen' });
    expect(Items.map((item) => item.pk.S).sort()).toEqual(['late', 'later']);
  } finally {
    await second.discard();
  }
});
