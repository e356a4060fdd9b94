import type { FunctionSpec } from './function-spec.ts';

/** The environment of one function: the template's variables and what Lambda adds, nothing of the platform's own. */
export function functionEnvironment(spec: FunctionSpec, endpointUrl: string, region: string): Record<string, string> {
  return {
    ...spec.environment,
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    NODE_ENV: 'production',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: spec.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: spec.directory,
    _HANDLER: `${spec.file}.${spec.exportName}`,
  };
}
