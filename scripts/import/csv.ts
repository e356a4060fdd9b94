/** One record cut off the front of a text, and where the next one begins. */
interface Cut {
  fields: string[];
  next: number;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Where a quoted field that opens at `open` closes; -1 when the text does not say yet. */
function closingQuote(text: string, open: number, complete: boolean): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1) {
    if (at + 1 === text.length && !complete) return -1;
    if (text[at + 1] !== '"') return at;
    at = text.indexOf('"', at + 2);
  }
  return complete ? text.length : -1;
}

/** The end of a bare field: the next comma or line feed. */
function bareEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === ',' || text[at] === '\n') return at;
  return text.length;
}

/** One field that begins at `from`, and where it ends; undefined when the text does not say yet. */
function cutField(text: string, from: number, complete: boolean): { value: string; end: number } | undefined {
  const quoted = text[from] === '"';
  const close = quoted ? closingQuote(text, from, complete) : from;
  if (close === -1) return undefined;
  const end = bareEnd(text, quoted ? close + 1 : from);
  if (end === text.length && !complete) return undefined;
  const value = quoted ? text.slice(from + 1, close).replaceAll('""', '"') : withoutReturn(text.slice(from, end));
  return { value, end };
}

function cutQuotedRecord(text: string, from: number, complete: boolean): Cut | undefined {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    const field = cutField(text, at, complete);
    if (!field) return undefined;
    fields.push(field.value);
    if (text[field.end] !== ',') return { fields, next: field.end + 1 };
    at = field.end + 1;
  }
}

function cutRecord(text: string, from: number, complete: boolean): Cut | undefined {
  const feed = text.indexOf('\n', from);
  if (feed === -1 && !complete) return undefined;
  const line = text.slice(from, feed === -1 ? text.length : feed);
  if (line.includes('"')) return cutQuotedRecord(text, from, complete);
  return { fields: withoutReturn(line).split(','), next: from + line.length + 1 };
}

/**
 * The records of a CSV text (RFC 4180: quotes, doubled quotes, commas and line breaks within quotes, LF or CRLF) that
 * arrives in chunks cut anywhere. Empty lines are passed over; a byte order mark is dropped. Holds one record at a time.
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let first = true;
  for await (const chunk of chunks) {
    rest += first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    first = false;
    rest = yield* recordsOf(rest, false);
  }
  yield* recordsOf(rest, true);
}

function* recordsOf(text: string, complete: boolean): Generator<string[], string> {
  let at = 0;
  while (at < text.length) {
    const cut = cutRecord(text, at, complete);
    if (!cut) break;
    at = cut.next;
    if (cut.fields.length > 1 || cut.fields[0] !== '') yield cut.fields;
  }
  return text.slice(at);
}
