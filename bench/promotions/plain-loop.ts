// The yardstick: each promotion compiled to a closure, and every cart shown to all of them, one after the other. It finds no
// best combination and explains nothing; it only takes what each would take. Nothing that looks at every promotion is faster.
import type { Cart } from '../../functions/promotions/domain/cart.ts';
import type { Published } from '../../functions/promotions/domain/promotion.ts';

interface View {
  cart: Cart;
  lineOf: Map<string, number>;
  nets: number[];
}

type Closure = (view: View) => number;

const takes = (view: View, line: number, amount: number): number => {
  const taken = Math.min(amount, view.nets[line] ?? 0);
  view.nets[line] = (view.nets[line] ?? 0) - taken;
  return taken;
};

/** What the terms take from the lines of the cart that they are for. */
function effectOf({ kind, effect }: Published): (view: View, lines: readonly number[]) => number {
  const each = (amountOf: (net: number, quantity: number) => number) => (view: View, lines: readonly number[]) =>
    lines.reduce((sum, line) => {
      const quantity = view.cart.lines[line]?.quantity ?? 0;
      return sum + takes(view, line, amountOf(view.nets[line] ?? 0, quantity));
    }, 0);
  const netOf = (view: View, lines: readonly number[]) => lines.reduce((sum, line) => sum + (view.nets[line] ?? 0), 0);
  if (kind === 'percent-off') return each((net) => Math.round((net * effect.percent) / 100));
  if (kind === 'amount-off') return each((_, quantity) => effect.amount * quantity);
  if (kind === 'fixed-price' || kind === 'flash-sale')
    return each((net, quantity) => Math.max(0, net - effect.price * quantity));
  if (kind === 'buy-x-get-y') {
    const set = effect.buy.quantity + effect.get.quantity;
    return each((net, quantity) =>
      quantity >= set ? (net / quantity) * effect.get.quantity * (effect.get.percent / 100) : 0,
    );
  }
  if (kind === 'threshold-off') {
    const [tier] = effect.tiers;
    return (view, lines) => (netOf(view, lines) >= (tier?.spend ?? 0) ? takes(view, lines[0] ?? 0, tier?.off ?? 0) : 0);
  }
  if (kind !== 'bundle') return () => 0;
  return (view, lines) =>
    lines.length < effect.items.length
      ? 0
      : lines.reduce((sum, line) => sum + takes(view, line, ((view.nets[line] ?? 0) * (effect.percent ?? 0)) / 100), 0);
}

const admits = (wanted: readonly string[] | undefined, value = '') => !wanted || wanted.includes(value);

function isFor({ validFrom, validTo, scope }: Published, cart: Cart): boolean {
  return (
    cart.now >= validFrom &&
    cart.now < validTo &&
    admits(scope.channels, cart.channel) &&
    admits(scope.locations, cart.locationId) &&
    admits(scope.tiers, cart.tier) &&
    admits(scope.creators, cart.creatorId)
  );
}

function linesIn({ lineOf }: View, skus: readonly string[]): number[] {
  const lines: number[] = [];
  for (const sku of skus) {
    const line = lineOf.get(sku);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

function closureOf(promotion: Published): Closure {
  const skus =
    promotion.kind === 'bundle' ? promotion.effect.items.map(({ sku }) => sku) : (promotion.scope.skus ?? []);
  const take = effectOf(promotion);
  return (view) => {
    if (!isFor(promotion, view.cart)) return 0;
    const lines = linesIn(view, skus);
    return lines.length === 0 ? 0 : take(view, lines);
  };
}

/** All promotions as one function of a cart: the sum of what they take. */
export function plainLoop(promotions: readonly Published[]): (cart: Cart) => number {
  const closures = promotions.map(closureOf);
  return (cart) => {
    const lineOf = new Map(cart.lines.map(({ sku }, index) => [sku, index]));
    const view = { cart, lineOf, nets: cart.lines.map(({ unitPrice, quantity }) => unitPrice * quantity) };
    let taken = 0;
    for (const closure of closures) taken += closure(view);
    return taken;
  };
}
