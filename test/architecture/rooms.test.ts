import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const ROOT = process.cwd();

/** Runs dependency-cruiser with the house's rules over the folders of `cwd`. */
function violationsIn(cwd: string, folders: string[]): Violation[] {
  const cruiser = join(ROOT, 'node_modules', '.bin', 'depcruise');
  const options = ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...options, ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('who may import whom', () => {
  test('every file of the house keeps to its room', () => {
    const rooms = ['shared', 'functions', 'events', 'infra', 'local', 'clients'];
    const told = violationsIn(ROOT, rooms).map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
    expect(told).toEqual([]);
  });

  test('a house that breaks the rules is told so, rule by rule', () => {
    const broken = join(ROOT, 'test', 'fixtures', 'house');
    const names = new Set(
      violationsIn(broken, ['shared', 'functions', 'local', 'clients']).map(({ rule }) => rule.name),
    );
    expect([...names].sort()).toEqual([
      'clients-sdk-only',
      'context-boundary',
      'domain-rooms',
      'functions-outside',
      'kernel-packages',
      'no-circular',
    ]);
  });
});
