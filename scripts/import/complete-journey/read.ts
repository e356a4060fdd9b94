import { readCsv } from '../csv.ts';
import { textOf } from '../text-of.ts';

/** One record by the names of its columns, as it stands in the file. */
export type Row = Readonly<Record<string, string>>;

/** The files that the import takes, by a column that only they have. */
const TABLES = {
  transactions: 'coupon_match_disc',
  products: 'product_category',
  coupons: 'coupon_upc product_id',
  campaigns: 'campaign_type',
  redemptions: 'redemption_date',
} as const;

/** One of the tables. */
export type Table = keyof typeof TABLES;

function tableOf(columns: readonly string[]): Table | undefined {
  const names = Object.keys(TABLES) as Table[];
  return names.find((table) => TABLES[table].split(' ').every((column) => columns.includes(column)));
}

/** What was read: the rows of each table, and the files that nothing is taken from. */
export interface Files {
  tables: Record<Table, Row[]>;
  unused: string[];
}

async function readOne(path: string): Promise<{ table?: Table; rows: Row[] }> {
  let columns: string[] | undefined;
  const rows: Row[] = [];
  for await (const record of readCsv(textOf(path))) {
    if (columns) rows.push(Object.fromEntries(columns.map((name, at) => [name, record[at] ?? ''])));
    else columns = record;
  }
  const table = tableOf(columns ?? []);
  return table ? { table, rows } : { rows: [] };
}

/** Reads the files of Complete Journey, each told by its columns. Throws where one of the tables is missing. */
export async function readFiles(paths: readonly string[]): Promise<Files> {
  const tables: Record<Table, Row[]> = { transactions: [], products: [], coupons: [], campaigns: [], redemptions: [] };
  const unused: string[] = [];
  const found = new Set<Table>();
  for (const path of paths) {
    const { table, rows } = await readOne(path);
    if (!table) unused.push(path);
    else {
      found.add(table);
      tables[table].push(...rows);
    }
  }
  const missing = (Object.keys(TABLES) as Table[]).filter((table) => !found.has(table));
  if (missing.length > 0) throw new Error(`no file holds ${missing.join(', ')}`);
  return { tables, unused };
}
