import type { Key } from '../language.ts';

/** How a value is typed and read. `words` are parted by commas, `days` are days of the week, `money` is in whole units. */
type Type = 'text' | 'long' | 'money' | 'number' | 'time' | 'words' | 'days' | 'check' | 'choice' | 'hour';

/** One field of the editor: where its value stands in a promotion, and how it is typed. */
export interface Field {
  path: string;
  type: Type;
  label: Key;
  /** Of a choice; the empty one is "not said". */
  choices?: readonly string[];
}

/** Fields that are there any number of times, under `<path>.<number>.<column>`. */
export interface Rows {
  path: string;
  label: Key;
  columns: readonly Field[];
}

/** Makes fields of a type. */
export const of =
  (type: Type) =>
  (path: string, label: Key, choices?: readonly string[]): Field => ({
    path,
    type,
    label,
    ...(choices ? { choices } : {}),
  });
