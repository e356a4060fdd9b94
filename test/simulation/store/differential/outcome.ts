import type { EngineLink } from '../../../../local/engine-link.ts';
import type { ModelStore } from '../model-store.ts';
import { StoreRefusal } from '../refusal.ts';
import type { Trial } from './draw-requests.ts';

/** What an operation came to, so written that equal outcomes are equal texts. */
export interface Outcome {
  /** The error's name; undefined on success. */
  error?: string;
  message?: string;
  /** What a cancelled transaction says of its single actions. */
  told?: (string | undefined)[];
  /** The reply, or what the refusal tells besides. */
  reply: unknown;
}

const SETS = new Set(['SS', 'NS', 'BS']);

/** The same content in one order: names sorted, sets sorted. */
function canonical(node: unknown, field = ''): unknown {
  if (Array.isArray(node)) {
    const entries = node.map((entry) => canonical(entry));
    return SETS.has(field) ? entries.sort() : entries;
  }
  if (node === null || typeof node !== 'object') return node;
  const names = Object.keys(node).sort();
  return Object.fromEntries(names.map((name) => [name, canonical((node as Record<string, unknown>)[name], name)]));
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Batches and scans answer in no order that means something. */
function unordered({ operation }: Trial, reply: Record<string, unknown>): Record<string, unknown> {
  if (operation === 'Scan' && Array.isArray(reply.Items)) return { ...reply, Items: [...reply.Items].sort(byText) };
  if (operation !== 'BatchGetItem') return reply;
  const found = Object.entries(reply.Responses as Record<string, unknown[]>).filter(([, items]) => items.length > 0);
  return { ...reply, Responses: Object.fromEntries(found.map(([table, items]) => [table, [...items].sort(byText)])) };
}

function succeeded(trial: Trial, reply: Record<string, unknown>): Outcome {
  const { ConsumedCapacity: _, ...asked } = reply; // Nobody asks for it; DynamoDB Local tells it when it deletes nothing.
  return { reply: unordered(trial, canonical(asked) as Record<string, unknown>) };
}

function refused(error: string, body: Record<string, unknown>): Outcome {
  const given = (body.CancellationReasons ?? []) as { Code?: string; Message?: string; Item?: unknown }[];
  const reasons = given.map(({ Code = 'None', Item }) => ({ Code, ...(Item ? { Item } : {}) }));
  const message = String(body.message ?? body.Message ?? '');
  return {
    error,
    message,
    told: given.map(({ Message }) => Message),
    reply: canonical({ ...(reasons.length > 0 && { reasons }), ...(body.Item ? { Item: body.Item } : {}) }),
  };
}

/** What the model makes of a trial. */
export function modelOutcome(model: ModelStore, trial: Trial): Outcome {
  try {
    return succeeded(trial, model.call(trial.operation, structuredClone(trial.input)));
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return refused(error.name, error.body);
  }
}

/** What an engine makes of a trial. */
export async function engineOutcome(link: EngineLink, trial: Trial): Promise<Outcome> {
  const reply = await link.send(`DynamoDB_20120810.${trial.operation}`, JSON.stringify(trial.input));
  const body = JSON.parse(reply.body.toString() || '{}') as Record<string, unknown>;
  if (reply.status === 200) return succeeded(trial, body);
  return refused(
    String(body.__type ?? reply.status)
      .split('#')
      .at(-1) ?? '',
    body,
  );
}

/** Whether two outcomes are the same: result, error's name, reasons and the items told. Texts of messages may differ. */
export function agree(a: Outcome, b: Outcome): boolean {
  return a.error === b.error && JSON.stringify(a.reply) === JSON.stringify(b.reply);
}
