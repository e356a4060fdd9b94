import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a world makes is thrown away soon: with room for the young, less of it is moved about before that. */
const ROOM = ['--max-semi-space-size=64'];

/** Runs a task in a process of its own, `worker` beside this file, and hears of each part as it is done. */
export function runElsewhere<Task extends object, Told>(
  worker: string,
  task: Task,
  hear: (told: Told) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const elsewhere = fork(join(process.cwd(), 'test/simulation', worker), [], { execArgv: ROOM });
    elsewhere.on('message', (told) => hear(told as Told));
    elsewhere.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    elsewhere.send(task);
  });
}

/** What a worker does with its one task: it tells of each part, and ends when all is told. */
export function doErrand<Task, Told>(work: (task: Task, tell: (told: Told) => Promise<void>) => Promise<void>): void {
  const tell = (told: Told): Promise<void> =>
    new Promise((resolve) => process.send?.(told, undefined, {}, () => resolve()));
  // Who sent it was stopped: nobody hears the rest.
  process.once('disconnect', () => process.exit(1));
  process.once('message', async (task: Task) => {
    await work(task, tell);
    // The bundler's service would keep the process alive.
    process.exit(0);
  });
}
