import type { Resource } from './assembly.ts';
import { AwsError, type AwsService, authorise, awsJson, notRun } from './aws-reply.ts';

/** Parameter Store's GetParameter over the template's parameters. */
export function parametersService(resources: Resource[]): AwsService {
  const parameters = new Map(
    resources.filter(({ type }) => type === 'AWS::SSM::Parameter').map((each) => [each.physicalId, each]),
  );
  return ({ caller, operation, body }) => {
    if (operation !== 'GetParameter') throw notRun('ssm', operation);
    const name = String(body.Name);
    const parameter = parameters.get(name);
    authorise(caller, 'ssm:GetParameter', parameter?.arn ?? name);
    if (parameter === undefined) throw new AwsError('ParameterNotFound', `no parameter ${name}`);
    const { Type, Value } = parameter.properties;
    return awsJson({ Parameter: { ARN: parameter.arn, Name: name, Type, Value, Version: 1 } });
  };
}
