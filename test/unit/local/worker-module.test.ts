import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workerModule } from '../../../local/worker-module.ts';

test('given the worker in TypeScript, when it is made ready to run, then a worker runs it as plain JavaScript', async () => {
  const module = workerModule(join(process.cwd(), 'local', 'worker.ts'));
  expect(module.protocol).toBe('data:');
  expect(decodeURIComponent(module.pathname)).not.toMatch(/\b(interface|import type|satisfies)\b/);
  const handler = `data:text/javascript,${encodeURIComponent('export const handler = async (event) => event.n + 1;')}`;
  const worker = new Worker(module, { workerData: { module: handler, exportName: 'handler', functionName: 'f' } });
  try {
    expect(await once(worker, 'message')).toEqual([{ kind: 'ready' }]);
    worker.postMessage({ requestId: 'r', event: '{"n":1}', deadline: 0, trace: 't' });
    expect(await once(worker, 'message')).toEqual([{ kind: 'result', requestId: 'r', result: '2' }]);
  } finally {
    await worker.terminate();
  }
});
