import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

const html = { accept: 'text/html,*/*' };

describe('given a repository whose storefront is built and whose console is not', () => {
  let root: string;
  let platform: TestPlatform;
  const write = (path: string, text: string): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'oneshelf-root-'));
    for (const folder of ['local', 'node_modules']) symlinkSync(join(process.cwd(), folder), join(root, folder));
    write('clients/storefront/dist/index.html', 'shop');
    write('clients/storefront/dist/assets/app.js', 'code');
    write('docs/openapi.json', '{}');
    platform = await testPlatform({ assemblyDir: await fixtureAssembly(), root });
  });
  afterAll(async () => {
    await platform.discard();
    rmSync(root, { recursive: true });
  });

  test.each([
    ['/', {}, 200, 'text/html; charset=utf-8'],
    ['/products/1', html, 200, 'text/html; charset=utf-8'],
    ['/products/1', {}, 404, 'application/problem+json'],
    ['/assets/app.js', {}, 200, 'text/javascript; charset=utf-8'],
    ['/assets/gone.js', html, 404, 'application/problem+json'],
    ['/..%2f..%2f..%2fpackage.json', {}, 404, 'application/problem+json'],
    ['/console', html, 503, 'application/problem+json'],
    ['/docs', html, 503, 'application/problem+json'],
    ['/openapi.json', {}, 200, 'application/json; charset=utf-8'],
    ['/asyncapi.json', {}, 503, 'application/problem+json'],
    ['/health', {}, 200, 'application/json'],
  ])('when GET %s comes with %j, then the answer is %i %s', async (path, headers, status, type) => {
    const reply = await platform.send('GET', path, undefined, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe(type);
  });

  test('when the console is told to fire a schedule, then it fires', async () => {
    const reply = await platform.send('POST', '/console/api/schedules/fixture-wake/fire');
    expect(reply.body).toEqual({ fired: 'fixture-wake' });
    await platform.idle();
    expect(platform.core.functions.get('fixture-wake', 'test').figures.invocations).toBe(1);
  });

  test.each([
    ['/console/api/schedules/other/fire', {}],
    ['/console/api/queues/other/redrive', {}],
    ['/console/api/queues/%zz/redrive', {}],
    ['/console/api/schedules/fixture-wake/fire', { origin: 'http://elsewhere.example' }],
  ])('when POST %s comes with %j, then it is refused', async (path, headers) => {
    expect((await platform.send('POST', path, undefined, headers)).status).toBe(404);
  });

  test('when the console listens, then it is told the state at once and every event after it', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${platform.url}/console/api/stream`, { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hears = async (text: string): Promise<void> => {
      while (!heard.includes(text)) heard += (await reader?.read())?.value ?? '';
    };
    await hears('event: state\n');
    await platform.send('POST', '/v1/items', { id: 'live' });
    await hears('event: bus\n');
    expect(heard).toContain('"detailType":"Written"');
    stop.abort();
  });
});
