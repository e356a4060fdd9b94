/** Closes a switch over a union: compiles only when every case was handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
