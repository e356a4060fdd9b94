import { authorizerEvent, type GatewayRequest } from './gateway-event.ts';
import type { AuthorizerSpec } from './gateway-spec.ts';
import type { Functions } from './lambda.ts';
import type { GatewayCode } from './problem.ts';

/** The authorizer's word: who the caller is, or the problem to answer with. */
export type Verdict = { ok: true; context: unknown } | { ok: false; code: GatewayCode };

type Answer = { isAuthorized?: boolean; context?: unknown };

// A cache that never forgets would grow with every token of a long run.
const cacheCap = 10_000;

/** Asks Lambda authorizers and keeps their answers for their TTL, by identity source as API Gateway does. */
export class Authorizers {
  readonly #functions: Functions;
  readonly #cache = new Map<string, { until: number; verdict: Verdict }>();

  constructor(functions: Functions) {
    this.#functions = functions;
  }

  /** Without an identity the answer is known without a call. */
  async decide(spec: AuthorizerSpec, request: GatewayRequest): Promise<Verdict> {
    const identity = spec.identityHeaders.map((name) => request.headers[name] ?? '');
    if (identity.some((value) => value === '')) return { ok: false, code: 'identity.token-required' };
    const key = `${spec.id} ${identity.join(' ')}`;
    const kept = this.#cache.get(key);
    if (kept !== undefined && kept.until > request.time) return kept.verdict;
    const verdict = await this.#ask(spec, request, identity);
    if (spec.ttlMs > 0 && (verdict.ok || verdict.code === 'identity.token-refused')) {
      if (this.#cache.size >= cacheCap) this.#cache.clear();
      this.#cache.set(key, { until: request.time + spec.ttlMs, verdict });
    }
    return verdict;
  }

  async #ask(spec: AuthorizerSpec, request: GatewayRequest, identity: string[]): Promise<Verdict> {
    const outcome = await this.#functions.get(spec.functionArn, spec.id).invoke(authorizerEvent(request, identity));
    if (!outcome.ok) return { ok: false, code: 'gateway.function-failed' };
    const answer = JSON.parse(outcome.result ?? 'null') as Answer | null;
    if (answer?.isAuthorized !== true) return { ok: false, code: 'identity.token-refused' };
    return { ok: true, context: answer.context ?? {} };
  }
}
