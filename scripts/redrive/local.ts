import { baseOf, pause, type Redriven } from './report.ts';

type QueueView = { name: string; visible: number; inFlight: number };

async function ask(address: string, method: 'GET' | 'POST'): Promise<unknown> {
  const reply = await fetch(address, { method }).catch(() => {
    throw new Error(`nobody answers at ${new URL(address).origin}: start the platform with \`npm start\``);
  });
  if (reply.status === 404) throw new Error('there is no queue of that name with something to send back to');
  if (!reply.ok) throw new Error(`the platform answered ${reply.status}`);
  return reply.json();
}

async function waitingIn(url: string, queue: string): Promise<number> {
  const { queues } = (await ask(`${url}/console/api/state`, 'GET')) as { queues: QueueView[] };
  const found = queues.find(({ name }) => name === queue);
  return found ? found.visible + found.inFlight : 0;
}

// A message that fails is tried again after the queue's visibility, a minute or so each time.
const LOOKS = 3_600;
const BETWEEN_MS = 500;

/** Redrives on a local platform and waits until the queue is worked off. */
export async function redriveLocally(queue: string, url: string): Promise<Redriven> {
  const base = baseOf(queue);
  const address = `${url}/console/api/queues/${encodeURIComponent(`${base}-dlq`)}/redrive`;
  const { moved } = (await ask(address, 'POST')) as { moved: number };
  for (let look = 0; look < LOOKS && (await waitingIn(url, base)) > 0; look += 1) await pause(BETWEEN_MS);
  return { moved, back: await waitingIn(url, `${base}-dlq`) };
}
