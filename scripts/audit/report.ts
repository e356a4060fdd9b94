import type { Findings } from '../../functions/inventory/audit.ts';

/** Audits the SKUs after one. */
export type AuditPage = (after: string | undefined) => Promise<Findings>;

/** What an audit of everything found. */
export type Report = Omit<Findings, 'next'>;

/** Turns all pages over. */
export async function auditAll(page: AuditPage): Promise<Report> {
  const report: Report = { checked: 0, entries: 0, moving: [], differences: [] };
  let after: string | undefined;
  do {
    const findings = await page(after);
    report.checked += findings.checked;
    report.entries += findings.entries;
    report.moving.push(...findings.moving);
    report.differences.push(...findings.differences);
    after = findings.next;
  } while (after !== undefined);
  return report;
}

/** The report in lines: differences by SKU, location and counter, then the sum. */
export function linesOf({ checked, entries, moving, differences }: Report): string[] {
  return [
    ...differences.map(
      ({ sku, locationId, counter, stands, recomputed }) =>
        `${sku} at ${locationId}: ${counter} stands at ${stands}, the ledger says ${recomputed}`,
    ),
    ...moving.map((sku) => `${sku} moved whenever it was looked at; audit it again`),
    `${checked} SKUs, ${entries} movements added up: ${differences.length} differences`,
  ];
}
