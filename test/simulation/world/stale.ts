import type { Commit, Item } from '../contract.ts';

type Values = Record<string, unknown>;
type Request = {
  TableName?: string;
  Key?: Item;
  Keys?: Item[];
  ConsistentRead?: boolean;
  ProjectionExpression?: string;
};

/** An eventually consistent read may miss what was written this shortly before. */
const WINDOW_MS = 1_000;

const textOf = (value: unknown): string => String((value as { S?: string } | undefined)?.S ?? '');
const idOf = (table: string, item: Item): string => `${table} ${textOf(item.pk)} ${textOf(item.sk)}`;

/** Remembers what every item was before its last change, for reads that do not ask for the newest. */
export class Stale {
  readonly #before = new Map<string, { at: number; item: Item | undefined }>();

  /** Takes the changes of a commit. */
  take({ at, changes }: Commit): void {
    for (const { table, key, before } of changes) this.#before.set(idOf(table, key), { at, item: before });
  }

  /** The reply as it would have been a moment ago, where the read allows that and there was a change. */
  reply(operation: string, input: Values, reply: Values, now: number): Values {
    if (operation === 'GetItem') return this.#one(input as Request, reply, now);
    if (operation !== 'BatchGetItem') return reply;
    const asked = Object.entries(input.RequestItems as Record<string, Request>);
    const Responses = Object.fromEntries(
      asked.map(([table, request]) => [table, this.#some(table, request, reply.Responses as Values, now)]),
    );
    return { ...reply, Responses };
  }

  #past(table: string, key: Item, now: number): { item: Item | undefined } | undefined {
    const known = this.#before.get(idOf(table, key));
    return known && known.at > now - WINDOW_MS ? known : undefined;
  }

  #one({ TableName = '', Key, ConsistentRead, ProjectionExpression }: Request, reply: Values, now: number): Values {
    if (ConsistentRead || ProjectionExpression || Key === undefined) return reply;
    const past = this.#past(TableName, Key, now);
    return past ? { ...reply, Item: past.item } : reply;
  }

  #some(table: string, request: Request, responses: Values, now: number): unknown {
    const items = (responses[table] ?? []) as Item[];
    if (request.ConsistentRead || request.ProjectionExpression) return items;
    const found = new Map(items.map((item) => [idOf(table, item), item]));
    for (const key of request.Keys ?? []) {
      const past = this.#past(table, key, now);
      if (past?.item) found.set(idOf(table, key), past.item);
      else if (past) found.delete(idOf(table, key));
    }
    return [...found.values()];
  }
}
