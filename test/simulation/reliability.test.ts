import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLaboratory } from './laboratory.ts';
import { type Coverage, measureCoverage } from './reliability/coverage.ts';
import { emptyCells, matrixOf, pageOf, type Row } from './reliability/matrix.ts';

let coverage: Coverage;
let rows: Row[];

beforeAll(async () => {
  const laboratory = await openLaboratory();
  coverage = await measureCoverage(laboratory);
  rows = matrixOf(laboratory.blueprint, coverage);
}, 300_000);

test('given every trouble done to every part, then no invariant is violated', () => {
  expect(coverage.violations).toEqual([]);
});

test('given the reliability matrix, then no cell of it is empty', () => {
  expect(emptyCells(rows)).toEqual([]);
});

test('given the page in docs, then it is the matrix of now', () => {
  expect(readFileSync(join('docs', 'reliability-matrix.md'), 'utf8')).toBe(pageOf(rows));
});

test('given what the cells lead to, then all of it is there', () => {
  const files = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell && 'evidence' in cell ? cell.evidence.map(({ file }) => file) : [])),
  );
  expect(new Set(files).size).toBeGreaterThan(5);
  expect([...new Set(files)].filter((file) => !existsSync(file))).toEqual([]);
});
