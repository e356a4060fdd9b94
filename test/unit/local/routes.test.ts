import { compileRoutes } from '../../../local/routes.ts';
import { Unsupported } from '../../../local/unsupported.ts';

const keys = [
  'GET /v1/orders/{orderId}',
  'GET /v1/orders/latest',
  'ANY /v1/orders/{orderId}',
  'POST /v1/orders/{id}/cancel',
  'GET /v1/orders/{proxy+}',
  'ANY /{path+}',
  'GET /',
  'GET /a/{x}/c',
  'GET /a/b/{y+}',
];

const find = compileRoutes(keys.map((key) => ({ key, target: key })));

describe('compileRoutes', () => {
  it.each<[method: string, path: string, key: string, parameters: Record<string, string>]>([
    ['GET', '/', 'GET /', {}],
    ['GET', '/v1/orders/latest', 'GET /v1/orders/latest', {}],
    ['GET', '/v1/orders/42', 'GET /v1/orders/{orderId}', { orderId: '42' }],
    ['PUT', '/v1/orders/42', 'ANY /v1/orders/{orderId}', { orderId: '42' }],
    ['PUT', '/v1/orders/latest', 'ANY /v1/orders/{orderId}', { orderId: 'latest' }],
    ['POST', '/v1/orders/42/cancel', 'POST /v1/orders/{id}/cancel', { id: '42' }],
    ['GET', '/v1/orders/42/story', 'GET /v1/orders/{proxy+}', { proxy: '42/story' }],
    ['POST', '/v1/orders/42/story', 'ANY /{path+}', { path: 'v1/orders/42/story' }],
    ['GET', '/v1/orders/a%2Fb%20c', 'GET /v1/orders/{orderId}', { orderId: 'a/b c' }],
    ['GET', '/v1/orders/%E4%B8%AD', 'GET /v1/orders/{orderId}', { orderId: '中' }],
    ['GET', '/a/b/c', 'GET /a/b/{y+}', { y: 'c' }],
    ['GET', '/a/z/c', 'GET /a/{x}/c', { x: 'z' }],
  ])('given all routes, when %s %s comes, then %s answers', (method, path, routeKey, pathParameters) => {
    expect(find(method, path)).toEqual({ target: routeKey, routeKey, pathParameters });
  });

  it.each([
    ['GET', '/v1/orders/%E4%ZZ'],
    ['POST', '/'],
  ])('given no $default, when %s %s comes, then nothing answers', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });

  it('given $default, when no other route fits, then it answers', () => {
    const withDefault = compileRoutes([
      { key: '$default', target: 1 },
      { key: 'GET /x', target: 2 },
    ]);
    expect(withDefault('POST', '/x')).toEqual({ target: 1, routeKey: '$default', pathParameters: {} });
    expect(withDefault('GET', '/x')?.target).toBe(2);
    expect(withDefault('GET', '/%')).toBeUndefined();
  });

  it('given an empty segment, when a parameter stands there, then it does not fit', () => {
    const only = compileRoutes([{ key: 'GET /x/{id}', target: 1 }]);
    expect(only('GET', '/x/')).toBeUndefined();
  });

  it.each([
    [['GET orders']],
    [['get /orders']],
    [['GET /orders/a{b}']],
    [['GET /{p+}/x']],
    [['$connect']],
    [['GET /x/{a}', 'GET /x/{b}']],
  ])('given the keys %j, when compiled, then they are refused', (bad) => {
    expect(() => compileRoutes(bad.map((key) => ({ key, target: 0 })))).toThrow(Unsupported);
  });
});
