import type { Exchange, Invariant, View } from '../contract.ts';
import { codeOf } from './requests.ts';

/** Who edits what another has just edited is told so, and looks again; what is added up or moved is tried again by itself. */
const EDITS = /^\/v1\/(me|admin\/(products|campaigns|promotions|customers)\/)/;
const SUMS = /\/(charges|settings)/;

/** Somebody else was faster, and the message comes again; or the provider has given the money back already. */
const EXPECTED = /changed meanwhile|refund failed/;

/** What is between our own functions, and is tried again until it is done. */
const OURS = new Set(['request.busy', 'promotions.segment-moved']);

/** Of a number that nobody of us altered an error is logged, as it should be. */
const isAlarm = (line: string, { altered }: View): boolean =>
  line.startsWith('error the stock is not what the ledger says') &&
  altered.some(({ sku, counter }) => line.includes(`"sku":"${sku}"`) && line.includes(`"counter":"${counter}"`));

const isEdit = ({ method, path }: Exchange): boolean => method !== 'GET' && EDITS.test(path) && !SUMS.test(path);

/** What nobody is told on a day on which nothing fails. */
function isRude(exchange: Exchange): boolean {
  const code = codeOf(exchange);
  if (code.endsWith('.changed-meanwhile') || code === 'request.conflict') return !isEdit(exchange);
  return OURS.has(code) || code.endsWith('.illegal-step');
}

/** Where nothing fails, nothing is a fault of ours: no error is answered or logged, nobody is told to come again. */
export function calmDays(): Invariant {
  return {
    id: 'calm',
    name: 'where nothing fails, nothing is answered with a fault',
    onReply(exchange: Exchange, view: View) {
      if (!view.isCalm) return undefined;
      const { client, method, path, status = 0 } = exchange;
      const isWrong = status >= 500 || isRude(exchange);
      return isWrong ? `${client} was answered ${status} ${codeOf(exchange)} to ${method} ${path}` : undefined;
    },
    atQuiet(view: View) {
      if (!view.isCalm) return [];
      const failed = view.invocations.filter(({ outcome }) => outcome !== undefined && outcome !== 'returned');
      const errors = view.logs.filter(
        (line) => line.startsWith('error ') && !EXPECTED.test(line) && !isAlarm(line, view),
      );
      // Two who count at once are no reason to try what they were given one by one: that costs a commit for each.
      const apart = view.logs.filter((line) => line.startsWith('warn batch failed'));
      const again = view.deliveries.filter(({ receiveCount }) => receiveCount > 1);
      return [
        ...again.map(({ consumer, messageId }) => `${messageId} came to ${consumer} a second time`),
        ...failed.map((run) => `${run.function} ${run.outcome}`),
        ...apart.map((line) => `somebody took a batch apart: ${line}`),
        ...errors.map((line) => `somebody logged ${line}`),
      ];
    },
  };
}
