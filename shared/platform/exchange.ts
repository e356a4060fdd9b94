import http from 'node:http';
import https from 'node:https';

/** One HTTP request to the outside: an AWS service or a partner. */
export interface OutboundRequest {
  url: URL;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  /** How long the other side may be silent, and how long its reply may take to arrive. */
  timeoutMs: number;
  /** A longer reply is cut off with an error: nobody outside decides how much memory we use. */
  maxBytes: number;
}

/** What the other side answered, whatever its status. */
export interface OutboundReply {
  status: number;
  text: string;
}

const agents = {
  http: new http.Agent({ keepAlive: true, maxSockets: 50 }),
  https: new https.Agent({ keepAlive: true, maxSockets: 50 }),
};

type Limits = Pick<OutboundRequest, 'maxBytes' | 'timeoutMs'>;

function collect(
  response: http.IncomingMessage,
  { maxBytes, timeoutMs }: Limits,
  done: (error?: Error, text?: string) => void,
): void {
  const chunks: Buffer[] = [];
  const until = performance.now() + timeoutMs;
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    // A reply that drips is never silent: it has to be there in time as a whole.
    if (performance.now() > until) response.destroy(new Error(`the reply is not whole after ${timeoutMs} ms`));
    else if (bytes > maxBytes) response.destroy(new Error(`the reply is longer than ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  response.on('error', done);
  response.on('end', () => done(undefined, Buffer.concat(chunks).toString('utf8')));
}

/** Sends one request over a kept connection and reads its reply. Rejects with the network's error; never on a status. */
export function exchange({ url, method, headers, body, timeoutMs, maxBytes }: OutboundRequest): Promise<OutboundReply> {
  const secure = url.protocol === 'https:';
  const { hostname, port, host } = url;
  const options = { hostname, port, path: `${url.pathname}${url.search}`, method, headers, timeout: timeoutMs };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(
      { ...options, agent: secure ? agents.https : agents.http },
      (response) =>
        collect(response, { maxBytes, timeoutMs }, (error, text = '') =>
          error ? reject(error) : resolve({ status: response.statusCode ?? 0, text }),
        ),
    );
    request.on('timeout', () => {
      const silence = new Error(`no answer from ${host} in ${timeoutMs} ms`);
      request.destroy(Object.assign(silence, { code: 'ETIMEDOUT' }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
