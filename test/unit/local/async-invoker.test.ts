import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsyncInvoker, asyncQueueSettings } from '../../../local/async-invoker.ts';
import type { Functions } from '../../../local/lambda.ts';
import type { Outcome } from '../../../local/lambda-worker.ts';
import type { Logs } from '../../../local/logs.ts';
import { openQueues, type Queues } from '../../../local/queues.ts';
import { openState, type State } from '../../../local/state.ts';
import type { TargetRef } from '../../../local/targets.ts';
import { eventually } from '../../support/platform.ts';

const target = (name: string): TargetRef => ({
  arn: `arn:aws:lambda:x:0:function:${name}`,
  kind: 'function',
  name,
  input: undefined,
  maximumRetries: 0,
  maximumAgeMs: 60_000,
  deadLetter: undefined,
});

describe('given two functions that are called asynchronously', () => {
  let folder: string;
  let state: State;
  let queues: Queues;
  let invoker: AsyncInvoker;
  const called: string[] = [];
  const finish: ((outcome: Outcome) => void)[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'oneshelf-async-'));
    state = openState(folder);
    queues = openQueues(['busy', 'other'].map(asyncQueueSettings), state, () => Date.now());
    const pool = (name: string) => ({
      invoke: () => {
        called.push(name);
        return new Promise<Outcome>((resolve) => finish.push(resolve));
      },
    });
    invoker = new AsyncInvoker({ get: pool } as unknown as Functions, queues, {} as Logs);
  });
  afterEach(() => {
    queues.close();
    state.close();
    rmSync(folder, { recursive: true });
  });

  test('when one of them took every place, then the other is called as soon as a place is free', async () => {
    invoker.accept(target('busy'), [{ body: '{}' }, { body: '{}' }, { body: '{}' }, { body: '{}' }]);
    await eventually(() => called.length === 4);
    invoker.accept(target('other'), [{ body: '{}' }]);
    await new Promise((later) => setImmediate(() => setImmediate(later)));
    expect(called).not.toContain('other');
    finish.shift()?.({ ok: true, result: undefined });
    await eventually(() => called.includes('other'), 20);
    for (const each of finish) each({ ok: true, result: undefined });
    await invoker.stop();
  });
});
