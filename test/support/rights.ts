import type { TestPlatform } from './platform.ts';

/** The rights of a context's own code that nothing has needed since the start: `<function> <action>`. */
export function unusedRightsOf(platform: TestPlatform, context: string): string[] {
  return platform
    .unusedRights()
    .filter(({ functionName, source }) => functionName.startsWith(`local-${context}-`) && source.includes('/code'))
    .map(({ functionName, action }) => `${functionName} ${action}`);
}

/**
 * The rights of all functions that nothing has needed since the start: `<function> <action> <resource>`. Sending to a
 * function's own dead-letter queue is left out: Lambda does it by the function's role when it gives an event up.
 */
export function unusedRights(platform: TestPlatform): string[] {
  return platform
    .unusedRights()
    .filter(({ functionName, resource }) => !resource.endsWith(`:${functionName}-dlq`))
    .map(({ functionName, action, resource }) => `${functionName} ${action} ${resource}`);
}
