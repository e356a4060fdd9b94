import type { ThrottleSpec } from './gateway-spec.ts';

/** True when one more request may pass at `now` (epoch milliseconds). */
export type Throttle = (now: number) => boolean;

/** A token bucket as API Gateway's: `rate` tokens a second, at most `burst` saved up. */
export function tokenBucket(spec: ThrottleSpec | undefined): Throttle {
  if (spec === undefined) return () => true;
  let tokens = spec.burst;
  let last = 0;
  return (now) => {
    if (last > 0) tokens = Math.min(spec.burst, tokens + ((now - last) / 1000) * spec.rate);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
