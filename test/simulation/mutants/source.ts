import { parseSync } from '@swc/core';

/** A node of the syntax tree, as far as planting needs it. */
export interface Node {
  type: string;
  /** Missing where the parser gives none: then the node is as long as what is in it. */
  span?: { start: number; end: number };
  [field: string]: unknown;
}

/** A source file as a tree, with the text behind its nodes. */
export interface Source {
  file: string;
  root: Node;
  textOf(node: Node): string;
  lineOf(node: Node): number;
  /** The text with one node replaced. */
  with(node: Node, replacement: string): string;
  /** The text with something before and after each of several nodes, which may lie within each other. */
  wrapped(wraps: readonly { node: Node; before: string; after: string }[]): string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The nodes right below a node, also those that lie in plain objects, such as call arguments. */
function* below(value: unknown): Generator<Node> {
  for (const part of Array.isArray(value) ? value : Object.values(value as object)) {
    if (isNode(part)) yield part;
    else if (typeof part === 'object' && part !== null) yield* below(part);
  }
}

function spanOf(node: Node): { start: number; end: number } {
  if (node.span) return node.span;
  const spans = [...below(node)].map(spanOf);
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Calls `visit` for every node with the nodes above it, the nearest last. */
export function walk(
  node: Node,
  visit: (node: Node, above: readonly Node[]) => void,
  above: readonly Node[] = [],
): void {
  visit(node, above);
  const deeper = [...above, node];
  for (const child of below(node)) walk(child, visit, deeper);
}

/** A first statement of known length: the parser counts on from file to file, and this tells from where. */
const MARK = '0;';

/** Parses one file. */
export function sourceOf(file: string, text: string): Source {
  const bytes = Buffer.from(text);
  const root = parseSync(MARK + text, { syntax: 'typescript', target: 'es2024' }) as unknown as Node;
  const [mark] = root.body as Node[];
  const base = (mark?.span?.start ?? 0) + MARK.length;
  const place = (node: Node): [number, number] => {
    const { start, end } = spanOf(node);
    return [start - base, end - base];
  };
  const slice = (from: number, to?: number): string => bytes.subarray(from, to).toString();
  return {
    file,
    root,
    textOf: (node) => slice(...place(node)),
    lineOf: (node) => slice(0, place(node)[0]).split('\n').length,
    with(node, replacement) {
      const [start, end] = place(node);
      return slice(0, start) + replacement + slice(end);
    },
    wrapped(wraps) {
      const inserts = wraps.flatMap(({ node, before, after }) => {
        const [start, end] = place(node);
        // Of two that begin together the longer one begins first; of two that end together it ends last.
        return [
          { at: start, rank: 1, size: -(end - start), text: before },
          { at: end, rank: 0, size: end - start, text: after },
        ];
      });
      inserts.sort((a, b) => a.at - b.at || a.rank - b.rank || a.size - b.size);
      const pieces = inserts.map(({ at, text }, index) => slice(inserts[index - 1]?.at ?? 0, at) + text);
      return pieces.join('') + slice(inserts.at(-1)?.at ?? 0);
    },
  };
}
