import { eventually } from '../platform.ts';
import type { Mortal } from './mortal.ts';

/** What is killed with SIGKILL. A platform takes its queues, its workers and its DynamoDB engine with it. */
export type Victim = 'engine' | 'platform';

/** How often each was killed; `workers` are threads, ended in the middle of their work beside the SIGKILLs. */
export type Killed = Record<Victim | 'workers', number>;

// Two platforms and three engines in five.
const TURNS: Victim[] = ['platform', 'engine', 'engine', 'platform', 'engine'];
const LOOKS = 90_000;

/** One of five in turn. */
export const victimOf = (kill: number): Victim => TURNS[kill % TURNS.length] ?? 'engine';

async function strike(mortal: Mortal, victim: Victim, isLast: boolean): Promise<void> {
  if (victim === 'engine') return mortal.killEngine();
  await mortal.killPlatform();
  if (!isLast) await mortal.start();
}

/**
 * Kills `kills` times, evenly over the orders that `done` counts, and all workers half-way between; leaves the platform
 * dead. `total` is how many orders there will be.
 */
export async function killInTurn(
  mortal: Mortal,
  { kills, total }: { kills: number; total: number },
  done: () => number,
): Promise<Killed> {
  const killed: Killed = { engine: 0, platform: 0, workers: 0 };
  const share = total / (kills + 1);
  for (let kill = 1; kill <= kills; kill += 1) {
    await eventually(() => done() >= share * (kill - 0.5), LOOKS);
    mortal.crashWorkers();
    killed.workers += 1;
    await eventually(() => done() >= share * kill, LOOKS);
    const victim = kill === kills ? 'platform' : victimOf(kill);
    await strike(mortal, victim, kill === kills);
    killed[victim] += 1;
  }
  return killed;
}
