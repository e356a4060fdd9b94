import type { Delivery, Invariant, View } from '../contract.ts';

/** A message is in one hand at a time: it comes again only when whoever had it is done with it, or dead. */
export function oneHand(): Invariant {
  const early = (all: readonly Delivery[], again: Delivery): boolean =>
    !all.some(
      ({ receiveCount, endedAt = Number.POSITIVE_INFINITY }) =>
        receiveCount === again.receiveCount - 1 && endedAt <= again.at,
    );
  return {
    id: 'one-hand',
    name: 'a message is in one hand at a time',
    atQuiet({ deliveries }: View) {
      const byMessage = Map.groupBy(deliveries, ({ queue, messageId }) => `${queue} ${messageId}`);
      return deliveries
        .filter(({ receiveCount }) => receiveCount > 1)
        .filter((again) => early(byMessage.get(`${again.queue} ${again.messageId}`) ?? [], again))
        .map(({ queue, messageId }) => `${messageId} of ${queue} came again while somebody was working on it`);
    },
  };
}
