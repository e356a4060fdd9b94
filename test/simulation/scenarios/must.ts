import type { Person } from '../clients/person.ts';

/** A step of opening a shop, which has no reason to fail. */
export async function must(
  person: Person,
  method: string,
  path: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const reply = await person.send({ method, path, body });
  if (reply === undefined || reply.status >= 300)
    throw new Error(`the shop cannot be opened: ${method} ${path} ${JSON.stringify(reply)}`);
  return reply.body;
}
