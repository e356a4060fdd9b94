// `npm run reliability`: does every trouble to every part and writes docs/reliability-matrix.md. Ends with 1 on an empty cell
// or a violated invariant.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { openLaboratory } from '../laboratory.ts';
import { measureCoverage } from './coverage.ts';
import { emptyCells, matrixOf, pageOf } from './matrix.ts';

const laboratory = await openLaboratory();
const coverage = await measureCoverage(laboratory);
const rows = matrixOf(laboratory.blueprint, coverage);
writeFileSync(join('docs', 'reliability-matrix.md'), pageOf(rows));
const faults = [...emptyCells(rows).map((cell) => `empty: ${cell}`), ...coverage.violations];
process.stdout.write(`${rows.length} parts, ${rows.length * 6} cells, ${faults.length} faults\n`);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exit(faults.length > 0 ? 1 : 0);
