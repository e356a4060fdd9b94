/** PUT /v1/admin/price-lists/{listId}: writes a list's next version. Promise: whom and when its prices are for does not move under them. */
import { httpHandler } from '../../shared/platform/http.ts';
import { retryWhenChanged } from '../../shared/platform/retry.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { listShown, reviseList } from './domain/list.ts';
import { putPriceList as route } from './routes.ts';
import { findList, putList } from './store.ts';

export const handler = httpHandler(route, ({ params: { listId }, body }) =>
  retryWhenChanged(async () => {
    const list = reviseList(await findList(listId), listId, body);
    await commit([putList(list)]);
    return { status: 200, body: listShown(list) };
  }),
);
