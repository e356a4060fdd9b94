import { callAws } from './aws.ts';
import { shop } from './env.ts';
import { remembered } from './world.ts';

const known = () => remembered('secrets', () => new Map<string, Promise<string>>());

async function fetchSecret(name: string): Promise<string> {
  const reply = await callAws('secretsmanager', 'GetSecretValue', { SecretId: `${shop.stage}-${name}` });
  return String(reply.SecretString);
}

/** The value of the stage's secret `name`, read once per warm function. A failed read is not remembered. */
export function secret(name: string): Promise<string> {
  const cached = known().get(name);
  if (cached) return cached;
  const value = fetchSecret(name);
  known().set(name, value);
  value.catch(() => known().delete(name));
  return value;
}
