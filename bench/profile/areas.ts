/** A place in the running code. */
export interface Place {
  functionName: string;
  /** As the profiler names the script: a `file:` URL, `node:…`, or nothing for what is native. */
  url: string;
  lineNumber: number;
  columnNumber: number;
}

/** One thread's samples: which place was running, and for how many microseconds. */
export interface Samples {
  nodes: readonly { id: number; callFrame: Place }[];
  samples?: readonly number[];
  timeDeltas?: readonly number[];
}

/** Finds the source of a place in bundled code, from the root of the repository; undefined where there is no map. */
export type SourceOf = (place: Place) => string | undefined;

// `(program)` is a thread between two pieces of JavaScript, and in a worker also one that waits for its next call.
const notWork = new Set(['(idle)', '(root)', '(program)']);

const packageIn = (path: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

// node:internal/deps/undici/undici and node:internal/http belong to the module that a reader knows.
const builtinOf = (url: string): string => {
  const [first = '', second = '', third] = url.replace('node:', '').split('/');
  if (first !== 'internal') return `node:${first.replace(/^_/, '').replace(/_.*/, '')}`;
  return second === 'deps' ? `node:${third}` : `node:${second}`;
};

const fileArea = (path: string): string => {
  const owner = packageIn(path);
  if (owner !== undefined) return owner;
  const inRepository = /(?:^|\/)((?:local|shared|functions|events|bench)\/.*)$/.exec(path)?.[1] ?? path;
  // A file of the platform says enough by itself; of a context it is the context.
  return inRepository.startsWith('functions/') ? inRepository.split('/').slice(0, 2).join('/') : inRepository;
};

/** The name under which a place's time is added up: a file of ours, a context, a package, or a module of Node. */
export function areaOf(place: Place, sourceOf: SourceOf): string {
  const { url, functionName } = place;
  if (url === '') return functionName.startsWith('(') ? functionName : `native ${functionName || 'code'}`;
  if (url.startsWith('node:')) return builtinOf(url);
  return fileArea(sourceOf(place) ?? url);
}

// A sample a millisecond is what the profiler aims at. On a busy machine it comes late, and the lateness is nobody's work.
const longestMs = 2;

/** Adds up the self time of a thread by area, in milliseconds, into `into`. */
export function addSamples(
  { nodes, samples = [], timeDeltas = [] }: Samples,
  sourceOf: SourceOf,
  into: Map<string, number>,
): void {
  const areas = new Map(
    nodes.map(({ id, callFrame }) => [
      id,
      notWork.has(callFrame.functionName) ? undefined : areaOf(callFrame, sourceOf),
    ]),
  );
  for (const [index, node] of samples.entries()) {
    const area = areas.get(node);
    const ms = Math.min((timeDeltas[index] ?? 0) / 1000, longestMs);
    if (area !== undefined) into.set(area, (into.get(area) ?? 0) + ms);
  }
}
