/** How one operation of the API is called: what the generated table says of it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{param}` segments. */
  path: string;
  /** Needs an Idempotency-Key, and may therefore be sent again; `optional`: takes one, and may then. */
  idempotent?: true | 'optional';
  /** Its body is text that is sent as it is, because somebody signed these bytes. */
  raw?: true;
}

/** What every call may carry besides its own input. */
export interface CallOptions {
  /** More headers: a webhook's signature, say. */
  headers?: Record<string, string>;
  /** Ties the call to what else is done for the same reason; the platform makes one up when there is none. */
  correlationId?: string;
}

/** The input of any call, as the generated request types narrow it. */
export interface AnyRequest extends CallOptions {
  params?: object;
  query?: object;
  body?: unknown;
  idempotencyKey?: string;
}
