import { replayArchive, shuffled } from '../../../local/replay.ts';
import { signIn } from '../../support/buyer.ts';
import { testPlatform } from '../../support/platform.ts';

test('given a table that changed meanwhile, then the replay says which item', async () => {
  const platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  platform.core.scheduler.stop();
  try {
    const staff = await signIn(platform, ['admin']);
    const put = (price: number) =>
      staff.send('PUT', '/v1/admin/products/CHANGED', {
        name: { en: 'Changed' },
        category: 'tea',
        price: { amount: price, currency: 'CNY' },
        status: 'active',
      });
    await put(100);
    await platform.idle();
    const replaying = replayArchive(
      { ...platform, idle: async () => void (await put(200)) },
      {
        dataDir: platform.dataDir,
        times: 1,
        seed: 1,
      },
    );
    const { tables } = await replaying;
    const catalog = tables.find(({ table }) => table === 'local-catalog');
    expect(catalog?.changed.join()).toContain('CHANGED');
    expect(catalog?.before).not.toBe(catalog?.after);
  } finally {
    await platform.discard();
  }
});

test('given a seed, then the order of a replay is its own and the same each time', () => {
  const values = Array.from({ length: 50 }, (_, index) => index);
  expect(shuffled(values, 1)).toEqual(shuffled(values, 1));
  expect(shuffled(values, 1)).not.toEqual(shuffled(values, 2));
  expect([...shuffled(values, 1)].sort((a, b) => a - b)).toEqual(values);
});
