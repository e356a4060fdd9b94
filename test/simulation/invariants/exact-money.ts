import type { Commit, Exchange, Invariant } from '../contract.ts';
import { type ChargeRules, chargesOf } from './calculator/charges.ts';
import { discountsOf, type Question } from './calculator/price.ts';
import type { Live } from './calculator/promotions.ts';
import type { OrderDoc, OrderLine } from './shapes.ts';
import { type Product, ShopState } from './shop-state.ts';
import { seenAt } from './stored.ts';
import { type Totals, totalsFault } from './totals.ts';

const USED_UP = new Set(['promotions.budget-gone', 'promotions.coupon-used']);

const moneyOf = ({ currency, subtotal, discountTotal, shipping, tax, total, lines }: OrderDoc) =>
  JSON.stringify({ currency, subtotal, discountTotal, shipping, tax, total, lines });

const MOST_SKEW_MS = 300_000;

/** A moment of the true time that is surely not after a price was decided, by whatever clock. */
const pricedBy = (pricedAt: string, at: number) => Math.min(at, Date.parse(pricedAt) - MOST_SKEW_MS);

const inOrder = (discounts: OrderLine['discounts']) =>
  discounts.map(({ promotionId, amount }) => `${promotionId} ${amount}`).join(', ');

/** 8: every fen of an order is recomputed from what was sold and what was promised. */
export function exactMoney(): Invariant {
  const shop = new ShopState();
  /** Who has ordered before. What is for first orders he may be given again only when those orders came to nothing. */
  const known = new Set<string>();

  function productFor({ sku, unitPrice }: OrderLine, at: number, decidedAt: string): Product | undefined {
    const holds = ({ from, to }: { from: string; to?: string }) => from <= decidedAt && (!to || decidedAt < to);
    return shop
      .productsSeen(sku, at)
      .find(({ price, prices = [] }) => [price, ...prices.filter(holds).map((one) => one.price)].includes(unitPrice));
  }

  function wasUsedUp(promotionId: string, order: OrderDoc, live: readonly Live[], at: number): boolean {
    const limits = live.find((one) => one.promotionId === promotionId)?.definition.limits ?? {};
    const { totalUses = Infinity, perCustomer = Infinity, budget = Infinity } = limits;
    const all = shop.countsSeen(promotionId, 'TOTAL', at);
    const own = shop.countsSeen(promotionId, `CUSTOMER#${order.customerId}`, at);
    // How much it would have given depends on the others; more than its whole worth it never gives.
    return (
      all.some(({ uses, spent }) => uses >= totalUses || spent + order.subtotal > budget) ||
      own.some(({ uses }) => uses >= perCustomer) ||
      order.subtotal > budget
    );
  }

  function question(order: OrderDoc, at: number): Question | string {
    const lines: Question['lines'][number][] = [];
    for (const line of order.lines) {
      const product = productFor(line, at, order.pricedAt ?? order.placedAt);
      if (!product) return `${line.sku} never cost ${line.unitPrice}`;
      const { category, brand } = product;
      lines.push({ sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice, category, brand });
    }
    const asked = new Set(order.couponCodes.flatMap((code) => shop.couponSeen(code, order.customerId, at)));
    const gone = new Set(
      order.promotions.rejected.filter(({ code }) => USED_UP.has(code)).map(({ promotionId }) => promotionId),
    );
    const joined = order.groupBuy?.promotionId;
    const { channel, customerId } = order;
    return { lines, channel, customerId, at: order.pricedAt ?? order.placedAt, asked, gone, joined };
  }

  function pricedAs(asked: Question, order: OrderDoc, live: readonly Live[]): string {
    const should = discountsOf(asked, live).map(inOrder);
    const told = order.lines.map(({ discounts }) => inOrder(discounts));
    return told.every((line, index) => line === should[index])
      ? ''
      : `told ${told.join(' | ')}, due ${should.join(' | ')}`;
  }

  /** As `pricedAs`, with and without what is for first orders where it is not this buyer's first. */
  function pricedFor(asked: Question, order: OrderDoc, live: readonly Live[]): string {
    const fault = pricedAs(asked, order, live);
    if (!fault || !known.has(order.customerId)) return fault;
    const first = live.filter(({ definition }) => definition.scope.firstOrderOnly).map((one) => one.promotionId);
    return pricedAs({ ...asked, gone: new Set([...asked.gone, ...first]) }, order, live) && fault;
  }

  function chargedAs({ lines: goods }: Question, order: OrderDoc, rules: ChargeRules): string {
    const { lines, shipping, tax, taxIncluded = 0, delivery = { method: 'ship' } } = order;
    const priced = lines.map(({ net }, index) => ({ net, category: goods[index]?.category ?? '' }));
    const due = chargesOf(priced, rules, delivery);
    const total = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
    const should = [
      total(due.shipping),
      total(due.tax),
      total(due.taxIncluded),
      ...due.shipping,
      ...due.tax,
      ...due.taxIncluded,
    ];
    const told = [
      shipping,
      tax,
      taxIncluded,
      ...lines.map((one) => one.shipping ?? 0),
      ...lines.map((one) => one.tax ?? 0),
      ...lines.map((one) => one.taxIncluded ?? 0),
    ];
    return should.join() === told.join() ? '' : `charged ${told.join(' ')}, due ${should.join(' ')}`;
  }

  function priceFault(order: OrderDoc, at: number): string | undefined {
    const asked = question(order, at);
    if (typeof asked === 'string') return `${order.orderId}: ${asked}`;
    const states = shop.promotionsSeen(at);
    const [latest = []] = states;
    const faults = states.map((live) => {
      const fault = pricedFor(asked, order, live);
      // What is cut to the rest of its budget is what another buyer left of it at that moment: invariant 13 counts that.
      const isCut = live.some(
        ({ promotionId, definition }) =>
          definition.limits?.onExhaustion === 'cap' && wasUsedUp(promotionId, order, live, at),
      );
      if (isCut) return '';
      // Who was used up when a group was decided may have been refused for another reason when its turn came.
      const silent = live.map(({ promotionId }) => promotionId).filter((id) => wasUsedUp(id, order, live, at));
      return fault && pricedFor({ ...asked, gone: new Set([...asked.gone, ...silent]) }, order, live) && fault;
    });
    if (faults.every((fault) => fault !== '')) return `${order.orderId}: ${faults[0]}`;
    const charges = shop.chargesSeen(at).map((rules) => chargedAs(asked, order, rules));
    if (charges.every((fault) => fault !== '')) return `${order.orderId}: ${charges[0]}`;
    const doubtful = [...asked.gone].find((id) => !states.some((live) => wasUsedUp(id, order, live, at)));
    return doubtful && `${order.orderId}: ${doubtful} was refused as used up and was not: ${JSON.stringify(latest)}`;
  }

  function orderFault(was: OrderDoc | undefined, is: OrderDoc, at: number): string | undefined {
    if (was) return moneyOf(was) === moneyOf(is) ? undefined : `${is.orderId}: its price changed after it was placed`;
    const sums = totalsFault(is);
    if (sums) return `${is.orderId}: ${sums}`;
    // Who stood in line pays what it cost when he came.
    return is.imported ? undefined : priceFault(is, is.pricedAt ? pricedBy(is.pricedAt, at) : at);
  }

  return {
    id: '8',
    name: 'exact money',
    onCommit(commit: Commit) {
      shop.take(commit);
      for (const { before, after } of seenAt(commit, 'orders', 'ORDER#', 'ORDER')) {
        if (!after) continue;
        const fault = orderFault(before?.order as OrderDoc | undefined, after.order as OrderDoc, commit.at);
        if (fault) return fault;
        known.add((after.order as OrderDoc).customerId);
      }
      return undefined;
    },
    onReply({ method, path, status, reply, client }: Exchange) {
      if (method !== 'POST' || path !== '/v1/quotes' || status !== 200) return undefined;
      const fault = totalsFault(reply as Totals);
      return fault && `${client} got a quote that does not add up: ${fault}`;
    },
  };
}
