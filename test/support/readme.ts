import { readFileSync } from 'node:fs';

/** A command of a README and the JSON it says it prints, if it says so. */
export interface Sample {
  command: string;
  prints?: unknown;
}

/** Every `sh` block of a Markdown file with the `json` block that follows it. */
export function samplesOf(file: string): Sample[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```(sh|json)\n([\s\S]*?)^```$/gm)];
  const samples: Sample[] = [];
  for (const [, language, text = ''] of blocks) {
    const last = samples.at(-1);
    if (language === 'sh') samples.push({ command: text.trim() });
    else if (last) last.prints = JSON.parse(text);
  }
  return samples;
}

/** True when everything that was printed in the README is in the answer; `…` stands for anything. */
export function holds(expected: unknown, actual: unknown): boolean {
  if (expected === '…') return actual !== undefined;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) && actual.length === expected.length && expected.every((e, at) => holds(e, actual[at]))
    );
  }
  if (expected === null || typeof expected !== 'object') return expected === actual;
  if (actual === null || typeof actual !== 'object') return false;
  return Object.entries(expected).every(([key, value]) => holds(value, (actual as Record<string, unknown>)[key]));
}
