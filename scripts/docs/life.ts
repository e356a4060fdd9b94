import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIFE, type LifeStep } from '../../functions/orders/domain/life.ts';
import { STATUSES } from '../../functions/orders/domain/order.ts';

const MARKS = /(<!-- life -->\n)[\s\S]*?(<!-- \/life -->)/;

/** The page whose drawing is generated. */
export const LIFE_PAGE = 'functions/orders/README.md';

/** A table of steps as a Mermaid state diagram. */
export function drawing(life: readonly LifeStep[]): string {
  const ends = STATUSES.filter((state) => life.every(({ from }) => from !== state));
  const lines = [
    '[*] --> RESERVED: placed',
    ...life.map(({ from, to, why }) => `${from} --> ${to}: ${why}`),
    ...ends.map((state) => `${state} --> [*]`),
  ];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```', ''].join('\n');
}

/** The orders' page with the life of an order as it is in the code. Throws when the page has no place for it. */
export function lifePage(root: string): string {
  const page = readFileSync(join(root, LIFE_PAGE), 'utf8');
  if (!MARKS.test(page)) throw new Error(`${LIFE_PAGE} has no place for the drawing`);
  return page.replace(MARKS, (_, open: string, close: string) => `${open}${drawing(LIFE)}${close}`);
}
