import type { FunctionSpec } from './function-spec.ts';

/** Where functions of this machine reach what is outside of them. */
export interface Addresses {
  /** AWS. */
  endpoint: string;
  /** The shop's partners: stands in the place of the template's `http://partners.oneshelf.local`. */
  partners: string;
}

const PARTNERS = /^http:\/\/partners\.oneshelf\.local(?=\/|$)/;

const located = (environment: Record<string, string>, partners: string) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replace(PARTNERS, partners)]));

/** The environment of one function: the template's variables and what Lambda adds, nothing of the platform's own. */
export function functionEnvironment(spec: FunctionSpec, at: Addresses, region: string): Record<string, string> {
  return {
    ...located(spec.environment, at.partners),
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    NODE_ENV: 'production',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: spec.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: at.endpoint,
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
