/** What infra reads of a route; `functions/<context>/routes.ts` holds the whole contract. */
export interface RouteData {
  readonly id: string;
  readonly method: string;
  /** Path with `{parameters}` as API Gateway writes them. */
  readonly path: string;
  /** `public` and `optional` pass the gateway without a token; a list of roles goes through the authorizer. */
  readonly access: 'public' | 'optional' | readonly string[];
  /** Stages that have this route; every stage when left out. */
  readonly stages?: readonly string[];
}

/** What infra reads of an event contract: the rule pattern that matches this fact and no other. */
export interface EventData {
  readonly type: string;
  readonly pattern: {
    readonly source: readonly string[];
    readonly 'detail-type': readonly string[];
    readonly detail?: object;
  };
}

/** The fact where its data has a field: others never reach the queue, and cost nothing there. */
export const having = (event: EventData, field: string): EventData => ({
  type: event.type,
  pattern: { ...event.pattern, detail: { data: { [field]: [{ exists: true }] } } },
});

/** A route together with the function that answers it, as data for the edge stack. */
export interface RouteBinding {
  readonly route: RouteData;
  readonly functionName: string;
}

/** `{ $or: [...] }` for several facts, the fact's own pattern for one: never the cross product of sources and types. */
export const patternOf = (events: readonly EventData[]): object => {
  const [first, ...rest] = events.map((event) => event.pattern);
  if (!first) throw new Error('A rule needs at least one event');
  return rest.length === 0 ? first : { $or: [first, ...rest] };
};
