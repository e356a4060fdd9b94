import process from 'node:process';
import type { Findings } from '../../functions/inventory/audit.ts';
import { openEngine } from '../../local/engine.ts';
import { startRun } from '../../shared/platform/run.ts';
import { keptIn } from '../kept-state.ts';
import type { AuditPage } from './report.ts';

/** Something that can be audited, and what to do with it afterwards. */
export interface Source {
  page: AuditPage;
  close(): Promise<void>;
}

async function json<Body>(url: string, init: RequestInit): Promise<Body> {
  const reply = await fetch(url, init).catch(() => {
    throw new Error(`nobody answers at ${new URL(url).origin}: start the shop with \`npm start\`, or name it by --url`);
  });
  const body = (await reply.json()) as Body & { code?: string };
  if (!reply.ok) throw new Error(`${url} answered ${reply.status} ${body.code ?? ''}`);
  return body;
}

/** A shop that is running; `token` is a staff member's, on the local stage it makes its own. */
export async function runningShop(url: string, token: string | undefined): Promise<Source> {
  const headers = { 'content-type': 'application/json' };
  const session = { method: 'POST', headers, body: JSON.stringify({ roles: ['staff'] }) };
  const accessToken = token ?? (await json<{ accessToken: string }>(`${url}/v1/sessions/dev`, session)).accessToken;
  const authorization = `Bearer ${accessToken}`;
  return {
    page: (after) => {
      const query = new URLSearchParams({ whole: 'true', limit: '50', ...(after === undefined ? {} : { after }) });
      return json<Findings>(`${url}/v1/admin/stock-audit?${query}`, { headers: { authorization } });
    },
    close: async () => undefined,
  };
}

/** The tables of a platform that is stopped. Throws when it is not, or when there is none. */
export async function stoppedPlatform(dataDir: string): Promise<Source> {
  const engine = await openEngine({ root: process.cwd(), dataDir: keptIn(dataDir), region: 'ap-southeast-1' });
  Object.assign(process.env, {
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'audit',
    AWS_SECRET_ACCESS_KEY: 'audit',
    AWS_ENDPOINT_URL_DYNAMODB: engine.link.endpoint,
    STAGE: 'local',
  });
  const { auditAfter } = await import('../../functions/inventory/audit.ts');
  const { now } = startRun('audit', 'audit');
  return { page: (after) => auditAfter(after, 100, { whole: true, now }), close: () => engine.stop() };
}
