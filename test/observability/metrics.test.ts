import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { boundedLabel } from '../../src/observability/call-metrics.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import type { OperationRecord, RequestRecord } from '../../src/observability/request-record.ts';

const provider = 'main';
const action = 'DescribeTasks';
const busy = new VendorError({
  kind: 'RATE_LIMIT',
  message: 'Too many.',
  vendorCode: 'RequestLimitExceeded',
  retryable: true,
});

const open = (areNamesKnown = false) => {
  const metrics = createMetrics({ areNamesKnown });
  /** The samples of our own metrics, without the buckets of histograms. */
  const samples = async (): Promise<string[]> => {
    const { body } = await metrics.route(() => undefined);
    return String(body)
      .split('\n')
      .filter((line) => line.startsWith('edgetasks_') && !line.includes('_bucket{'));
  };
  return { ...metrics, samples };
};

const operation = (parts: Partial<OperationRecord>): OperationRecord => ({
  type: 'query',
  name: undefined,
  outcome: 'complete',
  took: 500,
  calls: [],
  events: undefined,
  ...parts,
});

const request = (parts: Partial<RequestRecord>): RequestRecord => ({
  id: '1',
  method: 'POST',
  path: '/graphql',
  status: 200,
  took: 600,
  client: undefined,
  operations: [],
  errors: {},
  errorIds: [],
  isAborted: false,
  ...parts,
});

describe('metrics of vendor calls', () => {
  it('count calls and tries by outcome and code, and how long they took', async () => {
    const { observeCall, samples } = open();
    const place = { provider, action };
    observeCall({ type: 'try', ...place, number: 1, startedAt: 0, took: 250, failure: busy });
    observeCall({ type: 'retry', ...place, pause: 100, failure: busy });
    observeCall({ type: 'delay', ...place, waited: 2_000 });
    observeCall({ type: 'try', ...place, number: 2, startedAt: 0, took: 750 });
    observeCall({ type: 'call', ...place, took: 3_000, isShared: false });
    observeCall({ type: 'call', ...place, took: 1_000, isShared: true });
    observeCall({ type: 'disorder', ...place });
    const at = 'provider="main",action="DescribeTasks"';
    const throttled = `${at},outcome="rate_limit",code="RequestLimitExceeded"`;
    const lines = await samples();
    expect(lines).toEqual(
      expect.arrayContaining([
        `edgetasks_vendor_tries_total{${throttled}} 1`,
        `edgetasks_vendor_tries_total{${at},outcome="succeeded",code=""} 1`,
        `edgetasks_vendor_try_duration_seconds_sum{${at}} 1`,
        `edgetasks_vendor_retries_total{${throttled}} 1`,
        `edgetasks_vendor_wait_duration_seconds_sum{${at}} 2`,
        `edgetasks_vendor_calls_total{${at},outcome="succeeded",code="",shared="false"} 1`,
        `edgetasks_vendor_calls_total{${at},outcome="succeeded",code="",shared="true"} 1`,
        `edgetasks_vendor_call_duration_seconds_count{${at}} 2`,
        `edgetasks_vendor_disorders_total{${at}} 1`,
      ]),
    );
    expect(lines.some((line) => line.startsWith('edgetasks_rate_budget_state'))).toBe(false);
  });

  it('show the state of every circuit from the start, and of the rate budget where it is shared', async () => {
    const providers = [{ name: provider, actions: [action, 'OtherAction'] }];
    const { observeCall, route, setProviders } = createMetrics({ areNamesKnown: false });
    setProviders(providers);
    const statesOf = async (name: string): Promise<(string | undefined)[]> => {
      const { body } = await route(() => undefined);
      const ones = String(body).matchAll(new RegExp(`^${name}{.*state="([^"]+)"} 1$`, 'gm'));
      return [...ones].map(([, state]) => state);
    };
    expect(await statesOf('edgetasks_circuit_state')).toEqual(['closed', 'closed']);
    observeCall({ type: 'circuit', provider, action, state: 'open' });
    expect(await statesOf('edgetasks_circuit_state')).toEqual(['open', 'closed']);
    observeCall({ type: 'rate-budget', state: 'shared', reason: '' });
    observeCall({ type: 'rate-budget', state: 'alone', reason: '' });
    expect(await statesOf('edgetasks_rate_budget_state')).toEqual(['alone']);
  });

  it('have no more series than there are known codes', async () => {
    const { observeCall, samples } = open();
    for (let index = 0; index < 500; index += 1) {
      const vendorCode = index % 2 === 0 ? `Invented.${index}` : `no code ${index}`;
      const failure = new VendorError({ kind: 'UNAVAILABLE', message: '', vendorCode, retryable: false });
      observeCall({ type: 'try', provider, action, number: 1, startedAt: 0, took: 1, failure });
    }
    const tries = (await samples()).filter((line) => line.startsWith('edgetasks_vendor_tries_total'));
    expect(tries).toHaveLength(101);
    expect(tries.some((line) => line.includes('code="other"} 400'))).toBe(true);
  });
});

describe('metrics of requests', () => {
  it('count operations by type and outcome, and errors by code', async () => {
    const { observeRequest, samples } = open();
    observeRequest({
      type: 'request',
      record: request({
        operations: [operation({ name: 'Secret' }), operation({ type: 'subscription', outcome: 'degraded' })],
        errors: { BAD_USER_INPUT: 2 },
      }),
    });
    observeRequest({ type: 'request', record: request({ method: 'BREW', status: 405 }) });
    observeRequest({ type: 'stream', change: 'opened' });
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'edgetasks_http_requests_total{method="POST",status="200"} 1',
        'edgetasks_http_requests_total{method="other",status="405"} 1',
        'edgetasks_graphql_operations_total{type="query",name="",outcome="complete"} 1',
        'edgetasks_graphql_operations_total{type="subscription",name="",outcome="degraded"} 1',
        'edgetasks_graphql_operation_duration_seconds_sum{type="query",name=""} 0.5',
        'edgetasks_graphql_errors_total{code="BAD_USER_INPUT"} 2',
        'edgetasks_graphql_subscriptions 1',
      ]),
    );
  });

  it('name operations only if their names are a closed set', async () => {
    const { observeRequest, samples } = open(true);
    observeRequest({ type: 'request', record: request({ operations: [operation({ name: 'Newest' })] }) });
    expect(await samples()).toContain(
      'edgetasks_graphql_operations_total{type="query",name="Newest",outcome="complete"} 1',
    );
  });
});

describe('metrics of the cache', () => {
  it('count what lists found, what they had to read, and what was added', async () => {
    const { observeCache, samples } = open();
    observeCache({ type: 'miss', rows: 0 });
    observeCache({ type: 'stored', rows: 7 });
    observeCache({ type: 'hit', rows: 0 });
    expect(await samples()).toEqual(
      expect.arrayContaining(
        ['cache', 'kept'].flatMap((name) => [
          `edgetasks_${name}_answers_total{event="miss"} 1`,
          `edgetasks_${name}_answers_total{event="hit"} 1`,
          `edgetasks_${name}_answers_total{event="stored"} 1`,
          `edgetasks_${name}_rows_total{event="stored"} 7`,
        ]),
      ),
    );
  });
});

describe('a label', () => {
  it('is bounded in number and in letters', () => {
    const label = boundedLabel(2);
    expect(['A.b', 'C', 'D', 'A.b', 'with blank', '', 'x'.repeat(81)].map(label)).toEqual([
      'A.b',
      'C',
      'other',
      'A.b',
      'other',
      'other',
      'other',
    ]);
  });
});
