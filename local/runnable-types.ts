import type { Resource } from './assembly.ts';
import { Unsupported } from './unsupported.ts';

// What the platform runs.
const live = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
]);

/** What may stand in the template without being run, and why nothing is lost by that. */
const inert: Record<string, string> = {
  'AWS::CloudFront::CachePolicy': 'the gateway serves the pages itself',
  'AWS::CloudFront::Distribution': 'the gateway serves the pages itself',
  'AWS::CloudFront::Function': 'the gateway serves the pages itself',
  'AWS::CloudFront::OriginAccessControl': 'the gateway serves the pages itself',
  'AWS::CloudFront::OriginRequestPolicy': 'the gateway serves the pages itself',
  'AWS::CloudFront::ResponseHeadersPolicy': 'the gateway serves the pages itself',
  'AWS::CloudWatch::Alarm': 'the console shows errors and dead letters at once',
  'AWS::CloudWatch::Dashboard': 'the console is the dashboard here',
  'AWS::Events::Archive': 'every event is archived here anyway',
  'AWS::Events::EventBusPolicy': 'there is one account here',
  'AWS::KMS::Alias': 'data at rest is on the own disk',
  'AWS::KMS::Key': 'data at rest is on the own disk',
  'AWS::Lambda::Permission': 'says which AWS services may call a function; only the platform can here',
  'AWS::Logs::LogGroup': 'logs are files in the data directory',
  'AWS::Logs::MetricFilter': 'metrics are read from the log files by hand',
  'AWS::Logs::ResourcePolicy': 'logs are files in the data directory',
  'AWS::SNS::Subscription': 'alarms are its only senders',
  'AWS::SNS::Topic': 'alarms are its only senders',
  'AWS::SNS::TopicPolicy': 'alarms are its only senders',
  'AWS::SQS::QueuePolicy': 'says which AWS services may send; only the platform and granted functions can here',
};

/** Refuses to start with a resource type that is neither run nor known to be without effect here. */
export function refuseUnknownTypes(resources: Resource[]): void {
  for (const { type, stack, logicalId } of resources) {
    if (!live.has(type) && !Object.hasOwn(inert, type))
      throw new Unsupported('resource type', type, `${stack}/${logicalId}`);
  }
}
