import type { Blueprint } from '../../local/blueprint.ts';
import type { Invariant, InvariantFactory, RunResult, View, Violation } from './contract.ts';
import { type Scenario, Stage } from './scenarios/stage.ts';
import type { Code } from './world/code.ts';
import { outsidePromises } from './world/drain.ts';
import type { Spared } from './world/faults.ts';
import { Random } from './world/random.ts';
import { Simulation } from './world/simulation.ts';
import { viewOf } from './world/view.ts';
import type { FateOf } from './world/wire.ts';

/** What is run. */
export interface SeedRun {
  seed: number;
  scenario: Scenario;
  code: Code;
  blueprint: Blueprint;
  checks: readonly InvariantFactory[];
  /** Faults to leave out. */
  spared?: Spared;
  /** Decides single calls' fates instead of chance. */
  fateOf?: FateOf;
  /** Replaces the scenario's strength of faults. */
  strength?: number;
  keepsTrace?: boolean;
}

/** What came of it, and the world as it was left. */
export interface SeedResult extends RunResult {
  trace: readonly string[];
  faults: Readonly<Record<string, number>>;
  struck: number;
  simulation: Simulation;
}

const REDRIVE_MS = 240_000;
const OPENING_MS = 60_000;
const DEFAULT_START = Date.UTC(2026, 2, 10, 2);

const MINUTE_MS = 60_000;
const WORK_MS = 40_000;

/** What is woken by the minute has been done, and heard of, by so long after its beginning. */
const restAfter = (moment: number): number => moment - (moment % MINUTE_MS) + MINUTE_MS + WORK_MS;

/** Checks invariants as the world goes on; the first violation ends the run. */
function watch(
  simulation: Simulation,
  stage: Stage,
  checks: readonly InvariantFactory[],
): { view: View; all: Invariant[] } {
  const { core, gateway } = simulation;
  const { poison, altered, isCalm } = stage;
  const view = viewOf(simulation, { waiting: () => stage.waiting(), poison, altered, isCalm });
  const all = checks.map((make) => make());
  const onCommit = all.filter((each) => each.onCommit);
  const onReply = all.filter((each) => each.onReply);
  const told = (invariant: Invariant, text: string | undefined) => {
    if (text) core.violate({ invariant: invariant.id, name: invariant.name, at: core.now, text });
  };
  core.onCommit = (commit) => {
    for (const each of onCommit) told(each, each.onCommit?.(commit, view));
  };
  gateway.onReply = (exchange) => {
    for (const each of onReply) told(each, each.onReply?.(exchange, view));
  };
  return { view, all };
}

function play(simulation: Simulation, stage: Stage, { scenario, blueprint }: SeedRun): void {
  const { core } = simulation;
  const start = core.now;
  core.faults.stopped = true;
  core.outside(() => stage.play(scenario.open(stage)));
  core.runUntil(start + OPENING_MS);
  // Nobody plays in a shop that could not be opened.
  if (core.isHalted) return;
  core.faults.stopped = false;
  stage.openMs = scenario.faultMs;
  stage.closesAt = core.now + scenario.faultMs;
  if (scenario.fateOf) simulation.wire.fateOf = scenario.fateOf(stage);
  core.outside(() => scenario.play(stage));
  core.runUntil(stage.closesAt);
  core.faults.stopped = true;
  // Long enough for the last tries of what was woken under faults.
  core.runUntil(stage.closesAt + REDRIVE_MS);
  simulation.schedules.redrive(blueprint.schedules);
  core.runUntil(restAfter(stage.closesAt + scenario.quietMs));
}

function run(given: SeedRun): SeedResult {
  const { seed, scenario, code, blueprint, checks, spared, fateOf, keepsTrace } = given;
  const setup = new Random(seed, 'set-up');
  const simulation = new Simulation({
    seed,
    code,
    blueprint,
    start: scenario.start?.(setup) ?? DEFAULT_START,
    strength: given.strength ?? scenario.strength ?? 1,
    settings: scenario.settings?.(setup) ?? {},
    keepsTrace,
    spared,
    isLimited: scenario.isLimited ?? false,
  });
  const stage = new Stage(simulation, seed, scenario.isCalm ?? false);
  const { core, wire } = simulation;
  if (fateOf) wire.fateOf = fateOf;
  const { view, all } = watch(simulation, stage, checks);
  play(simulation, stage, given);
  if (!core.isHalted)
    for (const each of all)
      for (const text of each.atQuiet?.(view) ?? [])
        core.violate({ invariant: each.id, name: each.name, at: core.now, text });
  core.trace.mix(simulation.store.text());
  return {
    seed,
    scenario: scenario.name,
    violations: core.violations as Violation[],
    traceHash: core.trace.hash,
    stats: core.stats,
    trace: core.trace.lines,
    faults: Object.fromEntries(core.faults.counts),
    struck: core.faults.struck,
    simulation,
  };
}

/** Runs one seed of a scenario to its quiet end, or to the first violation. */
export function runSeed(given: SeedRun): Promise<SeedResult> {
  return outsidePromises(() => run(given));
}
