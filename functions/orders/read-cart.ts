import { batchGet, type ItemKey } from '../../shared/platform/batch-get.ts';
import { shop } from '../../shared/platform/env.ts';
import type { Run } from '../../shared/platform/run.ts';
import { tableName } from '../../shared/platform/table.ts';
import { type Product, priceAt, productsFrom } from '../catalog/holds.ts';
import { refuseUnchosen, refuseUndisplayed } from '../compliance/holds.ts';
import { pickupKeys, refuseUnknownPickup, shelfFrom } from '../inventory/holds.ts';
import {
  type AskedOfGroup,
  askedOfGroup,
  besideLive,
  type Evaluation,
  type Offers,
  offersFrom,
  promotionKeys,
  refuseGuessing,
} from '../promotions/holds.ts';
import { type BuyerFacts, factKeys, factsOf } from './buyer-facts.ts';
import { chargesFrom, chargesKey } from './charges-store.ts';
import { type Basis, basisOf, besideOf } from './domain/basis.ts';
import { type CartRequest, type Quote, quoteOf, refuseUnknown, withAnonymousTotal } from './domain/cart.ts';
import { charged, type Tariff, tariffFor } from './domain/charges.ts';
import { pricedWithGifts } from './gifts.ts';
import { type CartReading, goodsKeys, goodsOf, partsOf, skusToRead } from './goods.ts';
import { keptOf } from './hot-reading.ts';

/** Who asks, in which language. */
export interface Buyer {
  customerId?: string;
  language?: string;
  /** Where a caller without a name calls from. */
  address?: string;
}

/** The store that the goods are handed out at; its prices hold. */
const pickupPlace = ({ delivery }: CartRequest) => (delivery?.method === 'pickup' ? delivery.locationId : undefined);

/** Where and by whom the cart came about. */
function placeOf(request: CartRequest) {
  const { sessionId, creatorId } = request.live ?? {};
  const locationId = pickupPlace(request);
  return {
    ...(locationId ? { locationId } : {}),
    ...(sessionId ? { liveSessionId: sessionId } : {}),
    ...(creatorId ? { creatorId } : {}),
  };
}

/** Reads products, stock, promotions, charges, the buyer and `more` for a cart: one BatchGetItem for up to 100 keys. */
export async function readCart(
  request: CartRequest,
  { customerId, address }: Buyer,
  { now }: Run,
  more: ItemKey[] = [],
): Promise<CartReading> {
  const skus = [...new Set(request.lines.map(({ sku }) => sku))];
  const table = tableName('promotions');
  const couponKeys = promotionKeys(request.couponCodes ?? [], { customerId, address, now }).map((key) => ({
    table,
    ...key,
  }));
  const pickup = pickupPlace(request);
  const asked = skusToRead(skus);
  const facts = await factKeys(customerId, now);
  const keys = [...more, chargesKey(), ...goodsKeys(asked), ...couponKeys, ...pickupKeys(pickup), ...facts];
  const kept = keptOf(skus);
  const read = await batchGet(kept ? keys.filter((key) => !kept.get(key)) : keys);
  const found = kept ? { get: (key: ItemKey) => read.get(key) ?? kept.get(key) } : read;
  refuseUnknownPickup(found, pickup);
  return { ...(await goodsOf(found, skus, asked)), skus, couponKeys, factKeys: facts };
}

/** The stock of the cart's SKUs, and how the shop chooses between locations. */
export function shelfOfCart({ found, skus, stocked = skus }: CartReading) {
  return shelfFrom(found, stocked);
}

/** The group-buy whose price is asked for. Who tries one opens a group. */
function groupOf({ groupBuy }: CartRequest, { draft }: CartReading) {
  const groupPromotionId = draft?.kind === 'group-buy' ? draft.promotionId : groupBuy?.promotionId;
  return groupPromotionId ? { groupPromotionId } : {};
}

interface Priced {
  /** What was read, with the gifts that the cart earned. */
  reading: CartReading;
  quote: Quote;
  evaluation: Evaluation;
  basis: Basis;
  /** What the group-buy that the cart asks for wants of a group, while it is live. */
  group?: AskedOfGroup;
}

/** All that a cart is priced from but what is known of its buyer. */
interface Pricing {
  reading: CartReading;
  request: CartRequest;
  buyer: Buyer;
  run: Run;
  products: ReadonlyMap<string, Product>;
  offers: Offers;
}

