import { defineEvent } from '../contract.ts';
import { endedGroup, exampleGroup } from './parts.ts';

/**
 * The deadline passed and too few had paid: these orders of the group end, and their money goes back. Said again for an order
 * whose money came when its group had failed already.
 */
export const GroupFailed = defineEvent({
  context: 'group-buys',
  name: 'GroupFailed',
  version: 1,
  data: endedGroup,
  example: exampleGroup,
});
