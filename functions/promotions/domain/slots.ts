import { type Instant, shift } from '../../../shared/kernel/time.ts';

/** What the index must know of a promotion to place it. */
export interface Placeable {
  validFrom: Instant;
  validTo: Instant;
  /** For whom: keys of one kind, of the narrowest that its scope names. A cart that has none of them cannot get it. */
  audiences: readonly string[];
  /** For what, likewise, and by which field. Empty for what is asked for by its id: a coupon's, a group's. */
  goods: readonly string[];
  field: GoodsField;
  /** What must be read of the buyer to decide on it. */
  wants: Wants;
}

/** Facts about the buyer that cost a read, so that they are read only while a running promotion speaks of them. */
export interface Wants {
  standing: boolean;
  firstOrder: boolean;
}

/** By what goods are looked for. */
export type GoodsField = 'sku' | 'category' | 'brand' | 'any';

/** What a cart holds, by field; each name once. */
export type Goods = Readonly<Record<GoodsField, Iterable<string>>>;

type Shelf<P> = ReadonlyMap<string, readonly P[]>;

type Shelves<P> = ReadonlyMap<string, Shelf<P>>;

/** The promotions that run in one hour, by whom and what they are for: what runs at another time is not even met. */
export interface Slot<P extends Placeable> {
  from: Instant;
  to: Instant;
  shelves: Readonly<Record<GoodsField, Shelves<P>>>;
  /** How many want each fact. */
  wanting: { standing: number; firstOrder: number };
}

/** The key under which everything stands that is for everybody, or for all goods. */
export const ANY = '*';

const HOUR = 3_600_000;

/** Changes maps that others may be reading: each is copied once before its first change. */
class Editor<P> {
  private readonly own = new Set<object>();
  readonly shelves: Map<string, Map<string, P[]>>;

  constructor(shelves: Shelves<P>) {
    this.shelves = new Map(shelves as ReadonlyMap<string, Map<string, P[]>>);
  }

  private shelf(audience: string): Map<string, P[]> {
    const known = this.shelves.get(audience);
    if (known && this.own.has(known)) return known;
    const copy = new Map(known);
    this.own.add(copy);
    this.shelves.set(audience, copy);
    return copy;
  }

  private list(shelf: Map<string, P[]>, key: string): P[] {
    const known = shelf.get(key);
    if (known && this.own.has(known)) return known;
    const copy = known ? [...known] : [];
    this.own.add(copy);
    shelf.set(key, copy);
    return copy;
  }

  add(audience: string, key: string, promotion: P): void {
    this.list(this.shelf(audience), key).push(promotion);
  }

  remove(audience: string, key: string, gone: ReadonlySet<P>): void {
    const shelf = this.shelf(audience);
    const rest = (shelf.get(key) ?? []).filter((promotion) => !gone.has(promotion));
    this.own.add(rest);
    if (rest.length > 0) shelf.set(key, rest);
    else shelf.delete(key);
    if (shelf.size === 0) this.shelves.delete(audience);
  }
}

function* placesOf({ audiences, goods }: Placeable): Generator<[audience: string, key: string]> {
  for (const audience of audiences) for (const key of goods) yield [audience, key];
}

const count = (some: readonly Placeable[], fact: keyof Wants) => some.filter(({ wants }) => wants[fact]).length;

/** The slot without some of its promotions and with others. The slot that was there stays as it is. */
export function edited<P extends Placeable>(slot: Slot<P>, removed: readonly P[], added: readonly P[]): Slot<P> {
  const runs = ({ validFrom, validTo }: P) => validFrom < slot.to && validTo > slot.from;
  const [out, into] = [removed.filter(runs), added.filter(runs)];
  if (out.length + into.length === 0) return slot;
  const { sku, category, brand, any } = slot.shelves;
  const editors = {
    sku: new Editor<P>(sku),
    category: new Editor<P>(category),
    brand: new Editor<P>(brand),
    any: new Editor<P>(any),
  };
  const gone = new Set(out);
  for (const promotion of out) for (const place of placesOf(promotion)) editors[promotion.field].remove(...place, gone);
  for (const promotion of into)
    for (const place of placesOf(promotion)) editors[promotion.field].add(...place, promotion);
  const wantingNow = (fact: keyof Wants) => slot.wanting[fact] - count(out, fact) + count(into, fact);
  const wanting = { standing: wantingNow('standing'), firstOrder: wantingNow('firstOrder') };
  const shelves = {
    sku: editors.sku.shelves,
    category: editors.category.shelves,
    brand: editors.brand.shelves,
    any: editors.any.shelves,
  };
  return { ...slot, shelves, wanting };
}

/** The slot of the hour of `now`. */
export function slotAt<P extends Placeable>(now: Instant, all: Iterable<P>): Slot<P> {
  const from = `${now.slice(0, 13)}:00:00.000Z`;
  const shelves = { sku: new Map(), category: new Map(), brand: new Map(), any: new Map() };
  const empty = { from, to: shift(from, HOUR), shelves, wanting: { standing: 0, firstOrder: 0 } };
  return edited(empty, [], [...all]);
}

const FIELDS = ['sku', 'category', 'brand', 'any'] as const;

function addFrom<P>(shelf: Shelf<P>, keys: Iterable<string>, found: Set<P>): void {
  for (const key of keys) {
    const some = shelf.get(key);
    if (some) for (const promotion of some) found.add(promotion);
  }
}

/** Those of a slot that stand under one of the audiences and one of the goods, each once. */
export function reached<P extends Placeable>({ shelves }: Slot<P>, audiences: readonly string[], goods: Goods): Set<P> {
  const found = new Set<P>();
  for (const field of FIELDS.filter((one) => shelves[one].size > 0)) {
    for (const audience of audiences) {
      const shelf = shelves[field].get(audience);
      if (shelf) addFrom(shelf, goods[field], found);
    }
  }
  return found;
}
