import { randomInt } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { AwsError, type AwsService, authorise, awsJson, notRun } from './aws-reply.ts';
import type { State } from './state.ts';

type Generation = {
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludePunctuation?: boolean;
  ExcludeNumbers?: boolean;
  ExcludeLowercase?: boolean;
  ExcludeUppercase?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
};

const alphabet = (rules: Generation): string => {
  const sets: [string, boolean | undefined][] = [
    ['abcdefghijklmnopqrstuvwxyz', rules.ExcludeLowercase],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', rules.ExcludeUppercase],
    ['0123456789', rules.ExcludeNumbers],
    ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', rules.ExcludePunctuation],
  ];
  const excluded = new Set(rules.ExcludeCharacters ?? '');
  const all = sets.map(([letters, isOut]) => (isOut === true ? '' : letters)).join('');
  return [...all].filter((letter) => !excluded.has(letter)).join('');
};

/** A random string by the rules of GenerateSecretString. */
const generate = (rules: Generation): string => {
  const letters = alphabet(rules);
  const password = Array.from({ length: rules.PasswordLength ?? 32 }, () => letters[randomInt(letters.length)]).join(
    '',
  );
  if (rules.GenerateStringKey === undefined) return password;
  const template = JSON.parse(rules.SecretStringTemplate ?? '{}') as Record<string, unknown>;
  return JSON.stringify({ ...template, [rules.GenerateStringKey]: password });
};

const secretValue = ({ properties, physicalId }: Resource, state: State): string => {
  const literal = properties.SecretString;
  if (typeof literal === 'string') return literal;
  const kept = state.read('secret', physicalId);
  if (kept !== undefined) return kept;
  const value = generate((properties.GenerateSecretString ?? {}) as Generation);
  state.write('secret', physicalId, value);
  return value;
};

/** Secrets Manager's GetSecretValue over the template's secrets; a generated one is made once and kept. */
export function secretsService(resources: Resource[], state: State): AwsService {
  const secrets = resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret');
  return ({ caller, operation, body }) => {
    if (operation !== 'GetSecretValue') throw notRun('secretsmanager', operation);
    const id = String(body.SecretId);
    const secret = secrets.find((each) => each.physicalId === id || each.arn === id);
    const arn = secret?.arn ?? id;
    authorise(caller, 'secretsmanager:GetSecretValue', arn);
    if (secret === undefined)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return awsJson({
      ARN: arn,
      Name: secret.physicalId,
      SecretString: secretValue(secret, state),
      VersionStages: ['AWSCURRENT'],
    });
  };
}
