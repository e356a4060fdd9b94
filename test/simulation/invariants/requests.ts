/** What clients asked, and when they first asked it. */
import type { Exchange, View } from '../contract.ts';

/** The words of a body, whatever form it was kept in. */
export function bodyOf({ body }: Exchange): Readonly<Record<string, unknown>> {
  const read = typeof body === 'string' ? parsed(body) : body;
  return (typeof read === 'object' && read !== null ? read : {}) as Readonly<Record<string, unknown>>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The name of a command: who asked what under which key. Undefined where no key was sent, and for a look: it changes nothing. */
export function commandOf({ caller, method, path, key }: Exchange): string | undefined {
  return key === undefined || method === 'GET' ? undefined : `${caller?.id} ${method} ${path} ${key}`;
}

/** The code of a refusal. */
export function codeOf({ reply }: Exchange): string {
  return String((reply as { code?: unknown } | undefined)?.code ?? '');
}

/** Remembers when each command was first sent: a reply may be of any try. */
export class FirstSent {
  private readonly times = new Map<string, number>();
  private read = 0;

  /** When the command of this exchange was first sent. */
  of(exchange: Exchange, view: View): number {
    for (; this.read < view.exchanges.length; this.read += 1) this.note(view.exchanges[this.read]);
    return Math.min(exchange.sentAt, this.times.get(commandOf(exchange) ?? '') ?? exchange.sentAt);
  }

  private note(exchange: Exchange | undefined): void {
    const command = exchange && commandOf(exchange);
    if (command !== undefined && !this.times.has(command)) this.times.set(command, exchange?.sentAt ?? 0);
  }
}
