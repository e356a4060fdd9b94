import type { Plugin } from 'esbuild';

/**
 * Libraries that stand for the world rather than for our code: the logger and the metrics (slow, and their lines are
 * read here), and the token library, whose WebCrypto works on other threads and would break the order of events.
 */
const LOGGER = `
const say = require('simulated:log');
exports.Logger = class {
  #keys = {};
  appendKeys(keys) { this.#keys = { ...this.#keys, ...keys }; }
  #say(level, message, more) { say(level, message, more === undefined ? this.#keys : { ...this.#keys, more }); }
  debug(message, more) { this.#say('debug', message, more); }
  info(message, more) { this.#say('info', message, more); }
  warn(message, more) { this.#say('warn', message, more); }
  error(message, more) { this.#say('error', message, more); }
};`;

const METRICS = `
exports.MetricUnit = { Count: 'Count' };
exports.Metrics = class { addMetric() {} hasStoredMetrics() { return false; } publishStoredMetrics() {} };`;

/** The part of jose that we use, by node:crypto's HMAC, which answers at once. Held to jose by test/simulation/tokens.test.ts. */
export const JOSE = `
const { createHmac, timingSafeEqual } = require('node:crypto');
class JOSEError extends Error {}
class JWTExpired extends JOSEError {}
const mac = (text, key) => createHmac('sha256', key).update(text).digest();
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
exports.errors = { JOSEError, JWTExpired };
exports.SignJWT = class {
  constructor(payload) { this.payload = { ...payload }; }
  setProtectedHeader(header) { this.header = header; return this; }
  setIssuer(iss) { this.payload.iss = iss; return this; }
  setAudience(aud) { this.payload.aud = aud; return this; }
  setSubject(sub) { this.payload.sub = sub; return this; }
  setJti(jti) { this.payload.jti = jti; return this; }
  setIssuedAt(iat) { this.payload.iat = iat; return this; }
  setExpirationTime(exp) { this.payload.exp = exp; return this; }
  async sign(key) {
    const text = part(this.header) + '.' + part(this.payload);
    return text + '.' + mac(text, key).toString('base64url');
  }
};
const read = (text) => {
  try { return JSON.parse(Buffer.from(text, 'base64url').toString()); } catch { throw new JOSEError('no JSON'); }
};
exports.jwtVerify = async (token, key, wanted) => {
  const [header, payload, signature] = token.split('.');
  if (!wanted.algorithms.includes(read(header).alg)) throw new JOSEError('algorithm');
  const right = mac(header + '.' + payload, key);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new JOSEError('signature');
  const claims = read(payload);
  for (const claim of wanted.requiredClaims ?? []) if (claims[claim] === undefined) throw new JOSEError(claim);
  if (claims.iss !== wanted.issuer || claims.aud !== wanted.audience) throw new JOSEError('issuer or audience');
  if (claims.exp <= Math.floor(wanted.currentDate.getTime() / 1000)) throw new JWTExpired('expired');
  return { payload: claims };
};`;

const CONTENTS: Record<string, string> = {
  '@aws-lambda-powertools/logger': LOGGER,
  '@aws-lambda-powertools/metrics': METRICS,
  jose: JOSE,
};

/** Puts the replacements in place of the libraries. */
export const replacements: Plugin = {
  name: 'replacements',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^(@aws-lambda-powertools\/(logger|metrics)|jose)$/ }, ({ path }) => ({
      path,
      namespace: 'replacement',
    }));
    pluginBuild.onResolve({ filter: /^simulated:/ }, ({ path }) => ({ path, external: true }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'replacement' }, ({ path }) => ({
      contents: CONTENTS[path] ?? '',
      loader: 'js',
      resolveDir: process.cwd(),
    }));
  },
};
