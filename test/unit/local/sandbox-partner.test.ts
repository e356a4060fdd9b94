import { PUBLIC_TEST_SECRET, type Sender, signPush } from '../../../local/partners/sandbox.ts';
import { verifyStandardWebhook } from '../../../shared/platform/standard-webhooks.ts';

const sender: Sender = {
  secret: PUBLIC_TEST_SECRET,
  messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  sentAt: new Date('2026-11-21T08:00:00.000Z'),
};

describe('given the sandbox partner', () => {
  test('when it signs a push, then the platform takes it, Chinese text and all', () => {
    const { body, headers } = signPush({ status: '已签收' }, sender);
    const message = { headers, raw: Buffer.from(body), secrets: PUBLIC_TEST_SECRET };
    expect(() => verifyStandardWebhook(message, '2026-11-21T08:04:59.000Z')).not.toThrow();
  });

  test.each([
    ['another secret', { ...sender, secret: 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==' }],
    ['an old clock', { ...sender, sentAt: new Date('2026-11-21T07:50:00.000Z') }],
  ])('when it signs with %s, then the platform refuses it', (_, wrong) => {
    const { body, headers } = signPush({ status: 'DELIVERED' }, wrong);
    const message = { headers, raw: Buffer.from(body), secrets: PUBLIC_TEST_SECRET };
    expect(() => verifyStandardWebhook(message, '2026-11-21T08:00:00.000Z')).toThrow(
      expect.objectContaining({ code: 'webhooks.bad-signature' }),
    );
  });
});
