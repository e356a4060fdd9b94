import process from 'node:process';

/** Reads one setting of the function's environment. Throws when it is missing: a function without it is deployed wrong. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}`);
  return value;
}

/** Reads one setting that may be absent. */
export function optionalSetting(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** The shop's settings that every function is deployed with. */
export const shop = {
  /** The stage this function belongs to: local, dev, prod, prod-cn. */
  get stage(): string {
    return setting('STAGE');
  },
  /** ISO 4217 code that all prices of the shop are in. */
  get currency(): string {
    return setting('CURRENCY');
  },
  /** IANA time zone that days, opening hours and campaign windows are read in. */
  get timeZone(): string {
    return setting('TIME_ZONE');
  },
  /** Names of the payment providers that the shop takes. */
  get paymentProviders(): readonly string[] {
    return (optionalSetting('PAYMENT_PROVIDERS') ?? '').split(',').filter(Boolean);
  },
  /** Where the sandbox provider keeps its books; undefined where it decides by its token alone. */
  get sandboxProviderUrl(): string | undefined {
    return optionalSetting('SANDBOX_PROVIDER_URL');
  },
  /** How long stock stays held for an order that is not paid, in seconds. */
  get reservationSeconds(): number {
    return Number(setting('RESERVATION_SECONDS'));
  },
  /** How long a provider may have been asked without an answer written down before it is asked again, in seconds. */
  get inDoubtSeconds(): number {
    return Number(setting('IN_DOUBT_SECONDS'));
  },
};
