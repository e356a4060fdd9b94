/** Finding plain items of a context's table in a view. */
import type { View } from '../contract.ts';
import { contextOf, type Plain, plain } from './stored.ts';

const nameOf = (view: View, context: string) => view.tables.find((table) => contextOf(table) === context);

/** The item of a context under `pk` and `sk`, in plain values. */
export function itemAt(view: View, context: string, pk: string, sk: string): Plain | undefined {
  const table = nameOf(view, context);
  const item = table === undefined ? undefined : view.itemAt(table, pk, sk);
  return item && plain(item);
}

/** All items of a context whose `pk` and `sk` begin so, in plain values. */
export function itemsAt(view: View, context: string, pk: string, sk = ''): Plain[] {
  const table = nameOf(view, context);
  if (table === undefined) return [];
  const found: Plain[] = [];
  for (const item of view.itemsOf(table)) {
    if (String(item.pk?.S).startsWith(pk) && String(item.sk?.S).startsWith(sk)) found.push(plain(item));
  }
  return found;
}
