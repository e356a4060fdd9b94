import { DomainError, isDomainError } from '../kernel/errors.ts';
import { epochSeconds } from '../kernel/time.ts';
import { send } from './dynamodb.ts';
import { GetCommand } from './dynamodb-commands.ts';
import type { Reply } from './http.ts';
import type { CommandKey } from './http-input.ts';
import { problemReply } from './problem.ts';
import { isChangedMeanwhile, retryWhenChanged } from './retry.ts';
import type { Run } from './run.ts';
import { tableName } from './table.ts';
import { type Action, commit } from './transaction.ts';
import { world } from './world.ts';

/** How long a command's reply is kept: at least the 24 hours of the contract; seven days, since money hangs on them. */
const KEEP_SECONDS = 7 * 86_400;
const WAIT_STEPS_MS = [20, 40, 80, 160, 300, 600, 1_000];

/** A command as the ledger remembers it. Without `status` its effect is committed and its reply is still being made. */
export interface LedgerEntry {
  /** Absent where the command had been forgotten before its reply came. */
  digest?: string;
  status?: number;
  body?: string;
  /** What the command began, while it has no reply. */
  about?: string;
}

/** Raised inside a commit when the same command was committed by somebody else first. */
export class CommandTaken extends Error {
  constructor() {
    super('command taken');
    this.name = 'CommandTaken';
  }
}

const expiryOf = (run: Run) => epochSeconds(run.now) + KEEP_SECONDS;

/** The key of a command's ledger item in the table of the context that carries it out. */
export function ledgerKey(command: CommandKey): { pk: string; sk: string } {
  return { pk: `COMMAND#${command.scope}#${command.key}`, sk: 'COMMAND' };
}

/** A command being carried out: in which context's table it is remembered, and in which run. */
export interface Commanded {
  context: string;
  command: CommandKey;
  run: Run;
  /**
   * Brings to its end what an earlier run of the same command began under `about` and may have died over; it must be
   * harmless while that run is still alive.
   */
  resume?: (about: string) => Promise<unknown>;
}

/** How a command stands when its effect is committed: answered, or begun about something that is still to be ended. */
export type Outcome = { reply: Reply } | { about: string };

/**
 * The deduplication item of a command: put it first into the commit that holds the command's effect. With a `reply` the
 * command is answered in the same commit; without, `recordReply` must follow.
 */
export function recordCommand({ context, command, run }: Commanded, outcome: Outcome): Action {
  const stands =
    'reply' in outcome ? { status: outcome.reply.status, body: JSON.stringify(outcome.reply.body) } : outcome;
  return {
    write: {
      Put: {
        TableName: tableName(context),
        Item: {
          ...ledgerKey(command),
          _et: 'Command',
          digest: command.digest,
          ...stands,
          expiresAt: expiryOf(run),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    refused: () => new CommandTaken(),
  };
}

/**
 * Adds the reply to a command that was recorded without one; it is kept as long as any, from now on. A command whose answer
 * took so long that the ledger forgot it holds up nothing.
 */
export function recordReply(context: string, key: { pk: string; sk: string }, reply: Reply, run: Run): Action {
  const fields = { status: reply.status, body: JSON.stringify(reply.body), expiresAt: expiryOf(run) };
  const names = Object.keys(fields);
  return {
    write: {
      Update: {
        TableName: tableName(context),
        Key: key,
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [`:${name}`, value]),
        ),
      },
    },
  };
}

async function readEntry({ context, command }: Commanded): Promise<LedgerEntry | undefined> {
  const reply = await send(
    new GetCommand({ TableName: tableName(context), Key: ledgerKey(command), ConsistentRead: true }),
  );
  return reply.Item as LedgerEntry | undefined;
}

function replay(entry: LedgerEntry | undefined, command: CommandKey): Reply | undefined {
  if (entry?.digest !== undefined && entry.digest !== command.digest) {
    throw new DomainError('mismatch', 'idempotency.key-reused', 'This Idempotency-Key was used for another request.');
  }
  if (entry?.status === undefined) return undefined;
  const headers: Record<string, string> = { 'idempotent-replayed': 'true' };
  if (entry.status >= 400) headers['content-type'] = 'application/problem+json';
  return { status: entry.status, body: entry.body ?? '', headers };
}

async function waitForReply(commanded: Commanded, known: LedgerEntry | undefined): Promise<Reply | undefined> {
  let entry = known;
  for (const wait of WAIT_STEPS_MS) {
    const reply = replay(entry, commanded.command);
    if (reply) return reply;
    await world.sleep(wait);
    entry = await readEntry(commanded);
  }
  return replay(entry, commanded.command);
}

/** Ends what the first run left open. A refusal means that somebody else ended it in this moment. */
async function resumed(commanded: Commanded): Promise<Reply | undefined> {
  const about = (await readEntry(commanded))?.about;
  if (!about || !commanded.resume) return undefined;
  try {
    await commanded.resume(about);
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
  return replay(await readEntry(commanded), commanded.command);
}

/**
 * The stored reply of a command that is known to be committed; waits a little while its reply is being made, then ends
 * itself what the first run may have died over. Throws `idempotency.key-reused` for another request,
 * `idempotency.in-flight` when there is still no reply.
 */
export async function replayCommand(commanded: Commanded, known?: LedgerEntry): Promise<Reply> {
  const reply = (await waitForReply(commanded, known ?? (await readEntry(commanded)))) ?? (await resumed(commanded));
  if (reply) return reply;
  throw new DomainError('conflict', 'idempotency.in-flight', 'The first request with this key is still running.');
}

/**
 * Carries out a command at most once: replays it when the ledger knows it, else runs `act`, whose commit must hold
 * `recordCommand` as its first action. When two run at once, the loser answers with the winner's reply.
 */
export async function once(commanded: Commanded, act: () => Promise<Reply>): Promise<Reply> {
  const known = await readEntry(commanded);
  return known ? replayCommand(commanded, known) : replayWhenTaken(commanded, act);
}

/** A refusal that is an answer like any other; what is wrong with the request itself, or passes by itself, is none. */
function isFinal(error: unknown): error is DomainError {
  const isAnswer = isDomainError(error) && (error.kind === 'conflict' || error.kind === 'not-found');
  return isAnswer && !isChangedMeanwhile(error) && !/^(request|idempotency)\./.test(error.code);
}

/** Keeps a refusal as the command's reply and raises it; answers with the reply of a twin that was faster. */
async function refuseForGood(commanded: Commanded, refusal: DomainError): Promise<Reply> {
  const { statusCode, body } = problemReply(refusal, commanded.run.correlationId);
  try {
    await commit([recordCommand(commanded, { reply: { status: statusCode, body: JSON.parse(body) } })]);
  } catch (error) {
    if (error instanceof CommandTaken) return replayCommand(commanded);
    throw error;
  }
  throw refusal;
}

/**
 * As `once` for a use case that has looked into the ledger by itself already. A refusal may only mean that the same command
 * was carried out between that look and now (its stock taken, its order cancelled), so the ledger has the last word; else
 * the refusal is kept there as the command's reply.
 */
export async function replayWhenTaken(commanded: Commanded, act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await retryWhenChanged(act);
  } catch (error) {
    if (!(error instanceof CommandTaken || isDomainError(error))) throw error;
    const entry = await readEntry(commanded);
    if (entry) return replayCommand(commanded, entry);
    if (!isFinal(error)) throw error;
    return refuseForGood(commanded, error);
  }
}
