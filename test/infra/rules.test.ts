import type { CfnResource } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { HouseRules, houseRules } from '../../infra/rules/pack.ts';
import { foreign, ruleFixtures, statement } from './rule-fixtures.ts';

const inStack = (make: (stack: Stack) => CfnResource) => make(new Stack(new App(), 'dev-orders'));

const ruleNamed = (name: string) => {
  const rule = houseRules.find((candidate) => candidate.name === name);
  if (!rule) throw new Error(`no rule is called ${name}`);
  return rule;
};

describe('our own rules', () => {
  it.each(ruleFixtures)('given what keeps it, then $rule has no finding', ({ rule, passes }) => {
    expect(ruleNamed(rule).check(inStack(passes))).toEqual([]);
  });

  it.each(ruleFixtures)('given what breaks it, then $rule names it', ({ rule, fails, findings }) => {
    expect(ruleNamed(rule).check(inStack(fails))).toEqual(findings);
  });

  it('given the list of rules, then each has its two fixtures', () => {
    expect(houseRules.map(({ name }) => name).sort()).toEqual(ruleFixtures.map(({ rule }) => rule).sort());
  });

  it('given a broken rule, then the pack reports it under a name that can be acknowledged finding by finding', () => {
    const resource = inStack((stack) => statement(stack, foreign));
    const { success, violations } = new HouseRules().validateScope(resource.stack);
    expect(success).toBe(false);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['Oneshelf-ForeignTable[catalog]']);
  });

  it("given a hold on one context, then it does not open another's table", () => {
    const resource = inStack((stack) => statement(stack, { ...foreign, Sid: 'HoldInventory' }));
    expect(ruleNamed('ForeignTable').check(resource)).toEqual(['catalog']);
  });
});
