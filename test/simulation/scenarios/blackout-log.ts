import type { Item } from '../contract.ts';
import type { Simulation } from '../world/simulation.ts';

const MINUTE_MS = 60_000;
/** Normal again within five minutes, with at most so many times the requests of before: nobody's retries make a storm. */
const RECOVERY_MINUTES = 5;
const MOST_REQUESTS = 1.3;
/** The first minutes are warming up. */
const WARM_MINUTES = 2;

/** One virtual minute of the shop. */
interface Minute {
  calls: number;
  requests: number;
  failed: number;
  slow: number;
  backlog: number;
  inDoubt: number;
}

const statusOf = (item: Item): string => String((item.status as { S?: string } | undefined)?.S ?? '');

/** What a blackout did, minute by minute, and whether it was over in time. */
export class Log {
  readonly #simulation: Simulation;
  readonly #dark: { from: number; to: number; mostCalls: number };
  readonly #minutes: Minute[] = [];
  #calls = 0;
  #seen = 0;

  constructor(simulation: Simulation, dark: { from: number; to: number; mostCalls: number }) {
    this.#simulation = simulation;
    this.#dark = dark;
    this.#next();
  }

  #next(): void {
    this.#simulation.core.in(MINUTE_MS, () => {
      this.#minutes.push(this.#minute());
      this.#next();
    });
  }

  #minute(): Minute {
    const { core, queues, streams, store } = this.#simulation;
    const calls = (core.stats.calls ?? 0) - this.#calls;
    this.#calls += calls;
    const replied = core.exchanges.filter(({ repliedAt = 0 }) => repliedAt > core.now - MINUTE_MS);
    // What partners repeat until we believe them is their pace, not that of our shop and its clients.
    const requests = core.exchanges.slice(this.#seen).filter(({ client }) => !client.startsWith('partner')).length;
    this.#seen = core.exchanges.length;
    const old = core.now - 2 * MINUTE_MS;
    const isCharging = (item: Item) => {
      const at = Date.parse(String((item.placedAt as { S?: string } | undefined)?.S ?? ''));
      return statusOf(item) === 'CHARGING' && at < old;
    };
    const waiting = queues.states().filter(({ isDeadLetter }) => !isDeadLetter);
    return {
      calls,
      requests,
      failed: replied.filter(({ status = 0 }) => status >= 500).length,
      slow: replied.filter(({ sentAt, repliedAt = 0 }) => repliedAt - sentAt > 3_000).length,
      backlog: waiting.reduce((sum, { messages }) => sum + messages.length, 0) + streams.backlog,
      inDoubt: [...store.itemsOf('local-orders')].filter(isCharging).length,
    };
  }

  /** Looks back: normal again in time, and without a storm. */
  judge(): void {
    const { core } = this.#simulation;
    const first = Math.ceil(this.#dark.to / MINUTE_MS);
    const before = this.#minutes.slice(WARM_MINUTES, Math.floor(this.#dark.from / MINUTE_MS));
    const after = this.#minutes.slice(first, first + RECOVERY_MINUTES);
    const mean = (minutes: Minute[], what: 'calls' | 'requests' = 'calls') =>
      minutes.reduce((sum, minute) => sum + minute[what], 0) / minutes.length;
    const ratio = mean(after) / mean(before);
    const asked = mean(after, 'requests') / mean(before, 'requests');
    core.count('requests after, percent of before', Math.round(asked * 100));
    const usual = Math.max(...before.map(({ backlog }) => backlog)) + 20;
    const isNormal = ({ failed, slow, backlog, inDoubt }: Minute) =>
      failed === 0 && slow === 0 && inDoubt === 0 && backlog <= usual;
    const recovered = this.#minutes.slice(first).findIndex(isNormal);
    core.count('calls a minute before', Math.round(mean(before)));
    core.count(
      'calls a minute in the dark',
      Math.round(mean(this.#minutes.slice(before.length + WARM_MINUTES, first))),
    );
    core.count('calls a minute after', Math.round(mean(after)));
    core.count('minutes until normal', recovered);
    const say = (text: string) => core.violate({ invariant: 'recovery', name: 'soon as before', at: core.now, text });
    if (recovered < 0 || recovered >= RECOVERY_MINUTES)
      say(`not normal ${RECOVERY_MINUTES} minutes after: ${JSON.stringify(after)}`);
    const figures = JSON.stringify(this.#minutes);
    if (asked > MOST_REQUESTS) say(`${asked.toFixed(2)} times the requests of before: ${figures}`);
    if (ratio > this.#dark.mostCalls) say(`${ratio.toFixed(2)} times the calls of before: ${figures}`);
  }
}
