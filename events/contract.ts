import * as z from 'zod';
import type { Instant } from '../shared/kernel/time.ts';

/** The sales channels of a shop. */
export const CHANNELS = ['web', 'mini-program', 'store', 'marketplace', 'live'] as const;

/** One sales channel. */
export type Channel = (typeof CHANNELS)[number];

/** What every event carries besides its data. Ids only: no personal data ever stands in an event. */
export interface Envelope<Data> {
  /** Unique per fact; consumers deduplicate by it. */
  id: string;
  /** `<context>.<Name>.v<version>`. */
  type: string;
  occurredAt: Instant;
  /** Id of the aggregate the fact is about; events of one subject are ordered by `id`. */
  subject: string;
  /** The request or job that everything which follows from it shares. */
  correlationId: string;
  /** The request, event or schedule that led directly to this fact. */
  causationId: string;
  channel?: Channel;
  data: Data;
}

interface Definition<Schema extends z.ZodType> {
  context: string;
  /** Past tense, e.g. `OrderPlaced`. */
  name: string;
  version: number;
  data: Schema;
  /** Used as fixture of every consumer's test. */
  example: z.input<Schema>;
  /** Type of the version that takes this one's place, and the day it stops being published. */
  supersededBy?: string;
  retireAfter?: string;
}

/** One kind of fact in one version: the only place that spells its source and detail type. */
export interface EventContract<Data = unknown> {
  context: string;
  name: string;
  version: number;
  type: string;
  source: string;
  detailType: string;
  pattern: { source: string[]; 'detail-type': string[] };
  example: Data;
  supersededBy?: string;
  retireAfter?: string;
  /** Checks the data of a received event; throws a ZodError. Unknown fields are dropped: a newer producer may add some. */
  parse(data: unknown): Data;
  /** JSON Schema (2020-12) of the data: what a consumer accepts, so fields it does not name are no fault. */
  jsonSchema(): Record<string, unknown>;
}

/** The data of a contract. */
export type DataOf<Contract> = Contract extends EventContract<infer Data> ? Data : never;

/** Defines one fact and version. Within a version only optional fields may be added; anything else is a new version. */
export function defineEvent<Schema extends z.ZodType>(definition: Definition<Schema>): EventContract<z.output<Schema>> {
  const { context, name, version, data, example, supersededBy, retireAfter } = definition;
  const source = `oneshelf.${context}`;
  const detailType = `${name}.v${version}`;
  return {
    context,
    name,
    version,
    type: `${context}.${detailType}`,
    source,
    detailType,
    pattern: { source: [source], 'detail-type': [detailType] },
    example: data.parse(example),
    ...(supersededBy ? { supersededBy } : {}),
    ...(retireAfter ? { retireAfter } : {}),
    parse: (value) => data.parse(value),
    jsonSchema: () => z.toJSONSchema(data, { target: 'draft-2020-12', io: 'input' }) as Record<string, unknown>,
  };
}
