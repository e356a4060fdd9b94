import { cpus, loadavg, totalmem } from 'node:os';
import process from 'node:process';

/** Where and when something was measured. */
export interface Measured {
  /** ISO 8601, UTC. */
  at: string;
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  command: string;
  /** The machine's load average over one minute before the measure began: what else was running on it. */
  loadBefore: number;
}

/** Takes the stamp of a measure that is about to begin. */
export function stampOf(command: string): Measured {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    command,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
