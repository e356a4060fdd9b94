import * as z from 'zod';

/** What a promotion version took, by who pays for it, in minor units. */
const grant = z.object({ promotionId: z.string(), version: z.int(), funder: z.string(), amount: z.int() });

/**
 * What some units of an order cost, to the minor unit: the buyer paid `gross - sum(grants) + shipping + tax`, and
 * `taxIncluded` of that was tax.
 */
export const partsSchema = z.object({
  gross: z.int(),
  grants: z.array(grant),
  shipping: z.int(),
  tax: z.int(),
  taxIncluded: z.int(),
});

/** Parts as examples show them: so many units at 49.00, 10 % off. */
export function exampleParts(units: number): z.output<typeof partsSchema> {
  const grant = { promotionId: 'promo_01JD0000000000000000000001', version: 1, funder: 'shop', amount: 490 * units };
  return { gross: 4900 * units, grants: [grant], shipping: 0, tax: 0, taxIncluded: 0 };
}
