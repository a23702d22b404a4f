import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { apiOver } from './api-over.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';

const refused = new VendorError({
  kind: 'PERMISSION',
  message: 'The key may not ask.',
  vendorCode: 'Forbidden',
  requestId: 'request-1',
  retryable: false,
  provider: 'aliyun',
});

const query = `{
  providers {
    name
    quotas {
      quotas { kind name area scope period limit used remaining batchLimit observedAt }
      errors { __typename message vendorCode requestId retryable provider { name } }
    }
  }
}`;

it('quotas of every provider are told, and why others are missing', async () => {
  const { ask } = apiOver(fakeTasks([row({ provider: 'main', taskId: '1' })], { aliyun: refused }));
  const { errors, data } = await ask(query);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    providers: [
      {
        name: 'main',
        quotas: {
          quotas: [
            {
              kind: 'PREFETCH',
              name: 'quota of main',
              area: 'OVERSEAS',
              scope: null,
              period: 'P1D',
              limit: 1_000,
              used: 250,
              remaining: 750,
              batchLimit: null,
              observedAt: new Date(now).toISOString(),
            },
          ],
          errors: [],
        },
      },
      {
        name: 'aliyun',
        quotas: {
          quotas: [],
          errors: [
            {
              __typename: 'PermissionError',
              message: 'The key may not ask.',
              vendorCode: 'Forbidden',
              requestId: 'request-1',
              retryable: false,
              provider: { name: 'aliyun' },
            },
          ],
        },
      },
    ],
  });
});

it('a token that is limited to some providers sees the quotas of these alone', async () => {
  const tasks = fakeTasks([row({ provider: 'main', taskId: '1' }), row({ provider: 'other', taskId: '2' })]);
  const { ask } = apiOver(tasks, { authenticate: () => ({ name: 'partner', providers: ['other'] }) });
  const { data } = await ask(
    '{ providers { quotas { quotas { name } } } }',
    {},
    { authorization: 'Bearer t' },
  );
  expect(data).toEqual({ providers: [{ quotas: { quotas: [{ name: 'quota of other' }] } }] });
});
