import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptIn } from '../../../scripts/kept-state.ts';

describe('given a folder that is named for a comparison', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('when no platform was ever there, then it does not pass for one in which nothing differs', () => {
    expect(() => keptIn(folder)).toThrow(folder);
  });

  test('when a platform left its tables there, then it is taken', () => {
    writeFileSync(join(folder, 'dynamodb.sqlite'), '');
    expect(keptIn(folder)).toBe(folder);
  });
});
