/** Stock of one SKU at one location. `available = onHand - reserved`, kept so that a condition can look at it. */
export interface StockLevel {
  sku: string;
  locationId: string;
  onHand: number;
  reserved: number;
  available: number;
}

/** What an order wants of one SKU, and which of its lines says so. */
export interface Want {
  sku: string;
  quantity: number;
  line: number;
}

/** Units of one SKU taken from one location. */
export interface Allotment {
  sku: string;
  locationId: string;
  quantity: number;
}

/** The location every shop has. */
export const MAIN_LOCATION = 'main';

/** Total wanted per SKU; two lines of one SKU are one want. The line is the first that names it. */
export function wantsOf(lines: readonly { sku: string; quantity: number }[]): Want[] {
  const wants = new Map<string, Want>();
  lines.forEach(({ sku, quantity }, line) => {
    const known = wants.get(sku);
    if (known) known.quantity += quantity;
    else wants.set(sku, { sku, quantity, line });
  });
  return [...wants.values()];
}

const mainFirst = (a: StockLevel, b: StockLevel) =>
  Number(b.locationId === MAIN_LOCATION) - Number(a.locationId === MAIN_LOCATION) ||
  (a.locationId < b.locationId ? -1 : 1);

function allotOne(want: Want, levels: readonly StockLevel[]): Allotment[] | undefined {
  const candidates = levels.filter((level) => level.sku === want.sku && level.available > 0).sort(mainFirst);
  const whole = candidates.find((level) => level.available >= want.quantity);
  if (whole) return [{ sku: want.sku, locationId: whole.locationId, quantity: want.quantity }];
  const parts: Allotment[] = [];
  let left = want.quantity;
  for (const { locationId, available } of candidates) {
    const quantity = Math.min(left, available);
    if (quantity > 0) parts.push({ sku: want.sku, locationId, quantity });
    left -= quantity;
  }
  return left === 0 ? parts : undefined;
}

/** What `allot` found: where each unit comes from, or the lines that stock does not cover. */
export type Sourcing = { allotments: Allotment[]; soldOut?: undefined } | { allotments?: undefined; soldOut: Want[] };

/**
 * Chooses where the units of an order come from: one location for a SKU where one has enough (main first, then by id),
 * else several. `only` limits the choice to one location (store pick-up).
 */
export function allot(wants: readonly Want[], levels: readonly StockLevel[], only?: string): Sourcing {
  const usable = only ? levels.filter((level) => level.locationId === only) : levels;
  const found = wants.map((want) => ({ want, parts: allotOne(want, usable) }));
  const soldOut = found.filter(({ parts }) => parts === undefined).map(({ want }) => want);
  return soldOut.length > 0 ? { soldOut } : { allotments: found.flatMap(({ parts }) => parts ?? []) };
}
