import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startArguments } from '../../../local/arguments.ts';
import { proxyReply } from '../../../local/gateway-event.ts';
import { fileIn } from '../../../local/static-files.ts';
import { tokenBucket } from '../../../local/throttle.ts';

describe('given an answer of a function', () => {
  test.each([
    ['the full form', { statusCode: 201, headers: { 'X-A': 1 }, body: 'b' }, { status: 201, body: 'b' }],
    [
      'a base64 body',
      { statusCode: 200, body: 'eHg=', isBase64Encoded: true },
      { status: 200, body: Buffer.from('xx') },
    ],
    ['bare JSON', { any: 'thing' }, { status: 200, body: '{"any":"thing"}' }],
    ['a bare string', 'text', { status: 200, body: '"text"' }],
    ['a status that is none', { statusCode: 'soon' }, undefined],
    ['a status out of range', { statusCode: 999 }, undefined],
  ])('when it is %s, then the reply is as API Gateway makes it', (_, value, expected) => {
    const reply = proxyReply(JSON.stringify(value));
    if (expected === undefined) expect(reply).toBeUndefined();
    else expect(reply).toMatchObject(expected);
  });

  test('when it sets cookies and headers, then names are lower case and cookies stay apart', () => {
    const value = { statusCode: 200, headers: { 'Content-Type': 'text/x' }, cookies: ['a=1', 'b=2'] };
    expect(proxyReply(JSON.stringify(value))?.headers).toEqual({
      'content-type': 'text/x',
      'set-cookie': ['a=1', 'b=2'],
    });
  });
});

describe('given a token bucket of 2 a second and a burst of 3', () => {
  test('when four come at once, then the fourth is refused and half a second later one passes', () => {
    const admits = tokenBucket({ rate: 2, burst: 3 });
    expect([1, 2, 3, 4].map(() => admits(1000))).toEqual([true, true, true, false]);
    expect([1, 2].map(() => admits(1500))).toEqual([true, false]);
  });
});

describe('given a folder of pages', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'oneshelf-pages-'));
    mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), '');
    writeFileSync(join(folder, 'dist', 'assets', 'a b.js'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['assets/a%20b.js', true],
    ['assets', false],
    ['../secret.txt', false],
    ['..%2fsecret.txt', false],
    ['assets/../../secret.txt', false],
    ['%00', false],
    ['%zz', false],
  ])('when %s is asked for, then it is served: %s', (path, isServed) => {
    expect(fileIn(join(folder, 'dist'), path) !== undefined).toBe(isServed);
  });
});

describe('given the command line of npm start', () => {
  test('when all is said, then all is taken', () => {
    const wanted = startArguments(['--empty', '--data-dir', 'x', '--ephemeral'], { PORT: '4100' });
    expect(wanted).toEqual({ empty: true, dataDir: 'x', ephemeral: true, port: 4100 });
  });

  test('when nothing is said, then the port is 4000 and the demo data wanted', () => {
    expect(startArguments([], {})).toEqual({ empty: false, dataDir: undefined, ephemeral: false, port: 4000 });
  });

  test.each([[['--unknown']], [['stray']]])('when it says %j, then it is refused', (argv) => {
    expect(() => startArguments(argv, {})).toThrow();
  });

  test('when PORT is no port, then it is refused', () => {
    expect(() => startArguments([], { PORT: 'http' })).toThrow();
  });
});
