import { readFileSync } from 'node:fs';
import { type Lock, missingStubs } from '../../../scripts/lock-stubs.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

test('given the lock file, then every optional package of every platform has its entry, so that npm ci takes it', () => {
  expect(missingStubs(lock)).toEqual({});
});

test('given a lock file without an entry, then the stub names its platform', () => {
  const bare: Lock = { packages: { 'node_modules/a': { optionalDependencies: { '@a/linux-arm64-musl': '^1.2.3' } } } };
  expect(missingStubs(bare)).toEqual({
    'node_modules/@a/linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});

test('given the lock file, then it names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
});
