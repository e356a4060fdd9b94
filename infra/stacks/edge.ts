import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { RouteBinding } from '../constructs/contracts.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { nameOf, stackProps } from '../constructs/names.ts';
import { Pages } from '../constructs/pages.ts';
import type { OneshelfApp } from '../oneshelf-app.ts';
import type { Stage } from '../stages.ts';

/** What faces the outside: the HTTP API with every context's routes and, where the stage has one, the distribution. */
export class EdgeStack extends Stack {
  constructor(app: OneshelfApp, stage: Stage, bindings: readonly RouteBinding[]) {
    super(app, nameOf(stage, 'edge'), stackProps(stage, 'edge'));
    const api = new HttpApi(this, stage, {
      authorizer: nameOf(stage, 'identity', 'authorizer'),
      unknownRoute: nameOf(stage, 'identity', 'unknown-route'),
    });
    for (const binding of bindings) api.add(binding);
    new CfnOutput(this, 'ApiUrl', { value: `https://${api.apiId}.execute-api.${this.region}.${this.urlSuffix}` });
    if (!stage.distribution) return;
    const pages = new Pages(this, api.apiId, this.region);
    new CfnOutput(this, 'Address', { value: `https://${pages.domainName}` });
    new CfnOutput(this, 'PagesBucket', { value: pages.bucketName });
  }
}
