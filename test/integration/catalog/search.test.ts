import { offer, type Person, signIn } from '../../support/buyer.ts';
import { type TestPlatform, testPlatform } from '../../support/platform.ts';

let platform: TestPlatform;
let staff: Person;

interface Page {
  items: { sku: string }[];
  nextCursor?: string;
}

beforeAll(async () => {
  platform = await testPlatform({ assemblyDir: process.env.ONESHELF_TEST_ASSEMBLY ?? '' });
  staff = await signIn(platform, ['staff']);
  const skus = Array.from(
    { length: 120 },
    (_, index) => `S${String(index).padStart(3, '0')}${index % 40 === 39 ? '-RARE' : ''}`,
  );
  await Promise.all(skus.map((sku) => offer(staff, sku)));
});

afterAll(() => platform.discard());

async function pagesOf(query: string): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { body } = await platform.send('GET', `/v1/products?${query}${cursor ? `&cursor=${cursor}` : ''}`);
    const { items, nextCursor } = body as Page;
    pages.push(items.map(({ sku }) => sku));
    cursor = nextCursor;
  } while (cursor);
  return pages;
}

test('given many products, when few of them hold a text, then the first page has them', async () => {
  expect(await pagesOf('q=rare')).toEqual([['S039-RARE', 'S079-RARE', 'S119-RARE']]);
});

test('given more hits than a page takes, then the pages follow each other without gap or repeat', async () => {
  expect(await pagesOf('q=rare&limit=2')).toEqual([['S039-RARE', 'S079-RARE'], ['S119-RARE']]);
  expect((await pagesOf('q=s&limit=50')).flat()).toHaveLength(120);
});

test('given a category, then a search stays in it', async () => {
  expect(await pagesOf('q=rare&category=tea')).toEqual([['S039-RARE', 'S079-RARE', 'S119-RARE']]);
  expect(await pagesOf('q=rare&category=none')).toEqual([[]]);
});
