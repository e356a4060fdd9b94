import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--allow-natives-syntax');
const checkpoint = new Function('%PerformMicrotaskCheckpoint()') as () => void;
checkpoint();
setFlagsFromString('--no-allow-natives-syntax');

/**
 * Runs every promise reaction that is ready, and those that these make ready, before it returns: the functions under
 * test come to rest at their next call, without the event loop in between. Works outside of promise reactions only.
 */
export const drain: () => void = checkpoint;

/** Calls `act` where `drain` works, and answers what it answered. */
export function outsidePromises<T>(act: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(act());
      } catch (error) {
        reject(error);
      }
    });
  });
}
