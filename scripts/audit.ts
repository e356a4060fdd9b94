// `npm run audit [-- --url URL | --data-dir DIR]`: adds up the ledger of every SKU from its beginning and compares each number
// of the stock with it: of the shop that runs at URL (ONESHELF_TOKEN: a staff member's, outside this machine), or of the
// stopped platform whose state is in DIR. Prints differences by SKU, location and counter; ends with 1 when there are any.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { optionalSetting } from '../shared/platform/env.ts';
import { auditAll, linesOf } from './audit/report.ts';
import { runningShop, stoppedPlatform } from './audit/sources.ts';
import { platformUrl } from './platform-url.ts';

const { values } = parseArgs({ options: { url: { type: 'string' }, 'data-dir': { type: 'string' } } });

async function main(): Promise<void> {
  const dataDir = values['data-dir'];
  const source = dataDir
    ? await stoppedPlatform(dataDir)
    : await runningShop(platformUrl(values.url), optionalSetting('ONESHELF_TOKEN'));
  try {
    const report = await auditAll(source.page);
    for (const line of linesOf(report)) process.stdout.write(`${line}\n`);
    if (report.differences.length > 0) process.exitCode = 1;
  } finally {
    await source.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`audit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
