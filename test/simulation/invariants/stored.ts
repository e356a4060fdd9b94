/** Reads what stands in the tables. Shares nothing with functions/: a fault in how they read must not hide here. */
import type { Change, Commit, Item } from '../contract.ts';

/** An item in plain values. */
export type Plain = Readonly<Record<string, unknown>>;

/** One changed item, with the context whose table it stands in; in plain values once somebody looks. */
export class Seen {
  readonly context: string;
  readonly pk: string;
  readonly sk: string;
  readonly #change: Change;

  constructor(change: Change) {
    this.#change = change;
    this.context = contextOf(change.table);
    this.pk = String(change.key.pk?.S);
    this.sk = String(change.key.sk?.S);
  }

  get before(): Plain | undefined {
    const { before } = this.#change;
    return before && plain(before);
  }

  get after(): Plain | undefined {
    const { after } = this.#change;
    return after && plain(after);
  }
}

function plainValue(attribute: Readonly<Record<string, unknown>>): unknown {
  const [type] = Object.keys(attribute) as [string];
  const value = attribute[type];
  if (type === 'N') return Number(value);
  if (type === 'NULL') return null;
  if (type === 'M') return recordOf(value as Item);
  if (type === 'L') return (value as Readonly<Record<string, unknown>>[]).map(plainValue);
  if (type === 'NS') return (value as string[]).map(Number);
  return value;
}

function recordOf(item: Item): Plain {
  const plain: Record<string, unknown> = {};
  for (const name in item) plain[name] = plainValue(item[name] ?? {});
  return plain;
}

// Items are never changed in place, so each is read once however many invariants look at it.
const read = new WeakMap<Item, Plain>();

/** An item in plain values. */
export function plain(item: Item): Plain {
  const known = read.get(item);
  if (known) return known;
  const made = recordOf(item);
  read.set(item, made);
  return made;
}

/** The context that owns a table: `local-orders` is of `orders`, `local-group-buys` of `group-buys`. */
export function contextOf(table: string): string {
  return table.slice(table.indexOf('-') + 1);
}

const seenBefore = new WeakMap<Commit, readonly Seen[]>();

/** What a commit changed, in plain values. */
export function seenIn(commit: Commit): readonly Seen[] {
  const known = seenBefore.get(commit);
  if (known) return known;
  const made = commit.changes.map((change) => new Seen(change));
  seenBefore.set(commit, made);
  return made;
}

const sorted = new WeakMap<Commit, ReadonlyMap<string, Seen[]>>();

function byContext(commit: Commit): ReadonlyMap<string, Seen[]> {
  const known = sorted.get(commit);
  if (known) return known;
  const made = Map.groupBy(seenIn(commit), (seen) => seen.context);
  sorted.set(commit, made);
  return made;
}

/** The changes of one context whose `pk` and `sk` begin so. */
export function seenAt(commit: Commit, context: string, pk: string, sk = ''): readonly Seen[] {
  const seen = byContext(commit).get(context) ?? [];
  return seen.filter((each) => each.pk.startsWith(pk) && each.sk.startsWith(sk));
}

/** The rest of a key after its first `#`. */
export function idIn(key: string): string {
  return key.slice(key.indexOf('#') + 1);
}
