import type { Item } from '../contract.ts';
import { crowd } from './crowd/crowd.ts';
import type { Scenario, Stage } from './stage.ts';

/** A record is tried for an hour, a message twenty times, each time for six minutes at most; then they are given up. */
const GIVEN_UP_MS = 3 * 3_600_000;

const text = (value: string) => ({ S: value });

/** A fact whose text is no JSON: the bus refuses it whoever brings it. */
function unpublishable(name: string): Record<string, unknown> {
  const key = { pk: text(`OUTBOX#${name}`), sk: text('OUTBOX') };
  return {
    ...key,
    _et: text('Outbox'),
    source: text('oneshelf.poison'),
    detailType: text('Poison.v1'),
    detail: text('no JSON'),
  };
}

/** A level of stock that no reader of streams can make anything of. */
function unreadable(name: string): Record<string, unknown> {
  return { pk: text(`STOCK#${name}`), sk: text('AT#main'), _et: text('Stock'), lowAt: { X: name } };
}

/** Puts a record before everybody who hears a stream that nobody can work off. */
function spoilStreams({ simulation: { streams }, poison }: Stage, round: number): void {
  for (const [index, listener] of streams.listeners.entries()) {
    const { functionName, table } = listener;
    const name = `poison-${functionName}-${round}`;
    const after = (functionName.endsWith('relay-outbox') ? unpublishable(name) : unreadable(name)) as Item;
    const { pk = {}, sk = {} } = after;
    poison.add(streams.plant(listener, { table, key: { pk, sk }, before: undefined, after }, 100 * round + index));
  }
}

function spoilQueues({ simulation: { queues }, poison }: Stage, round: number): void {
  for (const name of queues.fed) {
    const body = `no message ${name} ${round}`;
    poison.add(body);
    queues.plant(name, body);
  }
}

/** A crowd among which somebody puts into every queue and stream what nobody can work off: it is given up, and nothing else is. */
export const poisoned: Scenario = {
  ...crowd,
  name: 'poison',
  play(stage) {
    crowd.play(stage);
    for (let round = 1; round <= 3; round += 1)
      stage.simulation.core.in(round * 40_000, () => {
        spoilStreams(stage, round);
        spoilQueues(stage, round);
      });
  },
  quietMs: GIVEN_UP_MS,
};
