import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import type { Close } from './domain/close.ts';
import { differencesOf } from './store.ts';

/** A close with a page of its differences, as staff see it. */
export async function closeReply(close: Close, limit: number, cursor?: string) {
  const list = `close ${close.date} ${close.version}`;
  const { differences, lastKey } = await differencesOf(close, limit, await readCursor(list, cursor));
  const nextCursor = await writeCursor(list, lastKey);
  return { ...close, items: differences, ...(nextCursor ? { nextCursor } : {}) };
}
