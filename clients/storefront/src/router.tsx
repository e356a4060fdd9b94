import type { ComponentChildren } from 'preact';
import { createStore } from '../../ui/store.ts';
import { useStore } from '../../ui/use-store.ts';

const here = (): string => location.pathname + location.search;

const place = createStore(here());

addEventListener('popstate', () => place.set(here()));

/** Goes to another page of the shop; `replace` leaves no trace in the history. */
export function go(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  place.set(path);
}

/** Where the visitor is: the path's parts, decoded, and the query. */
export function usePlace(): { parts: string[]; query: URLSearchParams; path: string } {
  const url = new URL(useStore(place), location.origin);
  const parts = url.pathname.split('/').filter(Boolean).map(decoded);
  return { parts, query: url.searchParams, path: url.pathname };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a product's page. */
export function productPath(sku: string): string {
  return `/products/${encodeURIComponent(sku)}`;
}

/** The address of an order's page. */
export function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

/** A link inside the shop; a click with a modifier key does what the browser does. */
export function Link(props: { to: string; class?: string; current?: boolean; children: ComponentChildren }) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a href={props.to} class={props.class} aria-current={props.current ? 'page' : undefined} onClick={follow}>
      {props.children}
    </a>
  );
}
