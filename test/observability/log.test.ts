import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { causesOf } from '../../src/observability/log.ts';
import { escapeControls, logCalls, logRequest, logUnforeseen } from '../../src/observability/log.ts';
import type { Log } from '../../src/observability/log.ts';
import type { RequestRecord } from '../../src/observability/request-record.ts';

function lines() {
  const told: unknown[] = [];
  const note = (level: string) => (fields: object, message: string) => {
    // As a line is written: without what is undefined.
    told.push(JSON.parse(JSON.stringify({ level, message, ...fields })));
  };
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  return { log, told };
}

const record: RequestRecord = {
  id: 'r-1',
  method: 'POST',
  path: '/graphql',
  status: 200,
  took: 12.4,
  client: undefined,
  operations: [],
  errors: {},
  errorIds: [],
  isAborted: false,
};
const totals = {
  provider: 'main',
  action: 'DescribeTasks',
  calls: 3,
  shared: 1,
  tries: 3,
  took: 5,
  waited: 0,
  failures: new Map([['TIMEOUT', 2]]),
};

describe('the line of a request', () => {
  it('contains the operation, the outcome and the vendor calls', () => {
    const { log, told } = lines();
    const calls = [totals, { ...totals, action: 'Other', calls: 1, shared: 0, failures: new Map() }];
    const operation = { type: 'query', name: 'Newest', outcome: 'degraded', took: 3, calls } as const;
    const operations = [{ ...operation, events: undefined }];
    logRequest(log, { ...record, client: 'ci', operations, errors: { BAD_USER_INPUT: 1 } }, 'trace-1');
    expect(told).toEqual([
      {
        level: 'info',
        message: 'A request',
        requestId: 'r-1',
        traceId: 'trace-1',
        method: 'POST',
        path: '/graphql',
        status: 200,
        tookMs: 12,
        client: 'ci',
        operations: ['query Newest'],
        vendorCalls: 4,
        vendorCallsShared: 1,
        vendorFailures: { 'main TIMEOUT': 2 },
        errors: { BAD_USER_INPUT: 1 },
      },
    ]);
  });

  it('is an error where the server failed', () => {
    const { log, told } = lines();
    logRequest(log, { ...record, status: 500, errorIds: ['e-1'], isAborted: true }, undefined);
    expect(told).toMatchObject([{ level: 'error', errorIds: ['e-1'], aborted: true }]);
  });
});

describe('an error in the log', () => {
  it('has its causes, and nothing of the request', () => {
    const cause = Object.assign(new TypeError('inner'), { code: 'ERR_X', command: { args: ['hush'] } });
    const error = Object.assign(new Error('outer', { cause }), { source: { body: 'hush' } });
    const { log, told } = lines();
    logUnforeseen(log, error, 'e-1', undefined);
    expect(told).toMatchObject([
      {
        level: 'error',
        id: 'e-1',
        causes: [
          { type: 'Error', message: 'outer', stack: expect.stringContaining('log.test.ts') },
          { type: 'TypeError', message: 'inner', code: 'ERR_X' },
        ],
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('hush');
  });

  it('may be another value, and may be its own cause', () => {
    expect(causesOf('hush')).toEqual([{ type: 'string', message: 'The thrown value is not an Error' }]);
    const error = new Error('circle');
    error.cause = error;
    expect(causesOf(error)).toHaveLength(5);
  });
});

describe('the log of vendor calls', () => {
  it('has each change of a circuit, of the rates and of an order, and each call at level debug', () => {
    const { log, told } = lines();
    const observe = logCalls(log);
    const place = { provider: 'main', action: 'DescribeTasks' };
    const failure = new VendorError({ kind: 'TIMEOUT', message: 'Slow.', retryable: true });
    observe({ type: 'circuit', ...place, state: 'open', failure });
    observe({ type: 'rate-budget', state: 'alone', reason: 'Redis is away.' });
    observe({ type: 'disorder', ...place });
    observe({ type: 'try', ...place, number: 2, startedAt: 0, took: 1.6, requestId: 'v-1', failure });
    observe({ type: 'call', ...place, took: 1, isShared: false });
    expect(told).toMatchObject([
      { level: 'warn', ...place, state: 'open', failure: 'Slow.' },
      { level: 'warn', state: 'alone', reason: 'Redis is away.' },
      { level: 'warn', ...place },
      { level: 'debug', ...place, try: 2, tookMs: 2, vendorRequestId: 'v-1', failure: 'Slow.' },
    ]);
  });
});

it('a line of the log has no control that JSON leaves as it is', () => {
  const texts = ['\u001b[2J', '\u009b2J', '\u202eevil', '\u2066\u2069', '\u2028', '\u007f', 'é 中 🎉'];
  const line = JSON.stringify(texts);
  expect(escapeControls(line)).not.toMatch(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
  expect(JSON.parse(escapeControls(line))).toEqual(texts);
  expect(escapeControls('"é 中 🎉"')).toBe('"é 中 🎉"');
});

describe('scopes', () => {
  it('that were found are told, and those that are no longer listed are a warning', () => {
    const { log, told } = lines();
    const place = { provider: 'edge', action: 'DescribeZones' };
    logCalls(log)({ type: 'scopes', ...place, appeared: [], missing: [] });
    logCalls(log)({ type: 'scopes', ...place, appeared: ['zone-1'], missing: ['zone-2'] });
    const many = Array.from({ length: 60 }, (_, index) => `E${index}`);
    logCalls(log)({ type: 'scopes', ...place, appeared: many, missing: [] });
    expect(told).toMatchObject([
      { level: 'info', message: 'Scopes of a provider were found', scopes: ['zone-1'], ...place },
      { level: 'warn', message: 'Scopes of a provider are no longer listed', scopes: ['zone-2'], ...place },
      { scopes: [...many.slice(0, 50), 'and 10 more'] },
    ]);
  });
});
