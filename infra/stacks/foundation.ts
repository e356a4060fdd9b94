import { Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../constructs/acknowledge.ts';
import { alarmTopic } from '../constructs/alarm-topic.ts';
import { busName, nameOf, stackProps } from '../constructs/names.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

// The public test key of the Standard Webhooks specification: anybody may sign as the sandbox partner on a laptop, nobody elsewhere.
const publicTestKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What every context relies on: the bus with its archive, the secrets, and the topic that alarms speak to. */
export class FoundationStack extends Stack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, nameOf(stage, 'foundation'), stackProps(stage, 'foundation'));
    this.bus(stage);
    this.secrets(stage);
    alarmTopic(this, stage);
  }

  private bus(stage: Stage): void {
    const bus = new EventBus(this, 'Bus', { eventBusName: busName(stage) });
    if (stage.archiveDays === 0) return;
    new Archive(this, 'Archive', {
      archiveName: busName(stage),
      sourceEventBus: bus,
      eventPattern: { source: [{ prefix: 'oneshelf.' }] as never },
      retention: Duration.days(stage.archiveDays),
    });
  }

  private secrets(stage: Stage): void {
    const removalPolicy = stage.protectsState ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const generated = { passwordLength: 64, excludePunctuation: true };
    const sessionKey = new Secret(this, 'SessionKey', {
      secretName: nameOf(stage, 'session-key'),
      generateSecretString: generated,
      removalPolicy,
    });
    const webhookSandbox = new Secret(this, 'WebhookSandbox', {
      secretName: nameOf(stage, 'webhook-sandbox'),
      ...(stage.name === 'local'
        ? { secretStringValue: SecretValue.unsafePlainText(publicTestKey) }
        : { generateSecretString: generated }),
      removalPolicy,
    });
    const byHand = 'Rotated by hand: a token or a partner that holds the old value must be served until it expires.';
    for (const secret of [sessionKey, webhookSandbox]) acknowledge(secret, { 'AwsSolutions-SMG4': byHand });
  }
}
