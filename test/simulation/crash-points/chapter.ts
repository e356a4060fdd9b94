/** Scripts of one life each: small, without chance, each asking until it has its final answer. */
import type { Person } from '../clients/person.ts';
import type { Scenario, Stage } from '../scenarios/stage.ts';
import type { Fate } from '../world/wire.ts';

/** What a reply's body is read by. */
export type Body = Record<string, never> & {
  orderId: string;
  status: string;
  total: number;
  payment: { paymentId: string };
  promotionId: string;
  groupBuy: { groupId: string };
  jobId: string;
  code: string;
  transferId: string;
  returnId: string;
  admissionId: string;
  pickupCode: string;
};

/** Asks one thing until the answer is final: `ask('GET /v1/me')`. */
export type Ask = (what: string, body?: unknown, query?: Record<string, string>) => Promise<Body>;

/** Who plays in a chapter. */
export interface Cast {
  stage: Stage;
  buyer: Ask;
  staff: Ask;
  boss: Ask;
  /** Lets virtual seconds pass. */
  pause(seconds: number): Promise<void>;
  /** An order of one SKU, or of more. */
  order(lines: Readonly<Record<string, number>>, token: string, more?: Record<string, unknown>): Promise<Body>;
  /** The delivery partner brings a parcel. */
  deliver(trackingNumber: string): void;
}

/** A chapter: what is there before, and what is played while somebody may die. */
export interface Chapter {
  name: string;
  open(cast: Cast): Promise<void>;
  play(cast: Cast): Promise<void>;
  /** When it begins, where that matters. */
  start?: number;
  /** What happens to a call besides: of this label, the how manieth of its run. */
  weather?(label: string, call: number): Fate | undefined;
  /** How long it takes at most, in virtual seconds, when somebody dies on the way. */
  seconds?: number;
}

const asking =
  (person: Person): Ask =>
  async (what, body, query) => {
    const [method = '', path = ''] = what.split(' ');
    const { body: reply } = await person.insist({ method, path, body, ...(query && { query }) });
    return reply as Body;
  };

/** Who plays; `name` tells one cast from another. */
export function castOf(stage: Stage, name = ''): Cast {
  const buyer = asking(stage.person(`buyer${name}`));
  const clock = stage.person(`clock${name}`);
  return {
    stage,
    buyer,
    staff: asking(stage.person(`clerk${name}`, ['staff'])),
    boss: asking(stage.person(`boss${name}`, ['admin'])),
    pause: (seconds) => clock.pause(seconds * 1_000),
    order(lines, token, more = {}) {
      const wanted = Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity }));
      return buyer('POST /v1/orders', {
        channel: 'web',
        lines: wanted,
        payment: { provider: 'sandbox', token },
        ...more,
      });
    },
    deliver(trackingNumber) {
      ['PICKED_UP', 'DELIVERED'].forEach((status, step) => {
        const at = new Date(stage.simulation.core.now + step * 1_000).toISOString();
        const payload = { trackingNumber, status, at, eventId: `${trackingNumber}-${step}` };
        stage.simulation.pushes.tell('/v1/webhooks/deliveries/sandbox', payload, 500 + step * 1_000);
      });
    },
  };
}

const QUIET_MS = 900_000;

/** A chapter as a scenario; `begin` is told when the opening is over. */
export function scenarioOf(chapter: Chapter, begin: () => void): Scenario {
  const casts = new WeakMap<Stage, Cast>();
  return {
    name: chapter.name,
    strength: 0,
    settings: () => ({ RESERVATION_SECONDS: '60' }),
    ...(chapter.start === undefined ? {} : { start: () => chapter.start ?? 0 }),
    open(stage) {
      const cast = castOf(stage);
      casts.set(stage, cast);
      return chapter.open(cast);
    },
    play(stage) {
      begin();
      const cast = casts.get(stage);
      if (cast) stage.play(chapter.play(cast));
    },
    faultMs: (chapter.seconds ?? 240) * 1_000,
    quietMs: QUIET_MS,
  };
}
