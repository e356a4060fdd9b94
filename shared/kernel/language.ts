/** The languages a shop speaks. */
export type Language = 'zh' | 'en';

function spoken(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0];
  return primary === 'zh' || primary === 'en' ? primary : undefined;
}

/** The shop's language that an `Accept-Language` header (RFC 9110) wants most; Chinese where it wants none of them. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').flatMap((range) => {
    const [tag = '', quality = 'q=1'] = range.split(';');
    const language = spoken(tag);
    const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(quality)?.[1] ?? 0);
    return language && weight > 0 ? [{ language, weight }] : [];
  });
  const [first, ...others] = wanted;
  if (!first) return 'zh';
  return others.reduce((best, one) => (one.weight > best.weight ? one : best), first).language;
}
