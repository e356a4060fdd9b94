import type { QueueMappingSpec } from '../../../local/mapping-spec.ts';
import type { QueueSettings } from '../../../local/queue-store.ts';

/** A message as its queue keeps it. */
export interface Message {
  id: string;
  body: string;
  receives: number;
  visibleAt: number;
}

/** A queue with its poller. */
export interface Queue {
  settings: QueueSettings;
  messages: Message[];
  /** What it feeds, where something does. */
  mapping?: QueueMappingSpec;
  running: number;
  /** The look that is planned; one in its place makes it void. */
  plan?: Plan;
}

/** A look at a queue: when the first message is due that it is for, and whether it does not wait for more. */
export interface Plan {
  due: number;
  isSoon: boolean;
}
