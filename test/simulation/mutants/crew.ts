import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Job } from './worker.ts';

/** A seed that runs this long hangs: loops that never wait are noticed bugs, too. */
const PATIENCE_MS = 120_000;

/** How a job ended without an answer. */
export interface Lost {
  lost: 'hangs' | 'stillborn';
  how: string;
}

export type Done = Exclude<Answer, string> | Lost;

interface Work {
  job: Job;
  done: (answer: Done) => void;
}

/** Workers that take jobs in turn; one that hangs is ended and another takes its place. */
export class Crew {
  readonly #waiting: Work[] = [];
  readonly #idle: (() => void)[] = [];
  #isOver = false;

  constructor(size: number) {
    for (let worker = 0; worker < size; worker += 1) this.#hire();
  }

  /** Has a job done. */
  do(job: Job): Promise<Done> {
    return new Promise((resolve) => {
      this.#waiting.push({ job, done: resolve });
      this.#idle.pop()?.();
    });
  }

  /** Nothing more is to be done. */
  end(): void {
    this.#isOver = true;
    for (const wake of this.#idle.splice(0)) wake();
  }

  #hire(): void {
    let current: Work | undefined;
    let alarm: NodeJS.Timeout | undefined;
    const worker: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'));
    const wait = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => worker.kill('SIGKILL'), PATIENCE_MS);
    };
    const next = () => {
      current = this.#waiting.shift();
      clearTimeout(alarm);
      if (current) {
        wait();
        worker.send(current.job);
      } else if (this.#isOver) worker.disconnect();
      else this.#idle.push(next);
    };
    worker.on('message', (answer: Answer) => {
      if (answer === 'beat') return wait();
      if (answer !== 'ready') current?.done(answer);
      return next();
    });
    worker.on('exit', (code, signal) => {
      clearTimeout(alarm);
      if (code === 0) return;
      if (!current) throw new Error(`a worker ended with ${code ?? signal}`);
      current.done({ lost: signal === 'SIGKILL' ? 'hangs' : 'stillborn', how: `${code ?? signal}` });
      this.#hire();
    });
  }
}
