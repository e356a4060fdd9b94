import { asStaff } from './api.ts';

const PAGE = 100;

interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** The first `pages` pages of a list, and whether there are more. `read` asks for one. */
export async function firstPages<Item>(
  pages: number,
  read: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<{ items: Item[]; hasMore: boolean }> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    const reply = await asStaff(() => read(query));
    items.push(...reply.items);
    cursor = reply.nextCursor;
    if (!cursor) break;
  }
  return { items, hasMore: cursor !== undefined };
}
