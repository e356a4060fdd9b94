import { readdirSync, readFileSync } from 'node:fs';

/** One process as /proc tells it; `cpuMs` is user and system time, all threads. */
export interface ProcessTime {
  pid: number;
  parent: number;
  name: string;
  cpuMs: number;
}

// USER_HZ, which every Linux that Node runs on sets to 100.
const msPerTick = 10;

const read = (pid: number): ProcessTime | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold spaces, so the numbers are counted from the last bracket.
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const [parent = 0, user = 0, system = 0] = [1, 11, 12].map((index) => Number(fields[index]));
    return { pid, parent, name: text.slice(text.indexOf('(') + 1, end), cpuMs: (user + system) * msPerTick };
  } catch {
    return undefined; // It ended while the list was read.
  }
};

/** A process and all that it started, with the CPU time each has used so far. Linux only. */
export function processTree(root: number): ProcessTime[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = pids.map((pid) => read(Number(pid))).filter((found) => found !== undefined);
  const tree = all.filter(({ pid }) => pid === root);
  for (const member of tree) tree.push(...all.filter(({ parent }) => parent === member.pid));
  return tree;
}

/** Milliseconds of CPU by process name between two looks at a tree. */
export function cpuBetween(before: ProcessTime[], after: ProcessTime[]): Record<string, number> {
  const spent: Record<string, number> = {};
  for (const { pid, name, cpuMs } of after) {
    const earlier = before.find((each) => each.pid === pid)?.cpuMs ?? 0;
    spent[name] = (spent[name] ?? 0) + cpuMs - earlier;
  }
  return spent;
}
