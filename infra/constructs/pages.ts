import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

// A page's own routes have no file behind them. Done per request and not by error responses, because those would also
// turn the API's 404 into a page.
const pageOfPath = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z0-9]+$/i.test(request.uri)) {
    request.uri = /^\\/(console|docs)(\\/|$)/.test(request.uri) ? '/' + request.uri.split('/')[1] + '/index.html' : '/index.html';
  }
  return request;
}`;

const bucketDefaults = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** The static pages and the API behind one domain, so that a browser needs no CORS. */
export class Pages extends Construct {
  /** Where visitors come in. */
  readonly domainName: string;
  /** Where the built pages are uploaded to. */
  readonly bucketName: string;

  constructor(scope: Construct, apiId: string, region: string) {
    super(scope, 'Pages');
    const logs = new Bucket(this, 'AccessLogs', {
      ...bucketDefaults,
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    const files = new Bucket(this, 'Files', {
      ...bucketDefaults,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'files/',
    });
    const distribution = new Distribution(this, 'Distribution', {
      defaultRootObject: 'index.html',
      priceClass: PriceClass.PRICE_CLASS_200,
      logBucket: logs,
      logFilePrefix: 'distribution/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        functionAssociations: [{ function: this.pageFunction(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(Fn.join('', [apiId, '.execute-api.', region, '.amazonaws.com'])),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        },
      },
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'The shop sells to travellers too; whom it delivers to is decided at checkout.',
      'AwsSolutions-CFR2':
        'A web ACL costs a fixed sum each month; the API is throttled, and a shop that wants one attaches it by name.',
      'AwsSolutions-CFR4':
        'CloudFront sets TLSv1 with its own certificate; a shop with a domain of its own gets TLSv1.2_2021.',
    });
    this.domainName = distribution.distributionDomainName;
    this.bucketName = files.bucketName;
  }

  private pageFunction(): EdgeFunction {
    return new EdgeFunction(this, 'PageOfPath', {
      code: FunctionCode.fromInline(pageOfPath),
      runtime: FunctionRuntime.JS_2_0,
    });
  }
}
