/**
 * The worked cases of Sylius and Vendure (test/vectors/promo-vectors.json, each with its source) to which this shop answers
 * otherwise on purpose: which of its documented rules differs, and what it answers.
 */
export const POLICIES: Readonly<Record<string, { rule: string; ours: Record<string, unknown> }>> = {
  'syl-prorate-3': {
    rule: 'A total is split by largest remainder; Sylius rounds each share half down and mends the sum from the first on.',
    ours: { shares: [161, 53, 86] },
  },
  'syl-prorate-4': {
    rule: 'A total is split by largest remainder; Sylius rounds each share half down and mends the sum from the first on.',
    ours: { shares: [-161, -53, -86] },
  },
  'prio-4': {
    rule: 'Of two that exclude each other the buyer gets the cheaper one; in Sylius the one of higher priority wins.',
    ours: { cart_total: 8_000 },
  },
  'ven-5': {
    rule: 'The discount is rounded half up (4,166.5 to 4,167), in favour of the buyer; Vendure rounds the price that is left.',
    ours: { sub_total: 4_166, sub_total_with_tax: 4_999 },
  },
  'ven-24': {
    rule: 'Tax is rounded once a line on its net, not unit by unit: a line is taxed as the invoice shows it.',
    ours: { sub_total_with_tax: 6_448 },
  },
};
