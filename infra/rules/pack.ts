import type { CfnResource } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NagMessageLevel, NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { deadLetterAlarm, functionAlarms, streamAlarm } from './alarms.ts';
import { ruleTarget, scheduleTarget, streamMapping } from './delivery.ts';
import { queueDeadLetters, queueMapping, queueVisibility } from './queues.ts';
import { functionName, logRetention, tableProtection } from './resources.ts';
import { foreignTable, wildcardAction, wildcardResource } from './rights.ts';
import type { Rule } from './rule.ts';

/** All rules of the house. */
export const houseRules: readonly Rule[] = [
  queueDeadLetters,
  deadLetterAlarm,
  queueVisibility,
  queueMapping,
  streamMapping,
  streamAlarm,
  ruleTarget,
  scheduleTarget,
  logRetention,
  functionName,
  functionAlarms,
  tableProtection,
  wildcardAction,
  wildcardResource,
  foreignTable,
];

/** Our rules as a cdk-nag pack. They hold on every stage that is deployed; the local stage keeps nothing worth protecting. */
export class HouseRules extends NagPack {
  readonly name = 'Oneshelf';
  protected override packName = 'Oneshelf';

  protected override checkResource(node: CfnResource): void {
    for (const rule of houseRules) this.applyHouseRule(rule, node);
  }

  private applyHouseRule({ name, info, explanation, check }: Rule, node: CfnResource): void {
    this.applyRule({
      ruleSuffixOverride: name,
      info,
      explanation,
      level: NagMessageLevel.ERROR,
      node,
      // A resource the rule is not about has no findings either.
      rule: (resource) => [...(check(resource) ?? [])],
    });
  }
}

/** The rule packs that a deployed stage must pass without an open finding. */
export const rulePacks = (app: IConstruct): readonly NagPack[] => [
  new AwsSolutionsChecks(app),
  new ServerlessChecks(app),
  new HouseRules(app),
];
