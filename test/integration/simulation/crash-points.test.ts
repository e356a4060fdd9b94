import { execFile } from 'node:child_process';

/** What the sweep prints, and how it ended. */
function sweep(...options: string[]): Promise<{ output: string; code: number }> {
  const script = 'test/simulation/crash-points/main.ts';
  return new Promise((resolve) => {
    execFile(process.execPath, [script, '--procs', '1', ...options], { timeout: 280_000 }, (error, stdout, stderr) => {
      resolve({ output: `${stdout}${stderr}`, code: error ? Number(error.code ?? 1) : 0 });
    });
  });
}

test('every function is run, and a share of all deaths and pairs of deaths recovers', async () => {
  const { output, code } = await sweep('--every', '89', '--pairs', '4');
  const [, run, all] = /(\d+) of (\d+) functions are run$/m.exec(output) ?? [];
  expect({ output, run }).toEqual({ output, run: all });
  const [, covered, existing] = /covered \/ existing = (\d+) \/ (\d+) = 1\.000/.exec(output) ?? [];
  expect({ output, covered }).toEqual({ output, covered: existing });
  expect(Number(existing)).toBeGreaterThan(15);
  expect(output).toMatch(/pairs within one order's life: 4 of 4 recover/);
  expect({ output, code }).toEqual({ output, code: 0 });
}, 300_000);
