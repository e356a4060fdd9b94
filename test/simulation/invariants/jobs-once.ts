import type { Commit, Invariant, View } from '../contract.ts';
import { type Plain, seenAt } from './stored.ts';
import { itemAt, itemsAt } from './tables.ts';

const SHOP_OFFSET_MS = 8 * 3_600_000;
/** A run may still see an index, or a campaign, as it was so long ago. */
const SETTLED_MS = 10 * 60_000;
const GREETER = /send-birthday-greetings/;

const shopDay = (at: number) => new Date(at + SHOP_OFFSET_MS).toISOString().slice(0, 10);

interface Profile {
  customerId: string;
  birthday?: string;
  consents?: { marketing?: { granted: boolean } };
}

interface Campaign {
  campaignId: string;
  enabled: boolean;
  validFrom: string;
  validTo: string;
}

/** The day a birthday is kept in a year: that of 29 February is the 28th where there is none. */
function keptOn(birthday: string, year: string): string {
  const day = birthday.slice(-5);
  const isLeap = new Date(Date.UTC(Number(year), 1, 29)).getUTCMonth() === 1;
  return `${year}-${day === '02-29' && !isLeap ? '02-28' : day}`;
}

function isInForce({ enabled, validFrom, validTo }: Campaign, at: number): boolean {
  return enabled && Date.parse(validFrom) <= at && at < Date.parse(validTo);
}

/** A run reads the clock when it begins, and is ended by then. */
const LONGEST_RUN_MS = 120_000;

/** Whether a campaign that is as it was when the run began writes now, by the clock of the run. */
const mayWrite = ({ validFrom, validTo }: Campaign, clock: number): boolean =>
  Date.parse(validFrom) <= clock && clock - LONGEST_RUN_MS < Date.parse(validTo);

/** 19: a greeting is sent once to everyone it is for, and to nobody else. */
export function jobsOnce(): Invariant {
  const sent = new Map<string, number>();
  const changedAt = new Map<unknown, number>();

  const keyOf = (campaignId: unknown, customerId: unknown, year: string) => `${campaignId} ${customerId} ${year}`;

  function noteChanges(commit: Commit): void {
    for (const { pk } of seenAt(commit, 'customers', 'CUSTOMER#', 'PROFILE')) changedAt.set(pk, commit.at);
    for (const { pk } of seenAt(commit, 'campaigns', 'CAMPAIGN#')) changedAt.set(pk, commit.at);
  }

  function missing(view: View): string[] {
    const runs = view.invocations.filter((run) => GREETER.test(run.source) && run.outcome === 'returned');
    const profiles = itemsAt(view, 'customers', 'CUSTOMER#', 'PROFILE') as unknown as (Profile & Plain)[];
    const campaigns = itemsAt(view, 'campaigns', 'CAMPAIGN#') as unknown as (Campaign & Plain)[];
    const settled = (pk: unknown, at: number) => (changedAt.get(pk) ?? 0) + SETTLED_MS < at;
    return runs.flatMap(({ at }) => {
      const day = shopDay(at);
      const due = profiles.filter(
        ({ pk, birthday, consents }) =>
          settled(pk, at) && consents?.marketing?.granted && birthday && keptOn(birthday, day.slice(0, 4)) === day,
      );
      const writing = campaigns.filter(
        (one) => settled(one.pk, at) && isInForce(one, at - SETTLED_MS) && isInForce(one, at + SETTLED_MS),
      );
      return writing.flatMap(({ campaignId }) =>
        due
          .filter(({ customerId }) => !sent.has(keyOf(campaignId, customerId, day.slice(0, 4))))
          .map(({ customerId }) => `${customerId} celebrated on ${day} and ${campaignId} did not write`),
      );
    });
  }

  return {
    id: '19',
    name: 'jobs once',
    onCommit(commit: Commit, view: View) {
      noteChanges(commit);
      for (const { after } of seenAt(commit, 'campaigns', 'CUSTOMER#', 'MESSAGE#')) {
        if (!after) continue;
        const { campaignId, customerId, occurrence } = after;
        const key = keyOf(campaignId, customerId, String(occurrence).slice(0, 4));
        const campaign = itemAt(view, 'campaigns', `CAMPAIGN#${campaignId}`, 'CAMPAIGN') as Campaign | undefined;
        if (campaign && !mayWrite(campaign, commit.clock))
          return `${campaignId} wrote to ${customerId} out of its time`;
        if (sent.has(key)) return `${customerId} was greeted twice by ${campaignId}`;
        sent.set(key, commit.at);
        const profile = itemAt(view, 'customers', `CUSTOMER#${customerId}`, 'PROFILE') as Profile | undefined;
        if (!profile?.consents?.marketing?.granted) return `${customerId} was written to without consent`;
      }
      return undefined;
    },
    atQuiet: missing,
  };
}
