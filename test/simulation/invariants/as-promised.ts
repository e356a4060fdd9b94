import type { Exchange, Invariant, View } from '../contract.ts';
import { bodyOf } from './requests.ts';

interface Answer {
  total?: number;
  href?: string;
  order?: { total?: number };
}

const isPlacing = ({ method, path }: Exchange) => method === 'POST' && path === '/v1/orders';

/** Nobody pays another price than the one he agreed to: what he expected to pay is what his order comes to, also after a line. */
export function asPromised(): Invariant {
  const expected = new Map<string, number>();

  const fault = (client: string, wanted: number | undefined, total: number | undefined) =>
    wanted === undefined || total === undefined || wanted === total
      ? undefined
      : `${client} agreed to ${wanted} and was given an order of ${total}`;

  return {
    id: 'promised',
    name: 'the price that was agreed to',
    onReply(exchange: Exchange, _view: View) {
      const { client, caller, path, status, reply } = exchange;
      const { total, href, order } = (reply ?? {}) as Answer;
      if (!isPlacing(exchange)) return fault(client, expected.get(`${caller?.id} ${path}`), order?.total);
      const wanted = bodyOf(exchange).expectedTotal as number | undefined;
      if (status === 202 && href && wanted !== undefined) expected.set(`${caller?.id} ${href}`, wanted);
      return status === 201 ? fault(client, wanted, total) : undefined;
    },
  };
}
