import { recordCommand } from '../../shared/platform/command-ledger.ts';
import type { Reply } from '../../shared/platform/http.ts';
import type { CommandKey } from '../../shared/platform/http-input.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { begin, type Rehearsal } from './domain/rehearsal.ts';
import { putRehearsal } from './store.ts';
import { tellAdvanced } from './tell-advanced.ts';

type Wish = Parameters<typeof begin>[1];

/** Begins a rehearsal in one commit with the command that asked for it and the event that has its first step taken. */
export async function beginRehearsal(
  who: Pick<Rehearsal, 'subject' | 'startedBy'>,
  wish: Wish,
  command: CommandKey,
  run: Run,
): Promise<Reply> {
  const rehearsal = begin({ ...who, rehearsalId: run.newId('rehearsal') }, wish, run.now);
  const { rehearsalId, state } = rehearsal;
  const reply = { status: 202, body: { rehearsalId, state, href: `/v1/admin/rehearsals/${rehearsalId}` } };
  await commit([
    recordCommand({ context: 'rehearsals', command, run }, { reply }),
    putRehearsal(rehearsal),
    tellAdvanced(rehearsal, run),
  ]);
  return reply;
}
