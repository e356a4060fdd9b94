import type { AppProps } from 'aws-cdk-lib';
import type { BundledFunction } from './bundle.ts';
import type { ContextStack } from './constructs/context-stack.ts';
import { OneshelfApp } from './oneshelf-app.ts';
import { CampaignsStack } from './stacks/campaigns.ts';
import { CatalogStack } from './stacks/catalog.ts';
import { ComplianceStack } from './stacks/compliance.ts';
import { CustomersStack } from './stacks/customers.ts';
import { DeliveriesStack } from './stacks/deliveries.ts';
import { EdgeStack } from './stacks/edge.ts';
import { EffectsStack } from './stacks/effects.ts';
import { FeedbackStack } from './stacks/feedback.ts';
import { FoundationStack } from './stacks/foundation.ts';
import { GroupBuysStack } from './stacks/group-buys.ts';
import { IdentityStack } from './stacks/identity.ts';
import { InsightsStack } from './stacks/insights.ts';
import { InventoryStack } from './stacks/inventory.ts';
import { JournalStack } from './stacks/journal.ts';
import { LotteriesStack } from './stacks/lotteries.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { OrdersStack } from './stacks/orders.ts';
import { PaymentsStack } from './stacks/payments.ts';
import { PricingStack } from './stacks/pricing.ts';
import { PromotionsStack } from './stacks/promotions.ts';
import { RecommendationsStack } from './stacks/recommendations.ts';
import { ReferralsStack } from './stacks/referrals.ts';
import { RehearsalsStack } from './stacks/rehearsals.ts';
import type { Stage } from './stages.ts';

const contextStacks: readonly (new (app: OneshelfApp, stage: Stage) => ContextStack)[] = [
  CatalogStack,
  InventoryStack,
  OrdersStack,
  PaymentsStack,
  DeliveriesStack,
  PromotionsStack,
  PricingStack,
  CampaignsStack,
  CustomersStack,
  RecommendationsStack,
  FeedbackStack,
  InsightsStack,
  JournalStack,
  RehearsalsStack,
  ComplianceStack,
  LotteriesStack,
  EffectsStack,
  GroupBuysStack,
  ReferralsStack,
  IdentityStack,
];

/** Puts the stacks of the given stages into one app. Order of deployment: foundation, contexts, edge, observability. */
export const assemble = (
  stages: readonly Stage[],
  code: ReadonlyMap<string, BundledFunction>,
  props?: AppProps,
): OneshelfApp => {
  const app = new OneshelfApp(code, props);
  for (const stage of stages) addStage(app, stage);
  return app;
};

const addStage = (app: OneshelfApp, stage: Stage): void => {
  const foundation = new FoundationStack(app, stage);
  const contexts = contextStacks.map((ContextStackOf) => new ContextStackOf(app, stage));
  const bindings = contexts.flatMap((context) => context.bindings);
  const edge = new EdgeStack(app, stage, bindings);
  const observability = new ObservabilityStack(app, stage);
  // Only the order of a full deployment: nothing is exported, so each stack still deploys alone.
  for (const context of contexts) {
    context.addStackDependency(foundation);
    edge.addStackDependency(context);
  }
  observability.addStackDependency(edge);
};
