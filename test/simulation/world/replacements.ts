import type { Plugin } from 'esbuild';

/**
 * Libraries that stand for the world rather than for our code: the logger and the metrics (slow, and their lines are
 * read here), the token library, whose WebCrypto works on other threads and would break the order of events, and the
 * marshaller, in which a run spent more of its time than in any other library but one.
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
const made = new Map();
const hmac = (text, key) => createHmac('sha256', key).update(text).digest();
// A token comes with every request of its bearer: it is worked out once.
const mac = (text, key) => {
  const name = text + ' ' + Buffer.from(key).toString('base64');
  const known = made.get(name);
  if (known) return known;
  const fresh = hmac(text, key);
  if (made.size > 1_000) made.clear();
  made.set(name, fresh);
  return fresh;
};
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

/** The part of util-dynamodb that we use: JSON's kinds of values and sets of strings. Held to it by test/simulation/marshalling.test.ts. */
export const MARSHALLER = `
const numberOf = (value) => {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Error(value + ' is no number for DynamoDB');
  return { N: String(value) };
};
const attributeOf = (value) => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return numberOf(value);
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(attributeOf) };
  if (value instanceof Set && value.size > 0 && [...value].every((each) => typeof each === 'string')) return { SS: [...value] };
  if (![null, Object.prototype].includes(Object.getPrototypeOf(value))) throw new Error('the simulator marshals no ' + typeof value);
  return { M: exports.marshall(value) };
};
exports.marshall = (values) => {
  const item = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined && typeof value !== 'function') item[name] = attributeOf(value);
  }
  return item;
};
const valueOf = (attribute) => {
  for (const type in attribute) {
    const value = attribute[type];
    if (type === 'S' || type === 'BOOL') return value;
    if (type === 'N') return Number(value);
    if (type === 'M') return exports.unmarshall(value);
    if (type === 'L') return value.map(valueOf);
    if (type === 'NULL') return null;
    if (type === 'SS') return new Set(value);
    throw new Error('the simulator unmarshals no ' + type);
  }
};
exports.unmarshall = (item) => {
  const values = {};
  for (const name of Object.keys(item)) values[name] = valueOf(item[name]);
  return values;
};`;

const CONTENTS: Record<string, string> = {
  '@aws-lambda-powertools/logger': LOGGER,
  '@aws-lambda-powertools/metrics': METRICS,
  '@aws-sdk/util-dynamodb': MARSHALLER,
  jose: JOSE,
};

/** Puts the replacements in place of the libraries. */
export const replacements: Plugin = {
  name: 'replacements',
  setup(pluginBuild) {
    pluginBuild.onResolve(
      { filter: /^(@aws-lambda-powertools\/(logger|metrics)|@aws-sdk\/util-dynamodb|jose)$/ },
      ({ path }) => ({
        path,
        namespace: 'replacement',
      }),
    );
    pluginBuild.onResolve({ filter: /^simulated:/ }, ({ path }) => ({ path, external: true }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'replacement' }, ({ path }) => ({
      contents: CONTENTS[path] ?? '',
      loader: 'js',
      resolveDir: process.cwd(),
    }));
  },
};
