/** The rules that are checked, by the code a refusal carries: which law says so, and what it asks for in one sentence. */
const RULES = {
  'law.base-price': {
    rule: '规范促销行为暂行规定 Art.21',
    detail:
      'A reduction is counted from the lowest deal price of the seven days before it, else from the last deal price.',
  },
  'law.compared-price': {
    rule: '明码标价和禁止价格欺诈规定 Art.16',
    detail:
      'A compared price may not be above the lowest deal price of the seven days before, else the last deal price.',
  },
  'law.list-below-detail': {
    rule: '明码标价和禁止价格欺诈规定 Art.20(1)',
    detail: 'The price on a list may not be below the price on the page of the product.',
  },
  'law.extra-charge': {
    rule: '明码标价和禁止价格欺诈规定 Art.8',
    detail: 'Nothing may be charged that was not displayed.',
  },
  'law.default-ticked': {
    rule: '电子商务法 Art.19',
    detail: 'Nothing may be sold along that the buyer did not tick.',
  },
  'law.prize-cap': {
    rule: '规范促销行为暂行规定 Art.17',
    detail: 'The top prize of a draw may not be worth more than 50,000 yuan.',
  },
  'law.prize-terms-frozen': {
    rule: '规范促销行为暂行规定 Art.13',
    detail: 'Once a draw has begun, its prizes, odds and times may change in favour of the buyers only.',
  },
  'law.terms-required': {
    rule: '规范促销行为暂行规定 Art.5',
    detail: 'The rules of this promotion must be shown to its buyers.',
  },
  'law.final-interpretation': {
    rule: '消费者权益保护法 Art.26',
    detail: 'Nobody may keep the right of final interpretation to himself.',
  },
  'law.superlative': {
    rule: '广告法 Art.9',
    detail: 'Words like 国家级, 最高级 and 最佳 may not advertise anything.',
  },
} as const;

/** The code of a rule. */
export type LawCode = keyof typeof RULES;

/** Where a rule is broken: a path in what was sent, the code, and the rule by its name. */
export interface Breach {
  path: string;
  code: LawCode;
  rule: string;
}

/** A breach of a rule at a place. */
export function breach(code: LawCode, path: string): Breach {
  return { path, code, rule: RULES[code].rule };
}

/** What a rule asks for, with its name. */
export function sentenceOf(code: LawCode): string {
  return `${RULES[code].detail} (${RULES[code].rule})`;
}
