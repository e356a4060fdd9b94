import { openLaboratory } from '../laboratory.ts';
import { sourceMutants } from './generate.ts';
import { Lookout } from './reach.ts';
import { type Sound, type Spot, survey } from './survey.ts';
import { templateMutants } from './template-mutants.ts';
import { type Candidate, tryOut, type Verdict } from './trial.ts';

/** What a worker is asked: to look around on a seed, or to plant one bug by its id. */
export type Job = { spot: Spot } | { id: string; candidates: Candidate[] };

/** What a worker tells. A beat says that it lives. */
export type Answer = 'ready' | 'beat' | { sound: Sound } | { verdict: Verdict };

const plain = await openLaboratory();
const mutants = new Map([...sourceMutants(), ...templateMutants(plain.blueprint)].map((each) => [each.id, each]));
const lookout = await Lookout.open();

const tell = (answer: Answer) => process.send?.(answer);

process.on('message', async (job: Job) => {
  if ('spot' in job) return tell({ sound: await survey(plain, lookout, job.spot) });
  const mutant = mutants.get(job.id);
  if (!mutant) throw new Error(`no mutant ${job.id}`);
  return tell({ verdict: await tryOut(plain, mutant, job.candidates, () => tell('beat')) });
});
// The bundler's own process would keep this one alive.
process.on('disconnect', () => process.exit(0));
tell('ready');
