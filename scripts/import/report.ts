import { readable } from './minor-units.ts';
import { type DayBalance, type Fates, isAccounted, isEqual, type Sum } from './reconcile.ts';

type Cells = readonly string[];

/** Lays cells out in columns: the first to the left, figures to the right. */
export function table(rows: readonly Cells[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** The lines of the file by what became of them. */
export function fatesTable(fates: Fates, digits: number): string[] {
  const row = (name: string, { lines, amount }: Sum): Cells => [
    name,
    lines.toLocaleString('en'),
    readable(amount, digits),
  ];
  const aside = [...fates.setAside].sort(([, a], [, b]) => b.lines - a.lines);
  return [
    ...table([
      ['', 'lines', 'amount'],
      ['read', fates.read.toLocaleString('en'), ''],
      row('imported', fates.imported),
      row('returned', fates.returned),
      ...aside.map(([reason, sum]) => row(`set aside: ${reason}`, sum)),
    ]),
    isAccounted(fates) ? 'Every line is accounted for.' : 'NOT every line is accounted for.',
  ];
}

/** Revenue and refunds by day, the file's against the shop's; days that differ are marked. */
export function daysTable(days: readonly DayBalance[], digits: number): string[] {
  const different = days.filter((day) => !isEqual(day)).length;
  const rows = days.map((entry): Cells => {
    const { day, file, shop } = entry;
    const figures = [file.gross, shop.gross, file.refunds, shop.refunds].map((amount) => readable(amount, digits));
    return [day, ...figures, isEqual(entry) ? '' : 'DIFFERS'];
  });
  return [
    ...table([['day', 'revenue: file', 'shop', 'refunds: file', 'shop', ''], ...rows]),
    different === 0
      ? `Revenue and refunds are equal on all ${days.length} days.`
      : `${different} of ${days.length} days DIFFER.`,
  ];
}
