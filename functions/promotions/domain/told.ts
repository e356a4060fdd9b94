import { preferredLanguage } from '../../../shared/kernel/language.ts';
import type { Cart, Hint, Rejection } from './cart.ts';
import type { Compiled } from './compile.ts';
import type { Shortfall } from './effects/look.ts';
import type { Reason } from './explain.ts';
import { rejection } from './refusals.ts';

/** How to say things to one buyer. */
export interface Voice {
  language: 'zh' | 'en';
  currency: string;
}

/** The voice for who asks. */
export function voiceFor({ language, currency = 'CNY' }: Cart): Voice {
  return { language: preferredLanguage(language), currency };
}

/** The name of a promotion in the buyer's language, or in the other one. */
export function labelIn({ language }: Voice, { label }: Compiled): string {
  return label[language] ?? label.zh ?? label.en ?? '';
}

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', JPY: '¥', GBP: '£', USD: '$', EUR: '€' };
const WITHOUT_CENTS = new Set(['JPY', 'KRW', 'VND']);

/** An amount as buyers read it: without cents where there are none. */
export function moneyText(minor: number, currency: string): string {
  const sign = SIGNS[currency] ?? `${currency} `;
  if (WITHOUT_CENTS.has(currency)) return `${sign}${minor}`;
  const [whole, cents] = [Math.floor(minor / 100), minor % 100];
  return `${sign}${whole}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}

function missingText({ language, currency }: Voice, { missing, unit, sku }: Shortfall): string {
  if (unit === 'minor') {
    const money = moneyText(missing, currency);
    return language === 'zh' ? `再买${money}` : `Spend ${money} more`;
  }
  if (language === 'zh') return `再买${missing}件${sku ? ` ${sku} ` : ''}`;
  return `Add ${missing} more${sku ? ` of ${sku}` : ''}`;
}

/** A hint in the buyer's language: 再买¥12可享「…」. */
export function hintOf(voice: Voice, promotion: Compiled, shortfall: Shortfall): Hint {
  const label = labelIn(voice, promotion);
  const { missing, unit } = shortfall;
  const text = missingText(voice, shortfall);
  return {
    promotionId: promotion.promotionId,
    label,
    missing,
    unit,
    text: voice.language === 'zh' ? `${text}可享「${label}」` : `${text} for “${label}”`,
  };
}

/** Where both would save the same, the rule for ties decided: none is better. */
function lostText({ language, currency }: Voice, name: string, by: number): string {
  if (by === 0) return language === 'zh' ? `「${name}」同样优惠。` : `“${name}” saves just as much.`;
  const more = moneyText(by, currency);
  return language === 'zh' ? `「${name}」再多省${more}。` : `“${name}” saves ${more} more.`;
}

/** A rejection in words: what it lost to, and by how much. */
export function rejectionOf(voice: Voice, { promotionId }: Compiled, { why, lostTo, by }: Reason): Rejection {
  const told = rejection(promotionId, why, voice.language);
  if (!lostTo || by === undefined) return told;
  return { ...told, detail: lostText(voice, labelIn(voice, lostTo), by), lostTo: lostTo.promotionId, by };
}
