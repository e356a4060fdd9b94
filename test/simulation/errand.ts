import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Task, Told } from './worker.ts';

/** Runs seeds in a process of their own and hears of each as it is done. */
export function runElsewhere(task: Task, hear: (told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(join(process.cwd(), 'test/simulation/worker.ts'));
    worker.on('message', (told) => hear(told as Told));
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    worker.send(task);
  });
}
