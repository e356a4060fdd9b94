import { sourceMutants } from './generate.ts';
import { templateMutants } from './template-mutants.ts';
import { Nursery, type Ordeal } from './trial.ts';

/** What a worker is asked: one planted bug by its id. */
export interface Order {
  id: string;
  ordeal: Ordeal;
}

const nursery = await Nursery.open();
const mutants = new Map([...sourceMutants(), ...templateMutants(nursery.blueprint)].map((each) => [each.id, each]));

process.on('message', async ({ id, ordeal }: Order) => {
  const mutant = mutants.get(id);
  if (!mutant) throw new Error(`no mutant ${id}`);
  process.send?.(await nursery.try(mutant, ordeal, () => process.send?.('beat')));
});
// The bundler's own process would keep this one alive.
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
