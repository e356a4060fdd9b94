import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiOf } from './asyncapi.ts';
import { formatted } from './format.ts';
import { LIFE_PAGE, lifePage } from './life.ts';
import { openApiOf } from './openapi.ts';
import { readRoutes } from './route-list.ts';
import { sdkOf } from './sdk.ts';
import { schemasNow, snapshotPath } from './snapshots.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Everything that is generated from the contracts: content by path from the root. The same contracts give the same bytes.
 * It does not ask whether the events' schemas keep their promises: see `brokenContracts`.
 */
export async function generate(root: string): Promise<Map<string, string>> {
  const version = versionOf(root);
  const openApi = openApiOf(await readRoutes(root), version);
  const sdk = 'clients/sdk/src/generated.ts';
  return new Map([
    ['docs/openapi.json', json(openApi)],
    ['docs/asyncapi.json', json(asyncApiOf(version))],
    [LIFE_PAGE, lifePage(root)],
    [sdk, formatted(root, sdk, sdkOf(openApi))],
    ...[...schemasNow()].map(([type, schema]): [string, string] => [snapshotPath(type), json(schema)]),
  ]);
}
