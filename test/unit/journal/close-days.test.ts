import { handler } from '../../../functions/journal/close-days.ts';
import { close } from '../../../functions/journal/closing.ts';
import { findClose } from '../../../functions/journal/store.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { log } from '../../../shared/platform/log.ts';
import { replaceWorld } from '../../../shared/platform/world.ts';
import { stillWorld } from '../../support/still-world.ts';

jest.mock('../../../functions/journal/closing.ts', () => ({ close: jest.fn() }));
jest.mock('../../../functions/journal/store.ts', () => ({ findClose: jest.fn() }));

Object.assign(process.env, { STAGE: 'local', TIME_ZONE: 'Asia/Shanghai' });
log.setLogLevel('SILENT');

beforeEach(() => {
  jest.resetAllMocks();
  jest.mocked(close).mockResolvedValue({} as never);
  replaceWorld({ ...stillWorld, memory: new Map(), now: () => '2026-11-21T07:00:00.000Z' });
  jest
    .mocked(findClose)
    .mockImplementation(async (date) => ({ close: { differences: date < '2026-11-17' ? 2 : 0 } }) as never);
});

afterAll(() => replaceWorld());

const closed = () => jest.mocked(close).mock.calls.map(([date]) => date);
const wake = () => handler({}, { awsRequestId: 'r' } as never);

test('given days of the last week with differences, then those and yesterday are closed', async () => {
  await wake();
  expect(closed()).toEqual(['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-20']);
});

test('given a day that cannot be closed, then the others are closed all the same, and the night counts as failed', async () => {
  const silent = new DomainError('unavailable', 'journal.provider-silent', 'no');
  jest.mocked(close).mockRejectedValueOnce(silent);
  await expect(wake()).rejects.toBe(silent);
  expect(closed()).toHaveLength(4);
});
