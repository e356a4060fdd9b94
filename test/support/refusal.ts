import type { TestReply } from './platform.ts';

/** What hostile requests carry where they carry a text: no reply may repeat it. */
export const PLANTED = 'pl4nted-s3cret';

const CODE = /^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/;
const STACK = /\n\s+at |node:internal|\.ts:\d|\.mjs:\d|"stack"/;

interface Problem {
  code?: string;
  status?: number;
  correlationId?: string;
}

/** What a refusal must be, and the complaint where it is not. */
const RULES: [string, (reply: TestReply, problem: Problem, text: string) => boolean][] = [
  ['status is not 4xx', ({ status }) => status >= 400 && status < 500],
  [
    'is not application/problem+json',
    ({ headers }) => (headers.get('content-type') ?? '').startsWith('application/problem+json'),
  ],
  ['has no code', (_, { code }) => CODE.test(code ?? '')],
  ['tells another status in its body', ({ status }, problem) => problem.status === status],
  [
    'has not the correlation id of its header',
    ({ headers }, { correlationId }) =>
      correlationId !== undefined && headers.get('x-correlation-id') === correlationId,
  ],
  ['shows a stack', (_reply, _problem, text) => !STACK.test(text)],
  ['repeats the input', (_reply, _problem, text) => !text.includes(PLANTED)],
];

/** What is wrong with a reply that ought to be a refusal; nothing when it is a proper one. */
export function faultsOf(reply: TestReply): string[] {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const problem = typeof reply.body === 'object' && reply.body !== null ? (reply.body as Problem) : {};
  return RULES.filter(([, holds]) => !holds(reply, problem, text)).map(
    ([complaint]) => `${complaint} (${reply.status} ${problem.code ?? text.slice(0, 80)})`,
  );
}

/** One hostile request: what it is, how it is sent, and the statuses and codes that are right for it. */
export interface Attack {
  what: string;
  send(): Promise<TestReply>;
  /** Any 4xx unless given. */
  status?: number;
  code?: string;
}

/** Sends an attack; answers what is wrong with the reply, each with the attack's name. */
export async function complaintsAbout({ what, send, status, code }: Attack): Promise<string[]> {
  const reply = await send();
  const got = (reply.body as Problem | null)?.code;
  const faults = faultsOf(reply);
  if (status !== undefined && reply.status !== status) faults.push(`status ${reply.status} ${got}, not ${status}`);
  if (code !== undefined && got !== code) faults.push(`code ${got}, not ${code}`);
  return faults.map((fault) => `${what}: ${fault}`);
}
