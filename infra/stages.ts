/** The names of the places where Oneshelf runs. */
export type StageName = 'local' | 'dev' | 'prod' | 'prod-cn';

/** What may differ between two deployments of the same shop; everything else is the same template. */
export interface Stage {
  readonly name: StageName;
  /** ISO 4217 code of the one currency in which the shop sells. */
  readonly currency: string;
  /** IANA name; days in reports and clock times in schedules are those of this zone. */
  readonly timeZone: string;
  /** Seconds for which an unpaid order holds its stock. */
  readonly reservationSeconds: number;
  /** Seconds after which a payment whose outcome nobody has written down is asked about again; longer than any request runs. */
  readonly inDoubtSeconds: number;
  /** Payment providers that the shop takes; the sandbox gives goods away and is never among a production stage's. */
  readonly paymentProviders: readonly string[];
  /** Where the sandbox provider keeps its books; without it the sandbox decides by its token alone and keeps none. */
  readonly sandboxProviderUrl?: string;
  readonly logLevel: 'DEBUG' | 'INFO';
  readonly logRetentionDays: 1 | 14 | 90;
  /** Point-in-time recovery, deletion protection and retention of everything that holds state. */
  readonly protectsState: boolean;
  /** Days for which the bus keeps every event for replay; 0 makes no archive. */
  readonly archiveDays: number;
  /** Requests a second, and the burst above it, that the HTTP API lets through. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly corsOrigins: readonly string[];
  /** Whether X-Ray samples invocations; Lambda in China is not integrated with it. */
  readonly traces: boolean;
  /** Whether a CloudFront distribution stands in front of the pages and the API. */
  readonly distribution: boolean;
}

const shop = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  reservationSeconds: 15 * 60,
  inDoubtSeconds: 60,
} as const;

const deployed = {
  ...shop,
  paymentProviders: [],
  logLevel: 'INFO',
  protectsState: true,
  corsOrigins: [],
  traces: true,
  distribution: true,
} as const;

/** Settings of every stage, by name. */
export const stages: Readonly<Record<StageName, Stage>> = {
  local: {
    ...shop,
    name: 'local',
    paymentProviders: ['sandbox'],
    // A name that nobody has: the local platform puts its own partners' address in its place.
    sandboxProviderUrl: 'http://partners.oneshelf.local/payments',
    logLevel: 'INFO',
    logRetentionDays: 1,
    protectsState: false,
    archiveDays: 0,
    throttle: { rate: 10_000, burst: 10_000 },
    // Vite's own server and nobody else: a page from elsewhere could sign in here as anybody.
    corsOrigins: ['http://localhost:5173', 'http://127.0.0.1:5173'],
    traces: true,
    distribution: false,
  },
  dev: {
    ...deployed,
    name: 'dev',
    paymentProviders: ['sandbox'],
    logRetentionDays: 14,
    archiveDays: 14,
    throttle: { rate: 100, burst: 200 },
    corsOrigins: ['*'],
  },
  prod: {
    ...deployed,
    name: 'prod',
    logRetentionDays: 90,
    archiveDays: 365,
    throttle: { rate: 2_000, burst: 4_000 },
  },
  // CloudFront in China has no functions, no origin access control and no default domain: the shop puts its own distribution
  // or CDN, on a domain with an ICP filing, in front. The API too answers anonymous callers only with such a filing.
  'prod-cn': {
    ...deployed,
    name: 'prod-cn',
    logRetentionDays: 90,
    archiveDays: 365,
    throttle: { rate: 2_000, burst: 4_000 },
    traces: false,
    distribution: false,
  },
};

/** Narrows a string from outside to a stage name. Throws when no such stage exists. */
export const stageNamed = (name: string): Stage => {
  const stage = Object.values(stages).find((candidate) => candidate.name === name);
  if (!stage) throw new Error(`No stage is called ${name}; there are ${Object.keys(stages).join(', ')}`);
  return stage;
};

/** What the environment may override on a developer's machine. */
export interface LocalOverrides {
  readonly ONESHELF_CURRENCY?: string;
  readonly ONESHELF_TIME_ZONE?: string;
  readonly ONESHELF_RESERVATION_SECONDS?: string;
  readonly ONESHELF_IN_DOUBT_SECONDS?: string;
}

/** The stage with a developer's overrides; any stage but local is returned untouched, so a shell variable never reaches a deployment. */
export const withLocalOverrides = (stage: Stage, overrides: LocalOverrides): Stage =>
  stage.name === 'local'
    ? {
        ...stage,
        currency: overrides.ONESHELF_CURRENCY ?? stage.currency,
        timeZone: overrides.ONESHELF_TIME_ZONE ?? stage.timeZone,
        reservationSeconds: Number(overrides.ONESHELF_RESERVATION_SECONDS ?? stage.reservationSeconds),
        inDoubtSeconds: Number(overrides.ONESHELF_IN_DOUBT_SECONDS ?? stage.inDoubtSeconds),
      }
    : stage;
