import type { TestPlatform } from './platform.ts';

/** The rights of a context's own code that nothing has needed since the start: `<function> <action>`. */
export function unusedRightsOf(platform: TestPlatform, context: string): string[] {
  return platform
    .unusedRights()
    .filter(({ functionName, source }) => functionName.startsWith(`local-${context}-`) && source.includes('/code'))
    .map(({ functionName, action }) => `${functionName} ${action}`);
}
