import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ContextName } from '../constructs/names.ts';
import { contextNames, nameOf, stackProps } from '../constructs/names.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

interface Graph {
  readonly title: string;
  /** CloudWatch search; it finds resources that are deployed later without a change here. */
  readonly search: string;
  readonly statistic: 'Sum' | 'Maximum' | 'p95';
}

const acrossContexts = (stage: Stage): readonly Graph[] => [
  { title: 'Requests', search: '{AWS/ApiGateway,ApiId} MetricName="Count"', statistic: 'Sum' },
  { title: 'Server errors', search: '{AWS/ApiGateway,ApiId} MetricName="5xx"', statistic: 'Sum' },
  { title: 'Latency', search: '{AWS/ApiGateway,ApiId} MetricName="Latency"', statistic: 'p95' },
  {
    title: 'Dead letters',
    search: `{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" "${stage.name}" "dlq"`,
    statistic: 'Maximum',
  },
  {
    title: 'Age of the oldest message',
    search: `{AWS/SQS,QueueName} MetricName="ApproximateAgeOfOldestMessage" "${stage.name}"`,
    statistic: 'Maximum',
  },
  {
    title: 'Outbox behind by',
    search: `{AWS/Lambda,FunctionName} MetricName="IteratorAge" "${stage.name}"`,
    statistic: 'Maximum',
  },
];

const ofContext = (stage: Stage, context: ContextName): readonly Graph[] => {
  const functions = (metric: string) => `{AWS/Lambda,FunctionName} MetricName="${metric}" "${nameOf(stage, context)}"`;
  return [
    { title: `${context}: invocations`, search: functions('Invocations'), statistic: 'Sum' },
    { title: `${context}: errors`, search: functions('Errors'), statistic: 'Sum' },
    { title: `${context}: duration`, search: functions('Duration'), statistic: 'p95' },
  ];
};

const widget = ({ title, search, statistic }: Graph): GraphWidget =>
  new GraphWidget({
    title,
    width: 8,
    left: [
      new MathExpression({
        expression: `SEARCH('${search}', '${statistic}', 300)`,
        usingMetrics: {},
        label: '',
        period: Duration.minutes(5),
      }),
    ],
  });

/** One dashboard for the stage: the shop as a whole on top, then a row for each context. Alarms stand beside what they watch. */
export class ObservabilityStack extends Stack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, nameOf(stage, 'observability'), stackProps(stage, 'observability'));
    const rows = [acrossContexts(stage), ...contextNames.map((context) => ofContext(stage, context))];
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(stage, 'oneshelf'),
      widgets: rows.map((graphs) => graphs.map(widget)),
    });
  }
}
