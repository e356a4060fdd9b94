import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { nameOf } from './names.ts';

/**
 * The topic `<stage>-alarms`. It has a key of its own because CloudWatch cannot publish to a topic under AWS's managed key;
 * whoever wants to be told subscribes by hand, since an address is personal data and no business of the template.
 */
export const alarmTopic = (scope: Construct, stage: Stage): Topic => {
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
  const key = new Key(scope, 'AlarmKey', {
    description: `Messages on ${nameOf(stage, 'alarms')}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey');
  const topic = new Topic(scope, 'Alarms', {
    topicName: nameOf(stage, 'alarms'),
    masterKey: key,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [topic.topicArn] }),
  );
  return topic;
};
