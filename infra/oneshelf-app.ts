import type { AppProps } from 'aws-cdk-lib';
import { App } from 'aws-cdk-lib';
import type { BundledFunction } from './bundle.ts';

/** The CDK app, which knows the bundled code of every function. */
export class OneshelfApp extends App {
  private readonly code: ReadonlyMap<string, BundledFunction>;

  /** `code` is what `bundle` gave, keyed by source path. */
  constructor(code: ReadonlyMap<string, BundledFunction>, props?: AppProps) {
    super(props);
    this.code = code;
  }

  /** The code of a source file. Throws when no such Lambda was bundled: a stack then names a file that is not there. */
  codeOf(source: string): BundledFunction {
    const code = this.code.get(source);
    if (!code) throw new Error(`${source} is missing or exports no handler`);
    return code;
  }
}