const feesOf = ({ fee, freeFrom }: Tariff) => ({ fee, ...(freeFrom === undefined ? {} : { freeFrom }) });

async function priceFor(
  facts: BuyerFacts,
  { reading, request, buyer, run, products, offers }: Pricing,
): Promise<Priced> {
  const charges = chargesFrom(reading.found);
  const tariff = tariffFor(charges.shipping, request.delivery);
  const asked = { channel: request.channel, locationId: pickupPlace(request), tier: facts.tier, now: run.now };
  const lines = request.lines.map(({ sku, quantity }) => {
    const product = products.get(sku);
    return {
      sku,
      quantity,
      unitPrice: product ? priceAt(product, asked) : 0,
      category: product?.category ?? '',
      ...(product?.brand ? { brand: product.brand } : {}),
      ...(product?.minimumPrice === undefined ? {} : { floor: product.minimumPrice }),
    };
  });
  const asks = {
    lines,
    channel: request.channel,
    couponCodes: request.couponCodes ?? [],
    now: run.now,
    timeZone: shop.timeZone,
    ...buyer,
    ...facts,
    ...placeOf(request),
    ...groupOf(request, reading),
    currency: shop.currency,
    ...(tariff ? { shipping: feesOf(tariff) } : {}),
  };
  const gifted = await pricedWithGifts(offers, asks, reading, request);
  const { evaluation, cart } = gifted;
  const { found, bundles = {}, skus } = gifted.reading;
  const known = skus.length > products.size ? productsFrom(found, skus) : products;
  const categorised = evaluation.lines.map((line) => {
    const parts = partsOf(line, { found, bundles });
    return { ...line, ...(parts ? { parts } : {}), category: known.get(line.sku)?.category ?? '' };
  });
  const totals = charged(categorised, charges, request.delivery, evaluation.freeShipping);
  const quote = quoteOf({ ...evaluation, ...totals }, shop.currency);
  const group = request.groupBuy && askedOfGroup(offers, request.groupBuy.promotionId);
  return {
    reading: gifted.reading,
    quote,
    evaluation,
    basis: basisOf(cart, besideOf(evaluation, known)),
    ...(group ? { group } : {}),
  };
}

/** Nobody's facts: what a cart costs anybody. */
const ANYBODY: BuyerFacts = { personalised: false };

const isPersonal = ({ tier, segments, firstOrder }: BuyerFacts) =>
  tier !== undefined || segments !== undefined || firstOrder === true;

/** What the same cart costs anybody, kept beside a price that what is known of its buyer was part of. */
async function besideAnybodys(priced: Priced, facts: BuyerFacts, pricing: Pricing): Promise<Priced> {
  if (!isPersonal(facts)) return priced;
  const { quote } = await priceFor(ANYBODY, pricing);
  return { ...priced, quote: withAnonymousTotal(priced.quote, quote.total) };
}

/** Prices a cart from what was read. Throws `catalog.unknown-sku`, `promotions.too-many-wrong-codes`, `law.*`. */
export async function priceCart(reading: CartReading, request: CartRequest, buyer: Buyer, run: Run): Promise<Priced> {
  const { found, skus, couponKeys, draft } = reading;
  refuseUnchosen(request.lines);
  const products = productsFrom(found, skus);
  refuseUnknown(request.lines, (sku) => products.has(sku) && products.get(sku)?.status !== 'retired');
  const live = await offersFrom(couponKeys.map((key) => found.get(key)).filter((item) => item !== undefined));
  const offers = draft ? besideLive(live, draft) : live;
  // Staff who try a draft guess no codes.
  if (!draft) await refuseGuessing(offers, request.couponCodes ?? [], { ...buyer, now: run.now });
  const tiered = [...products.values()].some(({ prices = [] }) => prices.some(({ tier }) => tier !== undefined));
  const asking = { customerId: buyer.customerId, now: run.now, tiered };
  const facts = request.personalised === false ? ANYBODY : await factsOf(reading, offers, asking);
  const pricing = { reading, request, buyer, run, products, offers };
  const priced = await priceFor(facts, pricing);
  refuseUndisplayed(request.displayed, priced.quote.total);
  return besideAnybodys(priced, facts, pricing);
}
