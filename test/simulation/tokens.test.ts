import * as jose from 'jose';
import { JOSE } from './world/replacements.ts';

type Jose = Pick<typeof jose, 'SignJWT' | 'jwtVerify' | 'errors'>;

const replaced = { exports: {} as Jose };
new Function('exports', 'require', JOSE)(replaced.exports, require);

const KEY = new TextEncoder().encode('a key for tests, long enough to sign');
const NOW = Date.parse('2026-03-01T00:00:00Z') / 1_000;

const signed = (library: Jose, claims: Record<string, unknown> = {}, key = KEY) =>
  new library.SignJWT({ roles: ['staff'], ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('oneshelf')
    .setAudience('oneshelf-api')
    .setSubject('somebody')
    .setIssuedAt(NOW)
    .setExpirationTime(NOW + 60)
    .sign(key);

const verdict = async (library: Jose, token: string, at = NOW) => {
  const wanted = {
    algorithms: ['HS256'],
    issuer: 'oneshelf',
    audience: 'oneshelf-api',
    requiredClaims: ['sub', 'exp'],
  };
  try {
    const { payload } = await library.jwtVerify(token, KEY, { ...wanted, currentDate: new Date(at * 1_000) });
    return payload;
  } catch (error) {
    if (error instanceof library.errors.JWTExpired) return 'expired';
    return error instanceof library.errors.JOSEError ? 'refused' : 'threw';
  }
};

test('the replaced token library signs what the real one takes, and the other way round', async () => {
  const [ours, theirs] = [await signed(replaced.exports), await signed(jose)];
  expect(ours).toBe(theirs);
  expect(await verdict(replaced.exports, theirs)).toEqual(await verdict(jose, ours));
});

test.each([
  ['expired', (token: string) => token, NOW + 61],
  [
    'signed with another key',
    (_: string) => signed(jose, {}, new TextEncoder().encode('another key, long enough too')),
    NOW,
  ],
  ['changed', (token: string) => token.replace(/.(?=\.[^.]*$)/, 'A'), NOW],
  ['of another algorithm', (token: string) => token.replace(/^[^.]+/, 'eyJhbGciOiJub25lIn0'), NOW],
])('both judge a token alike that is %s', async (_, change, at) => {
  const token = await change(await signed(jose));
  expect(await verdict(replaced.exports, token, at)).toBe(await verdict(jose, token, at));
});
