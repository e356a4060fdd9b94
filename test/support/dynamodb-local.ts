import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const PACKAGE = 'amplify-dynamodb-simulator';
const VERSION = '2.9.30';
const cache = join(process.cwd(), '.oneshelf', 'cache');
const home = join(cache, 'package', 'emulator');

/** The folder of the jar, fetched and unpacked where it is not there yet; never redistributed. */
function emulator(): string {
  if (existsSync(join(home, 'DynamoDBLocal.jar'))) return home;
  mkdirSync(cache, { recursive: true });
  const tarball = join(cache, `${PACKAGE}-${VERSION}.tgz`);
  if (!existsSync(tarball)) execFileSync('npm', ['pack', `${PACKAGE}@${VERSION}`], { cwd: cache, stdio: 'inherit' });
  execFileSync('tar', ['-xzf', tarball, '-C', cache, 'package/emulator']);
  return home;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until it answers; fails after half a minute. */
async function answering(endpoint: string, attempts = 300): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const isUp = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('DynamoDB Local did not answer within half a minute');
}

function startJar(folder: string, port: number): ChildProcess {
  const library = `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`;
  const flags = ['-inMemory', '-sharedDb', '-port', String(port)];
  return spawn('java', [library, '-jar', join(folder, 'DynamoDBLocal.jar'), ...flags], {
    cwd: folder,
    stdio: 'ignore',
  });
}

/** AWS's own DynamoDB Local, in memory. Throws where there is no Java. */
export async function openDynamodbLocal(): Promise<{ endpoint: string; stop(): void }> {
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0)
    throw new Error('DynamoDB Local is a Java program and there is no java on the path');
  const port = await freePort();
  const java = startJar(emulator(), port);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await answering(endpoint);
  } catch (error) {
    java.kill();
    throw error;
  }
  return { endpoint, stop: () => void java.kill() };
}
