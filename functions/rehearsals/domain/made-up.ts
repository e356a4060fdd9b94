/** Carts that nobody has bought yet, made up to show the worst that a promotion can do. */

/** What of a promotion's terms and scope carts are made from. */
export interface Shape {
  promotionId: string;
  effect: object;
  scope: {
    channels?: readonly string[];
    locations?: readonly string[];
    tiers?: readonly string[];
    segments?: readonly string[];
    liveSessions?: readonly string[];
    creators?: readonly string[];
  };
  dailyWindow?: { from: string };
  weekdays?: readonly number[];
}

/** A product that carts are made of; amounts in minor units. */
export interface Goods {
  sku: string;
  price: number;
  cost?: number;
}

/** A cart by its content. */
export interface MadeUp {
  name: string;
  lines: { sku: string; quantity: number }[];
}

/** One line holds at most this many units, as in an order. */
const MOST_UNITS = 10_000;

interface Step {
  spend?: number;
  quantity?: number;
}

interface Terms extends Step {
  tiers?: readonly Step[];
  buy?: { quantity: number };
  get?: { quantity: number; skus?: readonly string[] };
  items?: readonly { sku: string; quantity: number }[];
}

const termsOf = ({ effect }: Shape) => effect as Terms;

const distinct = (numbers: readonly (number | undefined)[]) =>
  [...new Set(numbers.filter((number) => number !== undefined))].sort((a, b) => a - b);

const STEPS = 8;

/** What must be spent, and how many must be bought, for anything of the promotions to happen. */
function stepsOf(shapes: readonly Shape[]) {
  const terms = shapes.map(termsOf);
  const steps = [...terms, ...terms.flatMap(({ tiers = [] }) => tiers)];
  const sets = terms.map(({ buy, get }) => (buy && get ? buy.quantity + get.quantity : undefined));
  return {
    spends: distinct(steps.map(({ spend }) => spend)).slice(0, STEPS),
    quantities: distinct([1, 2, ...steps.map(({ quantity }) => quantity), ...sets]).slice(0, STEPS),
  };
}

/** Just enough of one product to come to `spend`; nothing where no line can hold that many. */
function upTo(spend: number, { sku, price }: Goods): MadeUp['lines'] {
  const quantity = Math.max(1, Math.ceil(spend / Math.max(1, price)));
  return quantity <= MOST_UNITS ? [{ sku, quantity }] : [];
}

/** One of the product, and of the cheapest thing just as much as is missing. */
function filledUp(spend: number, target: Goods, filler: Goods | undefined): MadeUp['lines'] {
  if (!filler || filler.sku === target.sku || target.price >= spend) return [];
  const rest = upTo(spend - target.price, filler);
  return rest.length === 0 ? [] : [{ sku: target.sku, quantity: 1 }, ...rest];
}

/** Whole sets, and what must lie in the cart to be given. */
function setsOf(shape: Shape, target: Goods): MadeUp['lines'][] {
  const { items = [], buy, get } = termsOf(shape);
  const sets = items.length > 0 ? [[...items]] : [];
  const given = (get?.skus ?? []).slice(0, 3).filter((sku) => sku !== target.sku);
  const gets = given.map((sku) => [
    { sku: target.sku, quantity: buy?.quantity ?? 1 },
    { sku, quantity: get?.quantity ?? 1 },
  ]);
  return [...sets, ...gets];
}

const nameOf = (lines: MadeUp['lines']) => lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join(' + ');

/** Carts of the products that just reach each step of the promotions: the cheapest ways to get what they give. */
export function madeUpCarts(shapes: readonly Shape[], targets: readonly Goods[], filler: Goods | undefined): MadeUp[] {
  const { spends, quantities } = stepsOf(shapes);
  const lines = targets.flatMap((target) => [
    ...quantities.filter((units) => units <= MOST_UNITS).map((quantity) => [{ sku: target.sku, quantity }]),
    ...spends.flatMap((spend) => [upTo(spend, target), filledUp(spend, target, filler)]),
    ...shapes.flatMap((shape) => setsOf(shape, target)),
  ]);
  const named = lines.filter((each) => each.length > 0).map((each) => [nameOf(each), each] as const);
  return Array.from(new Map(named), ([name, content]) => ({ name, lines: content }));
}

const marginShare = ({ price, cost = 0 }: Goods) => (price - cost) / Math.max(1, price);

/** Of many products those by which a promotion can hurt most: least margin, cheapest, dearest. */
export function targetsOf(goods: readonly Goods[], most: { thin: number; cheap: number; dear: number }): Goods[] {
  const sorted = (by: (one: Goods) => number) => [...goods].sort((a, b) => by(a) - by(b) || (a.sku < b.sku ? -1 : 1));
  const thin = sorted(marginShare).filter(({ cost }) => cost !== undefined);
  const byPrice = sorted(({ price }) => price);
  const chosen = [...thin.slice(0, most.thin), ...byPrice.slice(0, most.cheap), ...byPrice.slice(-most.dear)];
  return [...new Set(chosen)];
}

/** What all of the lists have; what is not said allows everything. */
function common(lists: readonly (readonly string[] | undefined)[]): string | undefined {
  const said = lists.filter((list) => list !== undefined);
  return said[0]?.find((one) => said.every((list) => list.includes(one))) ?? said[0]?.[0];
}

const given = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, string>>;

/** A buyer whom all of the promotions are for, as far as there can be one. */
export function buyerFor(shapes: readonly Shape[]) {
  const of = (name: 'channels' | 'locations' | 'tiers' | 'liveSessions' | 'creators') =>
    common(shapes.map(({ scope }) => scope[name]));
  const group = shapes.find(({ effect }) => 'people' in effect);
  return {
    channel: of('channels') ?? 'web',
    firstOrder: true,
    segments: [...new Set(shapes.flatMap(({ scope }) => scope.segments ?? []))],
    ...given('locationId', of('locations')),
    ...given('tier', of('tiers')),
    ...given('liveSessionId', of('liveSessions')),
    ...given('creatorId', of('creators')),
    ...given('groupPromotionId', group?.promotionId),
  };
}

/** A week that begins on a Monday; only the days of the week and the hours count. */
const WEEK = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2024-01-${day}`);

/** The wall-clock times at which the promotions could all be open: where several hours meet, one of them begins. */
export function timesFor(shapes: readonly Shape[]): string[] {
  const hours = [...new Set(shapes.map(({ dailyWindow }) => dailyWindow?.from ?? '12:00'))];
  const days = shapes.some(({ weekdays }) => weekdays !== undefined) ? WEEK : WEEK.slice(0, 1);
  return days.flatMap((day) => hours.map((hour) => `${day}T${hour === '24:00' ? '00:00' : hour}:00`));
}
