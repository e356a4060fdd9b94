import type { Invariant, View } from '../contract.ts';

/** What must never stand in a log line or an event. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'a session token': /\beyJ[\w-]{10,}\.[\w-]{10,}/,
  'a bearer token': /\bbearer\s+\S{8,}/i,
  'a signing secret': /\bwhsec_/,
  'a phone number': /(?<![\w.-])(\+86)?1[3-9]\d{9}(?![\w.-])/,
  'an address': /"(street|address|line1|recipient|postcode)"\s*:/i,
};

function faultsIn(text: string, where: string): string[] {
  const found = Object.entries(FORBIDDEN).filter(([, pattern]) => pattern.test(text));
  return found.map(([what]) => `${what} stands in ${where}: ${text.slice(0, 200)}`);
}

/** Logs and events hold ids only: no secret, no token, no phone number, no address. */
export function cleanTraces(): Invariant {
  return {
    id: 'clean-traces',
    name: 'logs and events hold no secrets and no personal data',
    atQuiet: (view: View) => [
      ...view.logs.flatMap((line) => faultsIn(line, 'a log')),
      ...view.published.flatMap(({ detailType, detail }) =>
        faultsIn(JSON.stringify(detail), `the event ${detailType}`),
      ),
    ],
  };
}
