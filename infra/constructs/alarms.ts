import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { alarmTopicArn } from './names.ts';

/** What is watched and from which value on somebody is told. */
export interface Watch {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly threshold: number;
  readonly statistic?: 'Sum' | 'Maximum';
}

/** An alarm over five minutes that tells the stage's topic both when it starts and when it ends. Missing data is silence, not trouble. */
export const alarm = (scope: Construct, id: string, stage: Stage, watch: Watch): CfnAlarm =>
  new CfnAlarm(scope, id, {
    alarmName: watch.name,
    namespace: watch.namespace,
    metricName: watch.metric,
    dimensions: Object.entries(watch.dimensions).map(([name, value]) => ({ name, value })),
    statistic: watch.statistic ?? 'Sum',
    period: 300,
    evaluationPeriods: 1,
    threshold: watch.threshold,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
    alarmActions: [alarmTopicArn(scope, stage)],
    okActions: [alarmTopicArn(scope, stage)],
  });
