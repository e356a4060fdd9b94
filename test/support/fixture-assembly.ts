import { join } from 'node:path';
import { synthesise } from '../../local/synth.ts';

/** Synthesises the small app of test/support/platform-fixture, or takes the kept assembly; returns its folder. */
export function fixtureAssembly(environment: Record<string, string> = {}): Promise<string> {
  const root = process.cwd();
  return synthesise({
    root,
    cacheDir: join(root, '.oneshelf', 'fixture'),
    environment: { PATH: process.env.PATH, ...environment },
    app: 'test/support/platform-fixture/app.ts',
    sources: ['test/support/platform-fixture', 'package-lock.json'],
  });
}
