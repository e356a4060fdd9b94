import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One line of a log, as far as a story reads it. */
export interface Line {
  /** Epoch milliseconds. */
  at: number;
  /** `access` for the gateway, else the function. */
  source: string;
  message: string;
  correlationId: string | undefined;
  causationId: string | undefined;
  /** `<table> <key>` of the items that were written. */
  writes: string[];
  /** `<type> <id>` of the events that the line is about. */
  events: string[];
  /** The line's other fields. */
  fields: Record<string, unknown>;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A request is told of when it is over; it came that much earlier. */
const beganAt = (fields: Record<string, unknown>): number =>
  Date.parse(String(fields.timestamp ?? fields.time ?? fields.at)) - Number(fields.ms ?? 0);

/** Reads one line; undefined for what is no JSON object with a time. */
export function readLine(source: string, text: string): Line | undefined {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const at = beganAt(fields);
  if (Number.isNaN(at)) return undefined;
  return {
    at,
    source,
    message: textOf(fields.message) ?? 'request',
    correlationId: textOf(fields.correlationId),
    causationId: textOf(fields.causationId),
    writes: texts(fields.writes),
    events: texts(fields.events),
    fields,
  };
}

/** Every readable line of a folder of logs. Throws when there is no such folder. */
export function readLogs(folder: string): Line[] {
  const files = readdirSync(folder).filter((name) => /\.log(\.\d+)?$/.test(name));
  return files.flatMap((name) => {
    const source = basename(name).replace(/\.log(\.\d+)?$/, '');
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return lines.flatMap((line) => readLine(source, line) ?? []);
  });
}
