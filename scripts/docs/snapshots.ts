import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../events/catalogue.ts';
import { type BreakingChange, breakingChanges } from './compatibility.ts';
import { type JsonSchema, plain } from './json-schema.ts';

/** Where the schema of an event type is kept, from the root. */
export const snapshotPath = (type: string): string => `events/snapshots/${type}.json`;

/** A contract that would break its promise. */
export interface BrokenContract {
  type: string;
  changes: BreakingChange[];
}

/** The JSON Schema of each contract as it is now, by event type. */
export function schemasNow(): Map<string, JsonSchema> {
  return new Map(CATALOGUE.map((contract) => [contract.type, plain(contract.jsonSchema()) as JsonSchema]));
}

/** The schema that was promised for a type; undefined when the type is new. */
export function promisedSchema(root: string, type: string): JsonSchema | undefined {
  const file = join(root, snapshotPath(type));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JsonSchema) : undefined;
}

/** The contracts that differ from their snapshot by more than optional additions. */
export function brokenContracts(root: string): BrokenContract[] {
  return [...schemasNow()].flatMap(([type, now]) => {
    const promised = promisedSchema(root, type);
    const changes = promised ? breakingChanges(promised, now) : [];
    return changes.length > 0 ? [{ type, changes }] : [];
  });
}
