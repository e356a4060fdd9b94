import { baseOf, pause, type Redriven } from './report.ts';

type QueueView = { name: string; visible: number; inFlight: number };

class NotThere extends Error {}

async function ask(address: string, method: 'GET' | 'POST'): Promise<unknown> {
  const reply = await fetch(address, { method }).catch(() => {
    throw new Error(`nobody answers at ${new URL(address).origin}: start the platform with \`npm start\``);
  });
  if (reply.status === 404) throw new NotThere('there is no queue of that name');
  if (!reply.ok) throw new Error(`the platform answered ${reply.status}`);
  return reply.json();
}

async function viewOf(url: string, queue: string): Promise<QueueView | undefined> {
  const { queues } = (await ask(`${url}/console/api/state`, 'GET')) as { queues: QueueView[] };
  return queues.find(({ name }) => name === queue);
}

async function waitingIn(url: string, queue: string): Promise<number> {
  const found = await viewOf(url, queue);
  return found ? found.visible + found.inFlight : 0;
}

// A message that fails is tried again after the queue's visibility, a minute or so each time.
const LOOKS = 3_600;
const BETWEEN_MS = 500;

/** Asks the platform to send back; a queue that has nothing behind it is told from one that is not there. */
async function sendBack(url: string, base: string): Promise<number> {
  const address = `${url}/console/api/queues/${encodeURIComponent(`${base}-dlq`)}/redrive`;
  try {
    return ((await ask(address, 'POST')) as { moved: number }).moved;
  } catch (error) {
    if (!(error instanceof NotThere) || !(await viewOf(url, base))) throw error;
    throw new Error(`${base} has no dead-letter queue: nothing of it can be sent back`);
  }
}

/** Redrives on a local platform and waits until the queue is worked off. */
export async function redriveLocally(queue: string, url: string): Promise<Redriven> {
  const base = baseOf(queue);
  const moved = await sendBack(url, base);
  for (let look = 0; look < LOOKS && (await waitingIn(url, base)) > 0; look += 1) await pause(BETWEEN_MS);
  return { moved, back: await waitingIn(url, `${base}-dlq`) };
}
