/** The shard of a name, from 0 up to, not including, `shards`: always the same one, and names lie evenly over them. */
export function shardOf(name: string, shards: number): number {
  let sum = 0;
  for (let at = 0; at < name.length; at += 1) sum = (sum * 31 + name.charCodeAt(at)) % 65_521;
  return sum % shards;
}
