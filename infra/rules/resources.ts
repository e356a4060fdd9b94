import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Rule } from './rule.ts';
import { resolved, target, unless } from './rule.ts';

const longestName = 64;

interface Recovery {
  readonly pointInTimeRecoveryEnabled?: boolean;
}

/** Every function writes to a log group of the same stack that forgets. */
export const logRetention: Rule = {
  name: 'LogRetention',
  info: 'The function writes to a log group that keeps everything for ever.',
  explanation: 'The group that Lambda makes by itself has no retention, and storage is paid by the month.',
  check: (node) => {
    if (!(node instanceof CfnFunction)) return undefined;
    const logging = resolved(node, node.loggingConfig) as { logGroup?: unknown } | undefined;
    return unless(target(node, CfnLogGroup, logging?.logGroup)?.retentionInDays !== undefined, 'LogGroup');
  },
};

/** The name of a function fits into the 64 characters Lambda allows. */
export const functionName: Rule = {
  name: 'FunctionName',
  info: 'The function has no name of its own or one longer than 64 characters.',
  explanation: 'Stacks meet by names; Lambda refuses a longer one only when it is deployed.',
  check: (node) =>
    node instanceof CfnFunction
      ? unless(node.functionName !== undefined && node.functionName.length <= longestName, 'Length')
      : undefined,
};

/** A table can be restored to any second and deleted by nobody. */
export const tableProtection: Rule = {
  name: 'TableProtection',
  info: 'The table lacks point-in-time recovery or deletion protection.',
  explanation: 'It holds orders and money.',
  check: (node) => {
    if (!(node instanceof CfnTable)) return undefined;
    const recovery = resolved(node, node.pointInTimeRecoverySpecification) as Recovery | undefined;
    return [
      ...unless(recovery?.pointInTimeRecoveryEnabled === true, 'PointInTimeRecovery'),
      ...unless(node.deletionProtectionEnabled === true, 'DeletionProtection'),
    ];
  },
};
