import { type Breach, breach, type LawCode } from './rules.ts';

/** A text in the shop's languages. */
export interface Localised {
  zh?: string;
  en?: string;
}

/** Words that no rule text and no name of a promotion may hold, by the rule that forbids them. */
const FORBIDDEN: readonly [LawCode, RegExp][] = [
  ['law.final-interpretation', /最终解释权|最终解释之?权|解释权归|final(?: right of)? interpretation/i],
  ['law.superlative', /国家级|最高级|最佳|(?:national|state)[- ]level\b/i],
];

/** Between two characters of a word people put spaces and dots to get past a check like this. */
const PADDING = /[\s.·•・*_-]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[\s.·•・*_-]+/gu;

function lintOne(text: string, path: string): Breach[] {
  const bare = text.normalize('NFKC').replace(PADDING, '');
  return FORBIDDEN.filter(([, words]) => words.test(bare)).map(([code]) => breach(code, path));
}

/** What is wrong with a text that buyers are shown, in each of its languages. */
export function lintText(text: string | Localised | undefined, path: string): Breach[] {
  if (text === undefined) return [];
  if (typeof text === 'string') return lintOne(text, path);
  return Object.entries(text).flatMap(([language, words]) => (words ? lintOne(words, `${path}.${language}`) : []));
}
