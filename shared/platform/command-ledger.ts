import { DomainError, isDomainError } from '../kernel/errors.ts';
import { epochSeconds } from '../kernel/time.ts';
import { send } from './dynamodb.ts';
import { GetCommand } from './dynamodb-commands.ts';
import type { Reply } from './http.ts';
import type { CommandKey } from './http-input.ts';
import type { Run } from './run.ts';
import { tableName } from './table.ts';
import type { Action } from './transaction.ts';
import { world } from './world.ts';

/** How long a command's reply is kept: at least the 24 hours of the contract; seven days, since money hangs on them. */
const KEEP_SECONDS = 7 * 86_400;
const WAIT_STEPS_MS = [20, 40, 80, 160, 300, 600, 1_000];

/** A command as the ledger remembers it. Without `status` its effect is committed and its reply is still being made. */
export interface LedgerEntry {
  digest: string;
  status?: number;
  body?: string;
}

/** Raised inside a commit when the same command was committed by somebody else first. */
export class CommandTaken extends Error {
  constructor() {
    super('command taken');
    this.name = 'CommandTaken';
  }
}

/** The key of a command's ledger item in the table of the context that carries it out. */
export function ledgerKey(command: CommandKey): { pk: string; sk: string } {
  return { pk: `COMMAND#${command.scope}#${command.key}`, sk: 'COMMAND' };
}

/**
 * The deduplication item of a command: put it first into the commit that holds the command's effect. With `reply` the
 * command is answered in the same commit; without, `recordReply` must follow.
 */
export function recordCommand(context: string, command: CommandKey, run: Run, reply?: Reply): Action {
  return {
    write: {
      Put: {
        TableName: tableName(context),
        Item: {
          ...ledgerKey(command),
          _et: 'Command',
          digest: command.digest,
          ...(reply ? { status: reply.status, body: JSON.stringify(reply.body) } : {}),
          expiresAt: epochSeconds(run.now) + KEEP_SECONDS,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    refused: () => new CommandTaken(),
  };
}

/** Adds the reply to a command that was recorded without one. */
export function recordReply(context: string, key: { pk: string; sk: string }, reply: Reply): Action {
  return {
    write: {
      Update: {
        TableName: tableName(context),
        Key: key,
        UpdateExpression: 'SET #status = :status, #body = :body',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#status': 'status', '#body': 'body' },
        ExpressionAttributeValues: { ':status': reply.status, ':body': JSON.stringify(reply.body) },
      },
    },
  };
}

async function readEntry(context: string, command: CommandKey): Promise<LedgerEntry | undefined> {
  const reply = await send(
    new GetCommand({ TableName: tableName(context), Key: ledgerKey(command), ConsistentRead: true }),
  );
  return reply.Item as LedgerEntry | undefined;
}

function replay(entry: LedgerEntry, command: CommandKey): Reply | undefined {
  if (entry.digest !== command.digest) {
    throw new DomainError('mismatch', 'idempotency.key-reused', 'This Idempotency-Key was used for another request.');
  }
  if (entry.status === undefined) return undefined;
  return { status: entry.status, body: entry.body ?? '', headers: { 'idempotent-replayed': 'true' } };
}

/**
 * The stored reply of a command that is known to be committed; waits a little while its reply is being made.
 * Throws `idempotency.key-reused` for another request, `idempotency.in-flight` when the wait is over.
 */
export async function replayCommand(context: string, command: CommandKey, known?: LedgerEntry): Promise<Reply> {
  let entry = known ?? (await readEntry(context, command));
  for (const wait of WAIT_STEPS_MS) {
    const reply = entry && replay(entry, command);
    if (reply) return reply;
    await world.sleep(wait);
    entry = await readEntry(context, command);
  }
  throw new DomainError('conflict', 'idempotency.in-flight', 'The first request with this key is still running.');
}

/**
 * Carries out a command at most once: replays it when the ledger knows it, else runs `act`, whose commit must hold
 * `recordCommand` as its first action. When two run at once, the loser answers with the winner's reply.
 */
export async function once(context: string, command: CommandKey, act: () => Promise<Reply>): Promise<Reply> {
  const known = await readEntry(context, command);
  if (known) return replayCommand(context, command, known);
  return replayWhenTaken(context, command, act);
}

/**
 * As `once` for a use case that has looked into the ledger by itself already. A refusal may only mean that the same command
 * was carried out between that look and now (its stock taken, its order cancelled), so the ledger has the last word.
 */
export async function replayWhenTaken(context: string, command: CommandKey, act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof CommandTaken || isDomainError(error))) throw error;
    const entry = await readEntry(context, command);
    if (!entry) throw error;
    return replayCommand(context, command, entry);
  }
}
