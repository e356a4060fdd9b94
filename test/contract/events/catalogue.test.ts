import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../../events/catalogue.ts';
import { brokenContracts, promisedSchema, snapshotPath } from '../../../scripts/docs/snapshots.ts';

const root = process.cwd();

/** Types by the names of the event files, `orders/order-placed.v1.ts` being `orders.OrderPlaced.v1`. */
function typesByFile(): string[] {
  const folders = readdirSync(join(root, 'events'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: context }) =>
    readdirSync(join(root, 'events', context))
      .map((file) => /^([a-z-]+)\.v(\d+)\.ts$/.exec(file))
      .filter((match) => match !== null)
      .map(([, name = '', version]) => `${context}.${pascal(name)}.v${version}`),
  );
}

const pascal = (name: string): string => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

describe('given the catalogue of events', () => {
  test('when the folders are read, then every event file is in it, under its file name, and nothing else', () => {
    expect(CATALOGUE.map(({ type }) => type).sort()).toEqual(typesByFile().sort());
  });

  test.each(CATALOGUE.map((contract) => [contract.type, contract] as const))(
    'when the example of %s is parsed, then it is what it was, whatever a newer producer adds',
    (_, { parse, example }) => {
      expect(parse({ ...(example as object), addedLater: true })).toEqual(example);
    },
  );

  test('when schemas are compared with what was promised, then only optional fields were added', () => {
    expect(brokenContracts(root)).toEqual([]);
  });

  test('when snapshots are looked for, then each contract has one and none is left without its contract', () => {
    const kept = readdirSync(join(root, 'events', 'snapshots')).map((file) => file.replace(/\.json$/, ''));
    expect(kept.sort()).toEqual(CATALOGUE.map(({ type }) => type).sort());
  });

  test('when a promised schema is read, then it is the stored file', () => {
    const [first] = CATALOGUE;
    const type = first?.type ?? '';
    expect(promisedSchema(root, type)).toEqual(JSON.parse(readFileSync(join(root, snapshotPath(type)), 'utf8')));
    expect(promisedSchema(root, 'orders.NeverHappened.v1')).toBeUndefined();
  });

  test('when more was promised than is kept, then the contract and the field are named', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'oneshelf-promises-'));
    const type = 'orders.OrderPlaced.v1';
    const promised = promisedSchema(root, type) as { properties: object };
    mkdirSync(join(elsewhere, 'events', 'snapshots'), { recursive: true });
    const more = { ...promised, properties: { ...promised.properties, gone: { type: 'string' } } };
    writeFileSync(join(elsewhere, snapshotPath(type)), JSON.stringify(more));
    expect(brokenContracts(elsewhere)).toEqual([{ type, changes: [{ path: 'gone', kind: 'removed' }] }]);
    rmSync(elsewhere, { recursive: true });
  });

  test('when a version is superseded, then the next one is in the catalogue and the day of its end is known', () => {
    const types = new Set(CATALOGUE.map(({ type }) => type));
    const old = CATALOGUE.filter(({ supersededBy }) => supersededBy !== undefined);
    expect(old.filter(({ supersededBy, retireAfter }) => !types.has(supersededBy ?? '') || !retireAfter)).toEqual([]);
  });
});
