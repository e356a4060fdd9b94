import type { Resource } from './assembly.ts';
import { asyncQueueSettings } from './async-invoker.ts';
import type { QueueSettings } from './queue-store.ts';
import { nameInArn } from './targets.ts';
import { Unsupported } from './unsupported.ts';

const queueSettings = ({ properties, physicalId: name }: Resource): QueueSettings => {
  if (properties.FifoQueue === true) throw new Unsupported('FIFO queue', name, name);
  const redrive = properties.RedrivePolicy as { deadLetterTargetArn?: string; maxReceiveCount?: number } | undefined;
  return {
    name,
    visibilityMs: Number(properties.VisibilityTimeout ?? 30) * 1000,
    delayMs: Number(properties.DelaySeconds ?? 0) * 1000,
    ...(redrive?.deadLetterTargetArn !== undefined && {
      redrive: { to: nameInArn(redrive.deadLetterTargetArn), maxReceives: Number(redrive.maxReceiveCount ?? 10) },
    }),
  };
};

/** The queues of the template, and Lambda's own one in front of every function that is called asynchronously. */
export function queueSpecs(resources: Resource[], asynchronous: string[]): QueueSettings[] {
  const own = resources.filter(({ type }) => type === 'AWS::SQS::Queue').map(queueSettings);
  return [...own, ...[...new Set(asynchronous)].map(asyncQueueSettings)];
}
