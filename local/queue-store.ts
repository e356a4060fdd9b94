import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { State } from './state.ts';

/** A message as the queue keeps it; times are epoch milliseconds. */
export interface QueueMessage {
  id: string;
  body: string;
  /** MessageAttributes as the sender gave them, JSON. */
  attributes: string;
  sentAt: number;
  visibleAt: number;
  receives: number;
  firstReceivedAt: number | undefined;
}

/** What a queue is told by the template. */
export interface QueueSettings {
  name: string;
  visibilityMs: number;
  delayMs: number;
  redrive?: { to: string; maxReceives: number };
}

/** The rows of all queues in the platform's own file. */
export interface MessageRows {
  insert(queue: string, message: QueueMessage): void;
  update(message: QueueMessage): void;
  move(message: QueueMessage, queue: string): void;
  remove(id: string): void;
  load(queue: string): QueueMessage[];
}

const schema = `CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
  sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL, receives INTEGER NOT NULL, firstReceivedAt INTEGER) WITHOUT ROWID`;

/** Opens the messages table; a message is on disk when `insert` returns inside a finished `state.atomically`. */
export function openMessageRows(state: State): MessageRows {
  state.database.exec(schema);
  const sql = (text: string): StatementSync => state.database.prepare(text);
  const insert = sql('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const update = sql('UPDATE messages SET receives = ?, visibleAt = ?, firstReceivedAt = ? WHERE id = ?');
  const move = sql('UPDATE messages SET queue = ?, receives = 0, visibleAt = ?, firstReceivedAt = NULL WHERE id = ?');
  const remove = sql('DELETE FROM messages WHERE id = ?');
  const load = sql('SELECT * FROM messages WHERE queue = ? ORDER BY sentAt, id');
  return {
    insert(queue, m) {
      insert.run(m.id, queue, m.body, m.attributes, m.sentAt, m.visibleAt, m.receives, m.firstReceivedAt ?? null);
    },
    update(m) {
      update.run(m.receives, m.visibleAt, m.firstReceivedAt ?? null, m.id);
    },
    move(m, queue) {
      move.run(queue, m.visibleAt, m.id);
    },
    remove(id) {
      remove.run(id);
    },
    load: (queue) =>
      load.all(queue).map((row) => ({
        id: String(row.id),
        body: String(row.body),
        attributes: String(row.attributes),
        sentAt: Number(row.sentAt),
        visibleAt: Number(row.visibleAt),
        receives: Number(row.receives),
        firstReceivedAt: row.firstReceivedAt === null ? undefined : Number(row.firstReceivedAt),
      })),
  };
}

/** A message about to be sent. */
export interface Outgoing {
  body: string;
  attributes?: string;
  delayMs?: number;
}

/** A fresh message, never received. */
export function newMessage(outgoing: Outgoing, settings: QueueSettings, now: number): QueueMessage {
  return {
    id: randomUUID(),
    body: outgoing.body,
    attributes: outgoing.attributes ?? '{}',
    sentAt: now,
    visibleAt: now + (outgoing.delayMs ?? settings.delayMs),
    receives: 0,
    firstReceivedAt: undefined,
  };
}
