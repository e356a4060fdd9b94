import { Webhook } from 'standardwebhooks';
import { verifyStandardWebhook } from '../../../shared/platform/standard-webhooks.ts';

/** The public example of the Standard Webhooks specification. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const SIGNED_AT = 1_614_265_330;
const GOOD = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const BAD = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

interface Case {
  signature?: string;
  now?: number;
  secrets?: string;
  body?: string;
  timestamp?: string;
}

function verify({ signature = GOOD, now = SIGNED_AT, secrets = SECRET, body, timestamp }: Case): string {
  const message = {
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': timestamp ?? String(SIGNED_AT),
      'webhook-signature': signature,
    },
    raw: Buffer.from(body ?? '{"test": 2432232314}'),
    secrets,
  };
  try {
    verifyStandardWebhook(message, new Date(now * 1000).toISOString());
    return 'verified';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('given a message signed as the specification shows', () => {
  test.each<[string, Case]>([
    ['as it is', {}],
    ['among several signatures', { signature: `${BAD} ${GOOD.replace('v1', 'v2')} ${GOOD}` }],
    ['at the edge of the tolerance', { now: SIGNED_AT + 300 }],
    ['from a clock as far ahead', { now: SIGNED_AT - 300 }],
    ['while a second secret is live', { secrets: `${OTHER_SECRET} ${SECRET}` }],
  ])('when it comes %s, then it verifies', (_how, given) => {
    expect(verify(given)).toBe('verified');
  });

  test.each<[string, Case]>([
    ['too late', { now: SIGNED_AT + 301 }],
    ['too early', { now: SIGNED_AT - 301 }],
    ['with another version only', { signature: GOOD.replace('v1', 'v2') }],
    ['with a foreign signature', { signature: BAD }],
    ['with a cut signature', { signature: GOOD.slice(0, 20) }],
    ['with an empty signature', { signature: 'v1,' }],
    ['signed with another secret', { secrets: OTHER_SECRET }],
    ['with one byte more', { body: '{"test": 2432232314} ' }],
    ['with a timestamp that is no number', { timestamp: `${SIGNED_AT}abc` }],
  ])('when it comes %s, then it is refused', (_how, given) => {
    expect(verify(given)).toBe('webhooks.bad-signature');
  });
});

describe('given a message signed by the reference library', () => {
  test.each(['{"status":"DELIVERED"}', '{"城市":"上海"}', ''])('when its body is %s, then it verifies', (body) => {
    const signature = new Webhook(SECRET).sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(SIGNED_AT * 1000), body);
    expect(verify({ signature, body })).toBe('verified');
  });
});
