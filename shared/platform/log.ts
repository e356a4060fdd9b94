import { Logger } from '@aws-lambda-powertools/logger';

/** The structured log of the function. Never give it bodies, tokens, names, addresses or phone numbers: ids only. */
export const log = new Logger();
