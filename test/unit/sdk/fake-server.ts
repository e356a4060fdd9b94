import type { Fetch, WxRequest } from '../../../clients/sdk/src/transport.ts';

/** One answer of a fake server: a reply, none because the line is cut, or none until the patience of who asked ends. */
export type FakeAnswer =
  | 'lost'
  | 'silent'
  | { status: number; body?: unknown; text?: string; headers?: Record<string, string> };

/** What a fake server was asked. */
export interface Heard {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Gives the answers it was made with, one after the other, by fetch or by wx.request, and remembers what it heard. */
export class FakeServer {
  readonly heard: Heard[] = [];
  readonly #answers: FakeAnswer[];

  constructor(answers: readonly FakeAnswer[]) {
    this.#answers = [...answers];
  }

  #answer(request: Heard): { status: number; text: string; headers: Record<string, string> } | 'lost' | 'silent' {
    this.heard.push(request);
    const answer = this.#answers.shift() ?? 'lost';
    if (typeof answer === 'string') return answer;
    const { status, body = {}, text = JSON.stringify(body), headers = {} } = answer;
    return { status, text, headers };
  }

  readonly fetch: Fetch = async (url, { method, headers, body, signal }) => {
    const answer = this.#answer({ method, url, headers, body });
    if (answer === 'lost') throw new TypeError('fetch failed');
    if (answer === 'silent') return untilAborted(signal);
    return new Response(answer.text, { status: answer.status, headers: answer.headers });
  };

  /** As in WeChat: callbacks later, header names in any case, text parsed only when `dataType` is json. */
  readonly wxRequest: WxRequest = ({ url, method, header, data, dataType, timeout, success, fail }) => {
    const answer = this.#answer({ method, url, headers: header, body: data });
    if (answer === 'silent') return setTimeout(() => fail({ errMsg: 'request:fail timeout' }), timeout);
    return queueMicrotask(() => {
      if (answer === 'lost') return fail({ errMsg: 'request:fail' });
      const { status, text, headers } = answer;
      success({ statusCode: status, data: dataType === 'json' ? JSON.parse(text) : text, header: headers });
    });
  };
}
