import { callOnce } from '../../shared/platform/aws-wire.ts';
import { exchange } from '../../shared/platform/exchange.ts';
import type { World } from '../../shared/platform/world.ts';

let ids = 0;

/** A world in which time stands, ids count and nobody waits. */
export const stillWorld: World = {
  now: () => '2026-11-21T08:00:00.000Z',
  newId: () => {
    ids += 1;
    return `still-${ids}`;
  },
  random: () => 0.5,
  sleep: async () => undefined,
  call: callOnce,
  exchange,
  memory: new Map(),
};
