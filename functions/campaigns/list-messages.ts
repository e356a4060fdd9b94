/** GET /v1/admin/messages: a page of the outbox of messages to customers, newest first. */
import { readCursor, writeCursor } from '../../shared/platform/cursor.ts';
import { httpHandler } from '../../shared/platform/http.ts';
import { listMessages as route } from './routes.ts';
import { messagesFrom } from './store.ts';

export const handler = httpHandler(route, async ({ query: { limit, cursor } }) => {
  const { messages, lastKey } = await messagesFrom(limit, await readCursor('messages', cursor));
  return { status: 200, body: { items: messages, nextCursor: await writeCursor('messages', lastKey) } };
});
