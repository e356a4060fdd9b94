import { readCsv } from '../import/csv.ts';
import { textOf } from '../import/text-of.ts';

/** A file of a table read whole: each row by the names of its first line. */
export async function readTable(path: string, columns: readonly string[]): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  let names: string[] | undefined;
  for await (const record of readCsv(textOf(path))) {
    if (names) rows.push(Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])));
    else names = record;
  }
  const missing = columns.filter((column) => !names?.includes(column));
  if (missing.length > 0) throw new Error(`${path} has no column ${missing.join(', ')}`);
  return rows;
}

/** A field as a number. Throws with the row's number where it is none: a figure made of half the rows is worse than none. */
export function numberAt(row: Record<string, string>, column: string, index: number): number {
  const text = row[column] ?? '';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new Error(`row ${index + 2}: ${column} is not a number`);
  return value;
}
