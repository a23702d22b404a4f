import { VendorError } from '../../src/domain/errors.ts';
import { now, row } from './fake-tasks.ts';

/** A row whose vendor tells all about its failure. */
export const failed = row({
  provider: 'aliyun',
  taskId: '9',
  state: 'FAILED',
  vendorStatus: 'Failed',
  reason: 'originPullFailed',
  message: 'The origin said 502.',
  finishedAt: now - 1_000,
  area: 'MAINLAND',
  url: 'https://img.example.com/a.png',
  domain: 'img.example.com',
});
/** Two tasks of one provider, and the failed one of another. */
export const rows = [
  row({ provider: 'main', taskId: '1', progress: 100 }),
  row({ provider: 'main', taskId: '1', url: 'https://www.example.com/b.js', state: 'FAILED' }),
  row({
    provider: 'main',
    taskId: '2',
    state: 'PROCESSING',
    progress: 40,
    kind: 'PURGE_URL',
    purgeMethod: 'DELETE',
  }),
  failed,
];
/** Why the provider `edge` cannot answer. */
export const down = new VendorError({
  kind: 'UNAVAILABLE',
  message: 'The vendor is down.',
  provider: 'edge',
  vendorCode: 'InternalError',
  requestId: 'r-1',
  retryable: true,
});
