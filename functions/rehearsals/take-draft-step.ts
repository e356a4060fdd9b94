import { DomainError } from '../../shared/kernel/errors.ts';
import type { Run } from '../../shared/platform/run.ts';
import { commit } from '../../shared/platform/transaction.ts';
import { availableOf } from '../inventory/holds.ts';
import { versionsOf } from '../promotions/holds.ts';
import type { Supply } from './domain/findings.ts';
import { mergeParts } from './domain/merge.ts';
import { redOf } from './domain/policy.ts';
import { advance, finish, type Rehearsal } from './domain/rehearsal.ts';
import { reportOf } from './domain/report.ts';
import type { Part } from './domain/tally.ts';
import { idOfKey, nextOrders, ORDERS_A_STEP } from './index-store.ts';
import { findPolicy } from './policy-store.ts';
import { replayDraft } from './replay-draft.ts';
import { giftSkus, type Stage, stageOf } from './rules.ts';
import { partsOf, putPart, putRehearsal, putReport, putStanding } from './store.ts';
import { tellAdvanced } from './tell-advanced.ts';
import { playWorstCases } from './worst-case.ts';

async function draftStage({ subject }: Rehearsal): Promise<Stage> {
  const [draft] = subject.kind === 'draft' ? await versionsOf([subject]) : [];
  if (!draft) throw new DomainError('not-found', 'promotions.unknown', 'There is no such version.');
  return stageOf(draft);
}

async function stepThroughOrders(rehearsal: Rehearsal, run: Run): Promise<void> {
  const { cursor: after, from, to: before } = rehearsal;
  const walk = { after: after ?? from, before, limit: ORDERS_A_STEP };
  const [stage, { marginFloor }, next] = await Promise.all([draftStage(rehearsal), findPolicy(), nextOrders(walk)]);
  const { keys, cursor, isLast } = next;
  const { part, used } = await replayDraft(stage, keys.map(idOfKey), rehearsal.used, marginFloor);
  const advanced = advance(rehearsal, { cursor, isLast, orders: keys.length, used, live: stage.live });
  await commit([
    putRehearsal(advanced),
    putPart(rehearsal.rehearsalId, rehearsal.step, part),
    tellAdvanced(advanced, run),
  ]);
}

/** What the draft's goods would need in as much time as was replayed, and what can be sold of them now. */
async function supplyOf({ units }: Part): Promise<Supply[]> {
  const available = await availableOf(Object.keys(units));
  const rows = Object.entries(units).map(([sku, needed]) => ({ sku, needed, available: available.get(sku) ?? 0 }));
  return rows.sort((a, b) => b.needed - b.available - (a.needed - a.available) || (a.sku < b.sku ? -1 : 1));
}

function limitsOf({ limits, kind, effect }: Stage['draft']) {
  return {
    ...(limits?.budget === undefined ? {} : { budget: limits.budget }),
    ...(limits?.totalUses === undefined ? {} : { totalUses: limits.totalUses }),
    ...(kind === 'flash-sale' ? { quota: effect.quota } : {}),
  };
}

async function endWithReport(rehearsal: Rehearsal, run: Run): Promise<void> {
  const { rehearsalId, subject, worstCase } = rehearsal;
  const [stage, { marginFloor: floorPercent }] = await Promise.all([draftStage(rehearsal), findPolicy()]);
  const parts = await partsOf<Part>(rehearsalId);
  if (worstCase) parts.push(await playWorstCases(stage, floorPercent));
  const supply = await supplyOf(mergeParts(parts));
  const gifts = new Set(giftSkus([stage.draft]));
  const liveChanged = rehearsal.live !== undefined && rehearsal.live !== stage.live;
  const circumstances = { limits: limitsOf(stage.draft), floorPercent, supply, gifts, liveChanged, worstCase };
  const report = reportOf(parts, circumstances);
  const { verdict, findings } = report;
  const standing = { rehearsalId, verdict, red: redOf(findings), finishedAt: run.now };
  await commit([
    putRehearsal(finish(rehearsal, run.now)),
    putReport(rehearsalId, report),
    ...(subject.kind === 'draft' ? [putStanding({ ...subject, ...standing })] : []),
  ]);
}

/** Takes the step that a rehearsal of a draft is at. Refused with `rehearsals.changed-meanwhile` when somebody else took it. */
export function takeDraftStep(rehearsal: Rehearsal, run: Run): Promise<void> {
  return rehearsal.phase === 'orders' ? stepThroughOrders(rehearsal, run) : endWithReport(rehearsal, run);
}
