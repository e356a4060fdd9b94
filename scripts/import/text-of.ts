import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** The text of a file as it is read, plain or gzip by its name. */
export function textOf(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file.setEncoding('utf8');
  const text = createGunzip().setEncoding('utf8');
  file.on('error', (error) => text.destroy(error));
  return file.pipe(text);
}
