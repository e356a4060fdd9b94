import type { Commit, Exchange, Invariant } from '../contract.ts';
import { bodyOf, codeOf, commandOf } from './requests.ts';
import type { OrderDoc } from './shapes.ts';
import { seenAt } from './stored.ts';

const DAY_SECONDS = 86_400;
/** No environment's clock is off by more. */
const SKEW_SECONDS = 900;

/** Refusals that pass by themselves: the command has no answer yet. */
const PASSING = /^(idempotency\.in-flight|request\.|.*\.changed-meanwhile$)/;

/** What one command was answered with. */
interface Answer {
  body: string;
  status: number;
  text: string;
}

function isAnswer(exchange: Exchange): boolean {
  const { status = 0 } = exchange;
  if (status >= 200 && status < 300) return status !== 202; // 202: in line, the answer is still to come.
  return (status === 404 || status === 409) && !PASSING.test(codeOf(exchange));
}

/** 6: one intent is one order and one answer, for a day at least; another request under its key changes nothing. */
export function oneIntentOneOrder(): Invariant {
  const orderOf = new Map<string, string>();
  const answers = new Map<string, Answer>();

  function born(commit: Commit): OrderDoc[] {
    return seenAt(commit, 'orders', 'ORDER#', 'ORDER')
      .filter(({ before }) => !before)
      .map(({ after }) => after?.order as OrderDoc)
      .filter(({ imported }) => !imported);
  }

  return {
    id: '6',
    name: 'one intent, one order',
    onCommit(commit: Commit) {
      const commands = seenAt(commit, 'orders', 'COMMAND#').filter(({ before }) => !before);
      for (const { pk, after } of commands) {
        const left = Number(after?.expiresAt) - commit.at / 1000;
        if (!(left >= DAY_SECONDS - SKEW_SECONDS)) return `${pk} is forgotten after ${left} seconds`;
      }
      const orders = born(commit);
      // Who stood in line left his command there; it becomes the order's now.
      const placed = seenAt(commit, 'orders', 'COMMAND#').filter(
        ({ before, after }) => !before || (after?.orderId !== undefined && before.orderId === undefined),
      );
      const [command] = placed;
      if (orders.length === 0) return undefined;
      if (!command) return `${orders[0]?.orderId} was made without its command`;
      if (orders.length > placed.length) return `${command.pk} made ${orders.length} orders at once`;
      const earlier = orderOf.get(command.pk);
      if (earlier) return `${command.pk} made ${earlier} before and now ${orders[0]?.orderId}`;
      orderOf.set(command.pk, orders[0]?.orderId ?? '');
      return undefined;
    },
    onReply(exchange: Exchange) {
      const command = commandOf(exchange);
      if (command === undefined || !isAnswer(exchange)) return undefined;
      const body = JSON.stringify(bodyOf(exchange));
      const answer = { body, status: exchange.status ?? 0, text: exchange.replyText ?? '' };
      const earlier = answers.get(command);
      answers.set(command, earlier ?? answer);
      if (!earlier) return undefined;
      if (earlier.body !== body) return `${command} was answered with ${answer.status} for two different requests`;
      if (earlier.status === answer.status && earlier.text === answer.text) return undefined;
      return `${command} was answered ${earlier.status} ${earlier.text}, then ${answer.status} ${answer.text}`;
    },
  };
}
