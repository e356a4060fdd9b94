import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from './buyer.ts';
import type { TestPlatform } from './platform.ts';

/** Stock of a SKU at a location as staff see it, or undefined. */
export async function levelOf(staff: Person, sku: string, locationId = 'main'): Promise<unknown> {
  const { body } = await staff.send('GET', `/v1/admin/stock/${sku}`);
  return (body as { locations: { locationId: string }[] }).locations.find((level) => level.locationId === locationId);
}

/** What the audit says about everything, from the ledger's beginning. */
export async function auditOf(staff: Person) {
  const found = { checked: 0, moving: [] as string[], differences: [] as object[] };
  for (let after: string | undefined = '', pages = 0; after !== undefined && pages < 100; pages += 1) {
    const query = `limit=50&whole=true${after ? `&after=${encodeURIComponent(after)}` : ''}`;
    const { body } = await staff.send('GET', `/v1/admin/stock-audit?${query}`);
    const page = body as typeof found & { next?: string };
    found.checked += page.checked;
    found.moving.push(...page.moving);
    found.differences.push(...page.differences);
    after = page.next;
  }
  return found;
}

/** The data of the events of one name about one subject, as the bus took them. */
export function eventsOf({ dataDir }: TestPlatform, name: string, subject: string): unknown[] {
  const folder = join(dataDir, 'events');
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  const events = lines.filter(Boolean).map((line) => (JSON.parse(line) as { detail: Event }).detail);
  return events
    .filter((event) => event.type.includes(`.${name}.`) && event.subject === subject)
    .map(({ data }) => data);
}

interface Event {
  type: string;
  subject: string;
  data: unknown;
}
