import { describe, expect, it } from 'vitest';
import { seed } from '../seed.ts';
import type { EmulatedRow } from '../../src/emulator/emulator.ts';
import { busiestSeconds } from './soak/busiest-second.ts';
import { Judge } from './soak/judge.ts';
import { verdictOn } from './soak/report.ts';
import { soak } from './soak/run.ts';
import type { SoakReport } from './soak/run.ts';
import { Tally } from './soak/tally.ts';

const rowsOfOneTask: readonly [EmulatedRow] = [
  {
    taskId: '1',
    kind: 'PREFETCH',
    url: 'https://www.example.com/',
    domain: 'www.example.com',
    zone: undefined,
    createdAt: 0,
    updatedAt: 0,
    state: 'succeeded',
    percent: 100,
    word: 'done',
    type: 'push',
    area: 'mainland',
    method: undefined,
    failType: undefined,
    message: undefined,
    successShare: 1,
  },
];

/** `npx tsx test/trust/soak.ts --seconds 60` is the long one. */
describe('a short soak', () => {
  it('finds nothing wrong', async () => {
    const report = await soak({ seconds: 6, clients: 16, seed });
    expect(verdictOn(report)).toEqual([]);
    expect(report.tally.compared).toBeGreaterThan(500);
    expect(report.strikes.size).toBeGreaterThan(5);
    expect(report.busiestSeconds.length).toBeGreaterThan(8);
  });
});

describe('the verdict on a soak', () => {
  const held: SoakReport = {
    seconds: 1,
    clients: 1,
    seed: 1,
    tally: new Tally(),
    strikes: new Map(),
    vendorCalls: 0,
    busiestSeconds: [],
    stall: 0,
    heap: [1, 1, 1],
    wholeAgainAfter: 0,
    exitCode: 0,
    unforeseen: [],
  };

  it('is good only if nothing went wrong', () => {
    expect(verdictOn(held)).toEqual([]);
    expect(verdictOn({ ...held, exitCode: 3 })).toEqual(['The server ended with 3']);
    expect(verdictOn({ ...held, heap: [1, 1, 1e9] })).toHaveLength(1);
    expect(verdictOn({ ...held, wholeAgainAfter: undefined })).toHaveLength(1);
    expect(verdictOn({ ...held, unforeseen: ['{"level":"error"}'] })).toHaveLength(1);
    const tally = new Tally();
    tally.answered(200, '{"errors":[{"message":"Unexpected error."}]}');
    tally.answered(503, '');
    expect(verdictOn({ ...held, tally })).toHaveLength(2);
  });

  it('counts the calls of any second, wherever it begins', () => {
    const call = {
      vendor: 'TENCENT_CDN',
      account: 'a',
      action: 'b',
      parameters: {},
      code: undefined,
    } as const;
    const calls = [0, 600, 999, 1_000, 1_599].map((at) => ({
      ...call,
      at,
      rows: 0,
      scanned: 0,
      requestId: '',
    }));
    expect(busiestSeconds(calls, 0)).toMatchObject([{ place: 'a b', calls: 4, callsForSure: 4, rate: 20 }]);
    expect(busiestSeconds(calls, 500)).toMatchObject([{ calls: 4, callsForSure: 3 }]);
  });
});

describe('the judge of answers', () => {
  const judge = new Judge({ emulator: { rows: () => [] }, hadOddWords: () => false });
  const asked = { began: 0, since: 0, to: Infinity, accounts: ['main'] };
  const problem = { __typename: 'NotFoundError', message: 'no', at: { name: 'main' }, retryable: false };

  it('finds a task that there is not', () => {
    const task = {
      id: '1',
      taskId: '1',
      kind: 'PREFETCH',
      state: 'SUCCEEDED',
      createdAt: '2026-01-01T00:00:00.000Z',
      urlCount: 1,
      provider: { name: 'main' },
      stateCounts: [{ state: 'SUCCEEDED', count: 1 }],
    };
    const page = {
      nodes: [task],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: null,
      coverage: [],
      errors: [],
    };
    expect(judge.tasks({ status: 200, data: {} }, page, asked)).toHaveLength(1);
    expect(judge.task(task, asked)).toHaveLength(1);
  });

  it('finds a task that is denied', () => {
    const [row] = rowsOfOneTask;
    const denying = new Judge({ emulator: { rows: () => [row] }, hadOddWords: () => false });
    expect(judge.absence(problem, { provider: 'main', taskId: '1' })).toEqual([]);
    expect(denying.absence(problem, { provider: 'main', taskId: '1' })).toHaveLength(1);
  });
});
