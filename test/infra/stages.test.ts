import { rulePacks } from '../../infra/rules/pack.ts';
import { stageNamed, stages, withLocalOverrides } from '../../infra/stages.ts';
import { appOf, resourcesOn } from './real-app.ts';

const deployed = ['dev', 'prod', 'prod-cn'] as const;

describe('a stage', () => {
  it.each(deployed)('given %s, then no rule of any pack has an open finding', (stage) => {
    const app = appOf(stage);
    const findings = rulePacks(app).flatMap((pack) =>
      pack
        .validateScope(app)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
        ),
    );
    expect(findings).toEqual([]);
  });

  it.each(deployed)('given %s, then its tables are protected and kept', (stage) => {
    const tables = resourcesOn(stage).filter(({ type }) => type === 'AWS::DynamoDB::Table');
    const protection = {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    };
    expect(tables.map(({ properties }) => properties.TableName)).toContain(`${stage}-orders`);
    for (const { properties } of tables) expect(properties).toMatchObject(protection);
  });

  it('given the local stage, then the sandbox webhook secret is the public test key, and elsewhere generated', () => {
    const secretOn = (stage: string) =>
      resourcesOn(stage).find(({ properties }) => properties.Name === `${stage}-webhook-sandbox`)?.properties;
    expect(secretOn('local')).toHaveProperty('SecretString');
    for (const stage of deployed) expect(secretOn(stage)).not.toHaveProperty('SecretString');
  });

  it('given overrides in the environment, then only the local stage takes them', () => {
    const overrides = {
      ONESHELF_CURRENCY: 'GBP',
      ONESHELF_TIME_ZONE: 'Europe/London',
      ONESHELF_RESERVATION_SECONDS: '5',
    };
    expect(withLocalOverrides(stages.local, overrides)).toMatchObject({
      currency: 'GBP',
      timeZone: 'Europe/London',
      reservationSeconds: 5,
    });
    expect(withLocalOverrides(stages.prod, overrides)).toEqual(stages.prod);
  });

  it('given a name that no stage has, then it is refused', () => {
    expect(() => stageNamed('staging')).toThrow();
  });
});
