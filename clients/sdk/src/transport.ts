import { ApiError } from './api-error.ts';

/** A request as it goes over the wire. */
interface WireRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** How long to wait for the answer. */
  timeoutMs: number;
}

/** An answer as it came; header names in lower case. */
export interface WireReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Sends a request. Rejects when there was no answer. */
export type Transport = (request: WireRequest) => Promise<WireReply>;

/** The part of `fetch` that is used. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<Response>;

/** Sends by `fetch`: browsers, Node, Deno, Workers. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ url, timeoutMs, ...init }) => {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return { status: reply.status, headers: Object.fromEntries(reply.headers.entries()), text: await reply.text() };
  };
}

/** The part of WeChat's `wx.request` that is used. */
export type WxRequest = (options: {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string;
  dataType: string;
  responseType: string;
  timeout: number;
  success(reply: { statusCode: number; data: unknown; header: Record<string, string> }): void;
  fail(reason: { errMsg: string }): void;
}) => unknown;

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

const textOf = (data: unknown): string => (typeof data === 'string' ? data : (JSON.stringify(data) ?? ''));

/**
 * Sends by `wx.request`, the only way out of a mini-program. It knows no PATCH, so such a call fails at once with
 * `sdk.method-not-possible`.
 */
export function wxTransport(request: WxRequest): Transport {
  return ({ url, method, headers, body, timeoutMs }) =>
    new Promise((resolve, reject) => {
      if (method === 'PATCH') {
        reject(new ApiError({ status: 0, code: 'sdk.method-not-possible', detail: 'wx.request cannot send PATCH' }));
        return;
      }
      request({
        url,
        method,
        header: headers,
        ...(body === undefined ? {} : { data: body }),
        // Anything but `json` leaves the text as it came; errors are told apart by it later.
        dataType: 'text',
        responseType: 'text',
        timeout: timeoutMs,
        success: ({ statusCode, data, header }) =>
          resolve({ status: statusCode, headers: lowerCased(header), text: textOf(data) }),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    });
}
