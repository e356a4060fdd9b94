import { randomUUID } from 'node:crypto';

/** A fresh X-Ray trace header, never sampled: nothing here collects traces. */
export function traceId(): string {
  const hex = randomUUID().replaceAll('-', '');
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${hex.slice(0, 24)};Parent=${hex.slice(16)};Sampled=0`;
}
