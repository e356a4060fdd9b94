import type { Client } from './client.ts';

/** What of the console's state the bench reads. */
export interface PlatformState {
  queues: { name: string; visible: number; inFlight: number; deadLetter: boolean }[];
  functions: { name: string; invocations: number; errors: number; averageMs: number }[];
  calls: { dynamodb: number; events: number; sqs: number };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const looks = 600;
const betweenMs = 200;
// The relay reads a stream at most this long after a write; a calm that lasts longer is the end of the work.
const calmLooks = 4;

/** The state as the console shows it. */
export async function stateOf(client: Client): Promise<PlatformState> {
  return (await client.send('GET', '/console/api/state')).body as PlatformState;
}

const worked = ({ functions }: PlatformState) => functions.reduce((sum, { invocations }) => sum + invocations, 0);

/** Waits until every queue is empty and no function has been called for a while; answers the time it took to get there. */
export async function settle(client: Client): Promise<{ state: PlatformState; ms: number }> {
  const from = performance.now();
  let calmSince = from;
  let calm = 0;
  let before = await stateOf(client);
  for (let look = 0; look < looks; look += 1) {
    await pause(betweenMs);
    const state = await stateOf(client);
    const isEmpty = state.queues.every((queue) => queue.deadLetter || queue.visible + queue.inFlight === 0);
    if (isEmpty && worked(state) === worked(before)) calm += 1;
    else {
      calm = 0;
      calmSince = performance.now();
    }
    if (calm === calmLooks) return { state, ms: calmSince - from };
    before = state;
  }
  throw new Error('the platform is not done after two minutes');
}
