import type { Field, Rows } from './field-types.ts';
import { partsOf } from './fields.ts';
import { instantOf, localOf } from './zone.ts';

/** What is typed, by the path in the promotion. */
export type Form = Readonly<Record<string, string>>;

/** What the shop says about money and time. */
export interface Shop {
  currency: string;
  timeZone: string;
}

/** Where in the input a refusal points. */
export interface Fault {
  path: string;
  code: string;
  /** The law that asks for it, where one does. */
  rule?: string;
}

const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An empty list is not the same as none said. */
const NONE = '-';

const listed = (text: string) =>
  text
    .split(/[,，\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

type Read = (text: string, shop: Shop) => unknown;

const READERS: Record<Field['type'], Read> = {
  text: (text) => text,
  long: (text) => text,
  choice: (text) => text,
  hour: (text) => text,
  number: (text) => Number(text),
  check: () => true,
  money: (text, { currency }) => Math.round(Number(text) * 10 ** digitsOf(currency)),
  time: (text, { timeZone }) => instantOf(text, timeZone),
  words: (text) => (text.trim() === NONE ? [] : listed(text)),
  days: (text) => listed(text).map(Number),
};

const wordsOf = (value: unknown) => (Array.isArray(value) && value.length === 0 ? NONE : String(value));

function typed(value: unknown, type: Field['type'], { currency, timeZone }: Shop): string {
  if (value === undefined || value === null || value === false) return '';
  if (type === 'money') return String(Number(value) / 10 ** digitsOf(currency));
  if (type === 'time') return localOf(String(value), timeZone);
  return type === 'words' ? wordsOf(value) : String(value);
}

type Tree = { [name: string]: unknown };

/** Puts a value at a path; a number in the path makes a list. */
function put(tree: Tree, path: string, value: unknown): void {
  const names = path.split('.');
  let at = tree;
  for (const [index, name] of names.slice(0, -1).entries()) {
    at[name] ??= /^\d+$/.test(names[index + 1] ?? '') ? [] : {};
    at = at[name] as Tree;
  }
  at[names.at(-1) ?? ''] = value;
}

const valueAt = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Tree | undefined)?.[name], tree);

/** The numbers of the rows that have something in them. */
export function rowsIn(form: Form, { path }: Rows): number[] {
  const numbers = Object.keys(form)
    .filter((key) => key.startsWith(`${path}.`))
    .map((key) => Number(key.slice(path.length + 1).split('.')[0]));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** A row's fields, each with its whole path. */
export const cellsOf = ({ path, columns }: Rows, row: number): Field[] =>
  columns.map((column) => ({ ...column, path: `${path}.${row}.${column.path}` }));

/** All fields that a kind has with what is typed now. */
export function fieldsOf(kind: string, form: Form): Field[] {
  return partsOf(kind).flatMap(({ fields, rows = [] }) => [
    ...fields,
    ...rows.flatMap((group) => rowsIn(form, group).flatMap((row) => cellsOf(group, row))),
  ]);
}

/** The form without a row; those below move up. */
export function withoutRow(form: Form, { path }: Rows, row: number): Form {
  const moved = Object.entries(form).flatMap(([key, value]) => {
    if (!key.startsWith(`${path}.`)) return [[key, value]];
    const [index = '', ...rest] = key.slice(path.length + 1).split('.');
    if (Number(index) === row) return [];
    const now = Number(index) > row ? Number(index) - 1 : index;
    return [[`${path}.${now}.${rest.join('.')}`, value]];
  });
  return Object.fromEntries(moved);
}

/** The promotion that is typed, as the API takes it; what is left empty is left out. */
export function bodyOf(kind: string, form: Form, shop: Shop): Tree {
  const body: Tree = { kind, effect: {} };
  for (const { path, type } of fieldsOf(kind, form)) {
    const text = form[path] ?? '';
    if (text !== '') put(body, path, READERS[type](text, shop));
  }
  const { returnCap: cap, ...rest } = body;
  return cap === undefined ? rest : { ...rest, returnPolicy: { policy: body.returnPolicy, cap } };
}

/** A name in one language is typed in both; the cap of a return policy has a field of its own. */
function treeOf({ name, returnPolicy: policy, ...rest }: Tree): Tree {
  const cap = valueAt(policy, 'cap');
  return {
    ...rest,
    name: typeof name === 'string' ? { zh: name, en: name } : name,
    ...(cap === undefined ? { returnPolicy: policy } : { returnPolicy: valueAt(policy, 'policy'), returnCap: cap }),
  };
}

/** All fields of a kind that a stored promotion has something in, with its rows. */
function storedFields(kind: string, tree: Tree): Field[] {
  const rowsOf = (group: Rows) => {
    const list = valueAt(tree, group.path);
    return Array.isArray(list) ? [...list.keys()].flatMap((row) => cellsOf(group, row)) : [];
  };
  return partsOf(kind).flatMap(({ fields, rows = [] }) => [...fields, ...rows.flatMap(rowsOf)]);
}

/** A stored promotion as it is typed. */
export function formOf(promotion: { kind: string }, shop: Shop): Form {
  const tree = treeOf({ ...promotion });
  const typedIn = storedFields(promotion.kind, tree).map(
    ({ path, type }) => [path, typed(valueAt(tree, path), type, shop)] as const,
  );
  return Object.fromEntries(typedIn.filter(([, text]) => text !== ''));
}

const isUnder = (path: string, above: string) => path === above || path.startsWith(`${above}.`);

/** The field that a fault is shown at: its own, or the first one in what it is about. */
export function placeOf({ path }: Fault, fields: readonly Field[]): string | undefined {
  const own = fields.find((field) => isUnder(path, field.path));
  return (own ?? fields.find((field) => isUnder(field.path, path)))?.path;
}
