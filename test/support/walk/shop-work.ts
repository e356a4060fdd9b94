import type { Walker } from './walker.ts';

/** What lies on the shelf of a walk. */
export const TEA = 'Walk tea.01';
/** The second product of a walk. */
export const CUP = 'WALK-CUP';

/** What a walk plants where personal data belongs; no log line may repeat any of it. */
export const PERSONAL = {
  name: 'Zhang Pl4nted',
  phone: '+86 139 5550 1234',
  street: '88 Pl4nted Road',
  review: 'Pl4nted opinion',
  query: 'pl4nted search',
} as const;

const ALWAYS = { validFrom: '2020-01-01T00:00:00Z', validTo: '2090-01-01T00:00:00Z' };

const tenOff = {
  ...ALWAYS,
  name: { zh: '九折', en: 'Ten off' },
  kind: 'percent-off',
  layer: 'item',
  effect: { percent: 10 },
  scope: { skus: [TEA, CUP] },
};

/** A limited one with a code, so that budgets and uses are counted. */
const withCode = {
  ...ALWAYS,
  name: 'Code',
  kind: 'amount-off',
  layer: 'coupon',
  effect: { amount: 10 },
  limits: { totalUses: 100, perCustomer: 50, budget: 100_000 },
  coupon: { mode: 'single', code: 'WALK10' },
};

/** Takes less than ten per cent, so that it changes no price of the walk; its buyers are looked up all the same. */
const forSome = { ...tenOff, kind: 'amount-off', effect: { amount: 1 } };

async function shelf({ call }: Walker): Promise<void> {
  await call('putLocation', {
    params: { locationId: 'store-1' },
    body: { kind: 'store', name: 'Store', region: 'Shanghai', capabilities: ['ship', 'pickup', 'return'] },
  });
  for (const sku of [TEA, CUP]) {
    const body = {
      name: { zh: sku, en: sku },
      category: 'walk',
      brand: 'Walk',
      price: { amount: 4_900, currency: 'CNY' },
      status: 'active',
      attributes: { colour: 'green' },
    };
    await call('putProduct', { params: { sku }, body });
    for (const locationId of ['main', 'store-1'])
      await call('receiveStock', { body: { sku, locationId, quantity: 100, reference: `walk-${sku}` } });
  }
  // The same receipt again is found and answered, not counted.
  await call('receiveStock', { body: { sku: TEA, locationId: 'main', quantity: 100, reference: `walk-${TEA}` } });
}

async function promotions({ call }: Walker): Promise<void> {
  const { promotionId } = await call('createPromotion', { body: tenOff });
  await call('publishPromotion', { params: { promotionId } });
  await call('revisePromotion', { params: { promotionId }, body: { ...tenOff, effect: { percent: 12.5 } } });
  await call('publishPromotion', { params: { promotionId } });
  await call('getPromotion', { params: { promotionId } });
  await call('getPromotionTerms', { params: { promotionId }, query: { version: '1' } });
  for (const scope of [{ tiers: ['gold'] }, { firstOrderOnly: true }]) {
    const some = await call('createPromotion', { body: { ...forSome, scope } });
    await call('publishPromotion', { params: { promotionId: some.promotionId } });
  }
  await call('putStanding', { params: { customerId: 'walker' }, body: { tier: 'gold', segments: ['walkers'] } });
  const coupon = await call('createPromotion', { body: withCode });
  await call('issueCoupon', { params: { promotionId: coupon.promotionId }, body: { code: 'WALK20' } });
  await call('publishPromotion', { params: { promotionId: coupon.promotionId } });
  const ended = await call('createPromotion', { body: { ...withCode, coupon: { mode: 'single', code: 'WALK30' } } });
  await call('publishPromotion', { params: { promotionId: ended.promotionId } });
  await call('stopPromotion', { params: { promotionId: ended.promotionId } });
  await call('listPromotions', { query: { limit: '2' } });
}

async function customer({ call }: Walker): Promise<void> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(5, 10);
  await call('getMe');
  await call('patchMe', { body: { name: PERSONAL.name, phone: PERSONAL.phone, birthday: today, language: 'en' } });
  await call('putConsent', { params: { purpose: 'marketing' }, body: { granted: true } });
}

async function greetings({ call, platform }: Walker): Promise<void> {
  const body = {
    ...ALWAYS,
    kind: 'birthday-greeting',
    name: 'Birthday',
    couponCode: 'WALK10',
    template: { zh: '{name} {coupon}', en: '{name} {coupon}' },
    enabled: true,
  };
  await call('putCampaign', { params: { campaignId: 'birthday' }, body });
  await call('getCampaign', { params: { campaignId: 'birthday' } });
  await call('listCampaigns');
  platform.fireSchedule('local-campaigns-send-birthday-greetings');
  await platform.idle();
  await call('listMessages');
}

/** Fills the shelf, makes promotions, a customer and a campaign. */
export async function openShop(walker: Walker): Promise<void> {
  await walker.call('createDevSession', { body: { customerId: 'walker', roles: ['customer'] } });
  await walker.call('getShop');
  await shelf(walker);
  await promotions(walker);
  await customer(walker);
  await greetings(walker);
}
