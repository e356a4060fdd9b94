import { type ControlTotal, controlTotal } from './control-total.ts';
import { readCsv } from './csv.ts';
import { type FirstTimes, type Reading, readRow, rowReader } from './online-retail.ts';
import { textOf } from './text-of.ts';

/** A file read to its end. */
export interface FileContents {
  readings: Reading[];
  control: ControlTotal;
}

/**
 * Reads a CSV file, plain or gzip by its name, as a stream. `onLine` hears how many lines were read so far. Throws when
 * the file cannot be read or lacks a column.
 */
export async function readFile(path: string, digits: number, onLine: (lines: number) => void): Promise<FileContents> {
  const readings: Reading[] = [];
  const control = controlTotal(digits);
  const firstTimes: FirstTimes = new Map();
  let toRow: ReturnType<typeof rowReader> | undefined;
  for await (const record of readCsv(textOf(path))) {
    if (!toRow) {
      toRow = rowReader(record);
      continue;
    }
    const row = toRow(record);
    control.add(row);
    readings.push(readRow(row, digits, firstTimes));
    onLine(readings.length);
  }
  if (!toRow) throw new Error('the file is empty');
  return { readings, control };
}
