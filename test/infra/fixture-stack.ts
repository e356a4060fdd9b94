import { relaySource } from '../../infra/bundle.ts';
import { ContextStack } from '../../infra/constructs/context-stack.ts';
import type { RouteData } from '../../infra/constructs/contracts.ts';
import type { OneshelfApp } from '../../infra/oneshelf-app.ts';
import type { Stage, StageName } from '../../infra/stages.ts';
import { stages } from '../../infra/stages.ts';
import { fixtureApp } from './support.ts';

const eventOf = (context: string, name: string) => ({
  type: `${context}.${name}.v1`,
  pattern: { source: [`oneshelf.${context}`], 'detail-type': [`${name}.v1`] },
});

const routeOf = (id: string, access: RouteData['access'], more: Partial<RouteData> = {}): RouteData => ({
  id,
  method: 'POST',
  path: `/v1/${id}`,
  access,
  ...more,
});

const names = ['place-order', 'quote', 'start-session', 'on-paid', 'on-either', 'admit', 'expire', 'project'];

/** A context that uses everything the pattern offers. */
class FixtureStack extends ContextStack {
  constructor(app: OneshelfApp, stage: Stage) {
    super(app, 'orders', stage);
    this.table({ indexes: { gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' } }, ttl: 'expiresAt', outbox: true });
    this.http('place-order', routeOf('placeOrder', ['customer']), {
      own: ['PutItem', 'Query'],
      holds: { inventory: ['UpdateItem'] },
      queues: ['admit'],
      timeout: 20,
    });
    this.http('quote', routeOf('quote', 'optional'), { own: ['Query:gsi1'] });
    this.http('start-session', routeOf('startSession', 'public', { stages: ['local'] }), { secrets: ['session-key'] });
    this.consumer('on-paid', eventOf('payments', 'Captured'), { own: ['UpdateItem'], timeout: 7 });
    this.consumer('on-either', [eventOf('payments', 'Captured'), eventOf('deliveries', 'Delivered')], {
      batchSize: 50,
      batchingWindow: 1,
      maximumConcurrency: 2,
    });
    this.worker('admit', { own: ['PutItem'] });
    this.schedule('expire', 'rate(1 minute)', { own: ['Query:table'] });
    this.stream('project', { eventName: ['MODIFY'] }, { own: ['PutItem'] });
  }
}

/** The fixture on one stage. */
export const fixtureOn = (stage: StageName): FixtureStack =>
  new FixtureStack(fixtureApp(relaySource, ...names.map((name) => `functions/orders/${name}.ts`)), stages[stage]);
