import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Stage } from '../stages.ts';
import type { OneshelfFunction } from './lambda.ts';

/**
 * Wakes a function by `rate(...)` or `cron(...)`, clock times being those of the shop's time zone. It only wakes: that
 * a run is missed or comes twice must not matter to the function. What cannot be delivered goes to `deadLetters`.
 */
export const wake = (fn: OneshelfFunction, stage: Stage, expression: string, deadLetters: Queue): void => {
  const role = new Role(fn, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(fn).account } },
    }),
    inlinePolicies: {
      wake: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.lambda.functionArn] }),
          new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
        ],
      }),
    },
  });
  new CfnSchedule(fn, 'Schedule', {
    name: fn.functionName,
    scheduleExpression: expression,
    scheduleExpressionTimezone: stage.timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: fn.lambda.functionArn,
      roleArn: role.roleArn,
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
      deadLetterConfig: { arn: deadLetters.queueArn },
    },
  });
};
