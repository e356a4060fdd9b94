import type { TestPlatform } from '../platform.ts';

/**
 * Ends the workers of a function, as a crash does, at the moment its `nth` call of an operation (`DynamoDB_20120810.GetItem`)
 * arrives; the call itself is still carried out. Resolves when they are gone.
 */
export function killAtCall(platform: TestPlatform, functionName: string, operation: string, nth = 1): Promise<void> {
  const { calls } = platform.core.endpoint;
  const watched = `${functionName} ${operation}`;
  const target = (calls.get(watched) ?? 0) + nth;
  const set = calls.set.bind(calls);
  return new Promise((resolve) => {
    calls.set = (key, count) => {
      if (key === watched && count >= target) {
        calls.set = set;
        void platform.core.functions.get(functionName, 'test').crash().then(resolve);
      }
      return set(key, count);
    };
  });
}
