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
  isPlanned: boolean;
  /** Whether what is planned does not wait for more. */
  isSoon?: boolean;
  /** The look that is planned; one in its place makes it void. */
  plan?: symbol;
}
