import { connect, type Socket } from 'node:net';

/** What the engine answered; the body is passed on untouched. */
export interface EngineReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

type Waiting = { resolve: (reply: EngineReply) => void; reject: (error: Error) => void };
type Head = { status: number; headers: Record<string, string>; bodyFrom: number; size: number };

const passedOn = new Set(['content-type', 'x-amzn-requestid', 'x-amz-crc32']);

const headIn = (bytes: Buffer): Head | undefined => {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers: Record<string, string> = {};
  let size = -1;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (name === 'content-length') size = Number(line.slice(colon + 1));
    else if (passedOn.has(name)) headers[name] = line.slice(colon + 1).trim();
  }
  if (size < 0) throw new Error('the DynamoDB engine sends replies without a content-length');
  return { status: Number(statusLine.split(' ')[1]), headers, bodyFrom: end + 4, size };
};

/**
 * One kept connection to the engine, one call at a time. It speaks just the HTTP that engines answer with: half the cost of
 * node:http's client on the platform's busiest path.
 */
export class EngineSocket {
  readonly #socket: Socket;
  #waiting: Waiting | undefined;
  #bytes: Buffer | undefined;
  #head: Head | undefined;

  constructor(host: string, port: number, onClosed: (socket: EngineSocket) => void) {
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.on('data', (chunk) => this.#heard(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => {
      this.#fail(new Error('the DynamoDB engine closed the connection'));
      onClosed(this);
    });
  }

  /** Sends one whole request, given as latin1 text so that head and body leave in one write. */
  send(request: string): Promise<EngineReply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #heard(chunk: Buffer): void {
    const bytes = this.#bytes === undefined ? chunk : Buffer.concat([this.#bytes, chunk]);
    this.#bytes = bytes;
    try {
      this.#head ??= headIn(bytes);
    } catch (error) {
      this.#socket.destroy(error as Error);
      return;
    }
    const head = this.#head;
    if (head === undefined || bytes.length < head.bodyFrom + head.size) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#bytes = undefined;
    this.#head = undefined;
    const body = bytes.subarray(head.bodyFrom, head.bodyFrom + head.size);
    waiting?.resolve({ status: head.status, headers: head.headers, body });
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }
}
