import { addSamples, areaOf } from '../../../bench/profile/areas.ts';

const place = (url: string, functionName = 'run') => ({ functionName, url, lineNumber: 1, columnNumber: 2 });

const nothing = () => undefined;

describe('the area of a place', () => {
  test.each([
    ['node:internal/crypto/keys', 'node:crypto'],
    ['node:_http_client', 'node:http'],
    ['node:internal/deps/undici/undici', 'node:undici'],
    ['file:///srv/shop/local/endpoint.ts', 'local/endpoint.ts'],
    ['file:///srv/shop/node_modules/@scope/part/dist/a.js', '@scope/part'],
  ])('given %s, then it is %s', (url, area) => {
    expect(areaOf(place(url), nothing)).toBe(area);
  });

  test.each([
    ['../../srv/shop/node_modules/zod/v4/core/parse.js', 'zod'],
    ['../../srv/shop/functions/orders/domain/place.ts', 'functions/orders'],
    ['../../srv/shop/shared/platform/aws.ts', 'shared/platform/aws.ts'],
  ])('given a bundle whose map says %s, then it is %s', (source, area) => {
    expect(areaOf(place('file:///tmp/bundle/index.mjs'), () => source)).toBe(area);
  });

  test('given native code, then it is named by its function', () => {
    expect([areaOf(place('', 'postMessage'), nothing), areaOf(place('', '(garbage collector)'), nothing)]).toEqual([
      'native postMessage',
      '(garbage collector)',
    ]);
  });
});

test('given samples, then each adds its time to its area, late ones at most two milliseconds, idleness nothing', () => {
  const nodes = [
    { id: 1, callFrame: place('', '(idle)') },
    { id: 2, callFrame: place('node:fs') },
    { id: 3, callFrame: place('', '(program)') },
  ];
  const into = new Map([['node:fs', 1]]);
  addSamples({ nodes, samples: [1, 2, 3, 2, 2], timeDeltas: [900, 500, 900, 1_500, 80_000] }, nothing, into);
  expect([...into]).toEqual([['node:fs', 5]]);
});
