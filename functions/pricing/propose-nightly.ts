/** Every night: lets each rule that is enabled propose prices. Promise: a rule that fails keeps no other from it. */
import { scheduleHandler } from '../../shared/platform/schedule.ts';
import { proposeBy } from './proposing.ts';
import { rulesFrom } from './rule-store.ts';

/** A shop has a handful of rules. */
const MOST_RULES = 100;

export const handler = scheduleHandler(async (run) => {
  const { rules } = await rulesFrom(MOST_RULES, undefined);
  let failure: unknown;
  for (const rule of rules.filter(({ enabled }) => enabled)) {
    await proposeBy(rule, run).catch((error: unknown) => {
      failure = error;
    });
  }
  if (failure) throw failure;
});
