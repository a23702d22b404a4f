import { describe, expect, it } from 'vitest';
import type { EverywhereQuery, TaskState } from '../../src/dashboard/gql/graphql.ts';
import { laggardsFirst, verdictOf } from '../../src/dashboard/verdict.ts';

type Entry = EverywhereQuery['urlReport']['providers'][number];

const entry = (state: TaskState | undefined, isSilent = false): Entry => ({
  __typename: 'ProviderUrlReport',
  provider: { __typename: 'Provider', id: state ?? 'none', name: state ?? 'none', vendor: 'TENCENT_CDN' },
  latest:
    state === undefined
      ? null
      : {
          __typename: 'UrlDetail',
          id: state,
          url: 'https://www.example.com/',
          state,
          progress: null,
          createdAt: '2026-03-01T00:00:00Z',
          updatedAt: null,
          requestId: null,
          status: { __typename: 'UnknownStatus', state, vendorStatus: null },
          task: { __typename: 'Task', id: state, kind: 'PREFETCH', taskId: state },
        },
  error: isSilent
    ? {
        __typename: 'TimeoutError',
        message: 'Too slow.',
        retryable: true,
        vendorCode: null,
        requestId: null,
        provider: null,
      }
    : null,
});

describe('the verdict on a URL', () => {
  it.each([
    ['Yes, everywhere', 'good', [entry('SUCCEEDED'), entry('SUCCEEDED'), entry(undefined)]],
    ['Not yet', 'busy', [entry('SUCCEEDED'), entry('PROCESSING')]],
    ['No, it failed', 'bad', [entry('PROCESSING'), entry('TIMED_OUT')]],
    ['No task covers this URL', 'idle', [entry(undefined), entry(undefined)]],
    ['As far as can be told', 'warn', [entry('SUCCEEDED'), entry(undefined, true)]],
    ['Nobody can tell', 'warn', [entry(undefined, true), entry(undefined)]],
  ] as const)('is: %s', (title, tone, providers) => {
    expect(verdictOf({ providers: [...providers] })).toMatchObject({ title, tone });
  });

  it('counts who is done and who is silent', () => {
    const providers = [entry('SUCCEEDED'), entry('PROCESSING'), entry(undefined, true)];
    expect(verdictOf({ providers }).detail).toBe('1 of 2 done, 1 did not answer in full');
  });

  it('names those first that hold it back', () => {
    const providers = [entry('SUCCEEDED'), entry(undefined), entry('PROCESSING'), entry('FAILED')];
    expect(laggardsFirst(providers).map(({ provider }) => provider.name)).toEqual([
      'FAILED',
      'PROCESSING',
      'none',
      'SUCCEEDED',
    ]);
  });
});
