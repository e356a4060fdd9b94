import { defineEvent } from '../contract.ts';
import { endedGroup, exampleGroup } from './parts.ts';

/** As many as were wanted have paid: the orders of the group may leave the house. */
export const GroupCompleted = defineEvent({
  context: 'group-buys',
  name: 'GroupCompleted',
  version: 1,
  data: endedGroup,
  example: exampleGroup,
});
