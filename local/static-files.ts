import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** The file of `folder` that a URL path names, or undefined when there is none or it would lie outside. */
export function fileIn(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, decoded));
  const isInside = file.startsWith(normalize(folder) + sep) && !decoded.includes('\0');
  return isInside && isFile(file) ? file : undefined;
}

// Vite puts a hash of the content into the names under assets/, so those never change.
const cacheControl = (file: string): string =>
  file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Sends a file. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: string): void {
  response.writeHead(200, {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
    'cache-control': cacheControl(file),
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  // A file that went meanwhile (a page is being built) or a browser that left ends this reply and nothing else.
  else pipeline(createReadStream(file), response, () => undefined);
}
