import { type IncomingMessage, request } from 'node:http';
import { fixtureAssembly } from '../../support/fixture-assembly.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

/** Asks as a page under the name `host` would; fetch sets Host itself. */
const askAs = (platform: TestPlatform, host: string, method: string, path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { host, origin: `http://${host}` };
    const sent = request(`${platform.url}${path}`, { method, headers }, (reply) => resolve(reply.resume()));
    sent.on('error', reject);
    sent.end();
  });

describe('given the platform on the fixture app', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ assemblyDir: await fixtureAssembly() });
  });
  afterAll(() => platform.discard());

  // A page whose own name was made to point at this machine sends that name as both Host and Origin.
  test.each([
    ['POST', '/console/api/schedules/fixture-wake/fire', 404],
    ['GET', '/console/api/state', 404],
    ['GET', '/health', 200],
  ])('when %s %s comes under the name of another site, then the answer is %i', async (method, path, status) => {
    const reply = await askAs(platform, `shop.example:${platform.port}`, method, path);
    expect(reply.statusCode).toBe(status);
  });

  test.each(['localhost', '127.0.0.1', '[::1]'])('when the console is opened as %s, then it answers', async (name) => {
    const reply = await askAs(platform, `${name}:${platform.port}`, 'GET', '/console/api/state');
    expect(reply.statusCode).toBe(200);
  });
});
