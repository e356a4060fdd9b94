import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../kernel/errors.ts';
import { secret } from './secrets.ts';

const bad = () => new DomainError('invalid', 'request.bad-cursor', 'The cursor is not one of ours.');

async function signature(payload: string, list: string): Promise<Buffer> {
  return createHmac('sha256', await secret('session-key'))
    .update(`${list}.${payload}`)
    .digest()
    .subarray(0, 16);
}

/** The opaque, signed cursor of a page's last key; undefined when there is no further page. `list` says which list it belongs to. */
export async function writeCursor(
  list: string,
  lastKey: Record<string, unknown> | undefined,
): Promise<string | undefined> {
  if (!lastKey) return undefined;
  const payload = Buffer.from(JSON.stringify(lastKey)).toString('base64url');
  return `${payload}.${(await signature(payload, list)).toString('base64url')}`;
}

/** The key a cursor of `list` stands for. Throws `request.bad-cursor` for a forged, foreign or garbled one. */
export async function readCursor(
  list: string,
  cursor: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  if (cursor === undefined) return undefined;
  const [payload = '', given = ''] = cursor.split('.');
  const wanted = await signature(payload, list);
  const got = Buffer.from(given, 'base64url');
  if (got.length !== wanted.length || !timingSafeEqual(got, wanted)) throw bad();
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
}
