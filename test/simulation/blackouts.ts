/** `npm run sim:blackouts [-- SEEDS]`: every blackout and pair of blackouts, with its figures. Ends with 1 on a violation. */
import { openLaboratory, runIn } from './laboratory.ts';
import { blackouts } from './scenarios/blackout.ts';

const seeds = Number(process.argv[2] ?? 3);
const only = process.argv[3];
const laboratory = await openLaboratory();
let violated = 0;

console.log(
  'scenario | seed | orders | calls/min before, dark, after | calls, requests against before | minutes until normal | violations',
);
for (const { name } of blackouts.filter((each) => only === undefined || each.name === only)) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { stats, violations } = await runIn(laboratory, name, seed);
    const of = (what: string) => stats[what] ?? 0;
    const [before, dark, after] = ['before', 'in the dark', 'after'].map((when) => of(`calls a minute ${when}`));
    const ratio = ((after ?? 0) / (before || 1)).toFixed(2);
    const orders = ['PAID', 'CHARGING', 'RESERVED'].reduce((sum, status) => sum + of(`order ${status}`), 0);
    violated += violations.length > 0 ? 1 : 0;
    const said = violations.map(({ invariant, text }) => `${invariant}: ${text.slice(0, 600)}`).join('; ');
    const figures = [
      name,
      seed,
      orders,
      `${before}, ${dark}, ${after}`,
      `${ratio}, ${(of('requests after, percent of before') / 100).toFixed(2)}`,
      of('minutes until normal'),
      said || 'none',
    ];
    console.log(figures.join(' | '));
  }
}
process.exit(violated > 0 ? 1 : 0);
