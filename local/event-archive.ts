import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps every accepted event, one JSON line each, one file a day, for replay. */
export interface EventArchive {
  /** Written when it returns, so that an event that was answered for is never missing. `day` is YYYY-MM-DD. */
  append(day: string, lines: string[]): void;
}

/** Opens the `events` folder of a data directory. */
export function openEventArchive(dataDir: string): EventArchive {
  const directory = join(dataDir, 'events');
  mkdirSync(directory, { recursive: true });
  return { append: (day, lines) => appendFileSync(join(directory, `${day}.jsonl`), `${lines.join('\n')}\n`) };
}

/** Every archived event, one line of JSON each, in the order in which they were archived. */
export function readEventArchive(dataDir: string): string[] {
  const directory = join(dataDir, 'events');
  if (!existsSync(directory)) return [];
  const days = readdirSync(directory).sort();
  return days.flatMap((day) => readFileSync(join(directory, day), 'utf8').split('\n').filter(Boolean));
}
