import type { Commit, Exchange, Invariant, View } from '../contract.ts';
import { type ParcelNews, statesOf } from './parcel-life.ts';
import { bodyOf } from './requests.ts';
import { seenAt } from './stored.ts';
import { itemsAt } from './tables.ts';

const isPush = ({ path }: Exchange) => path.startsWith('/v1/webhooks/deliveries/');
const markOf = (partner: string, eventId: unknown) => `INBOX#${partner}#${eventId}`;

/** What of a push was answered: those that were taken, and those that may have been. */
function pushes(view: View): { taken: Set<string>; possible: Set<string> } {
  const taken = new Set<string>();
  const possible = new Set<string>();
  for (const exchange of view.exchanges.filter(isPush)) {
    const mark = markOf(exchange.path.split('/')[4] ?? '', bodyOf(exchange).eventId);
    if (exchange.status === 200) taken.add(mark);
    if (exchange.status !== 401 && exchange.status !== 400) possible.add(mark);
  }
  return { taken, possible };
}

/** 18: what a partner tells counts once, forged calls change nothing, and a parcel stands where its news say. */
export function webhooksOnce(): Invariant {
  const heard = new Map<string, ParcelNews[]>();
  const marked = new Set<string>();

  function takeNews(commit: Commit): string | undefined {
    const marks = seenAt(commit, 'deliveries', 'INBOX#').filter(({ after }) => after);
    for (const { pk, before } of marks) {
      if (before || marked.has(pk)) return `${pk} was heard twice`;
      marked.add(pk);
    }
    for (const { pk, sk, before, after } of seenAt(commit, 'deliveries', 'PARCEL#', 'EVENT#')) {
      if (before || !after) return `the news ${pk} ${sk} were changed`;
      const news = after as unknown as ParcelNews & { partner: string };
      if (!marks.some((mark) => mark.pk === markOf(news.partner, news.eventId))) return `${pk} ${sk} has no inbox mark`;
      heard.set(pk, [...(heard.get(pk) ?? []), news]);
    }
    return undefined;
  }

  return {
    id: '18',
    name: 'webhooks have one effect',
    onCommit(commit: Commit) {
      const fault = takeNews(commit);
      if (fault) return fault;
      for (const { pk, before, after } of seenAt(commit, 'deliveries', 'PARCEL#', 'PARCEL')) {
        if (!after) return `${pk} was deleted`;
        if (after.version !== Number(before?.version ?? 0) + 1) return `${pk} skipped to version ${after.version}`;
        const stands = statesOf(heard.get(pk) ?? []).at(-1);
        if (after.status !== stands) return `${pk} is ${after.status}, its news say ${stands}`;
      }
      return undefined;
    },
    atQuiet(view: View) {
      const { taken, possible } = pushes(view);
      const marks = new Set(itemsAt(view, 'deliveries', 'INBOX#').map(({ pk }) => String(pk)));
      return [
        ...[...taken].filter((mark) => !marks.has(mark)).map((mark) => `${mark} was answered 200 and is not there`),
        ...[...marks].filter((mark) => !possible.has(mark)).map((mark) => `${mark} was heard from a refused call only`),
      ];
    },
  };
}
