import { alibabaProduct } from './product.ts';
import { refreshQuota, refreshTaskById, refreshTasks } from './refresh-tasks.ts';
import type { RefreshProduct } from './refresh-tasks.ts';

/** Only the call by id can also return Pending, which is not emulated. */
const states = { processing: 'Refreshing', succeeded: 'Complete', failed: 'Failed' };

/** The values of Status and ObjectType in DCDN. */
const dcdn: RefreshProduct = {
  vocabulary: {
    PREFETCH: { feed: 'tasks', type: 'preload', states },
    PURGE_URL: { feed: 'tasks', type: 'file', states },
    PURGE_DIRECTORY: { feed: 'tasks', type: 'directory', states },
    PURGE_REGEX: { feed: 'tasks', type: 'regex', states },
  },
  list: 'Task',
  parameters: ['OwnerId', 'SecurityToken'],
  objectTypes: ['file', 'directory', 'preload'],
  statuses: ['Complete', 'Refreshing', 'Failed'],
  listedTypes: { directory: 'path' },
  malformedId: 'InvalidTaskId',
  describedById: (description) => descriptions[description] ?? description,
};

/** The list writes these without blanks, the call by id with them. */
const descriptions: Readonly<Record<string, string>> = {
  InternalError: 'Internal Error',
  OriginTimeout: 'Origin Timeout',
  'OriginReturn StatusCode 5XX': 'Origin Return StatusCode 5XX',
};

/** Alibaba Cloud DCDN, API version 2018-01-15. */
export const alibabaDcdn = alibabaProduct({
  code: 'dcdn',
  version: '2018-01-15',
  defaults: { retentionMs: 3 * 86_400_000, maxPageSize: 50 },
  vocabulary: dcdn.vocabulary,
  demoAccounts: [{ name: 'dcdn', areas: ['mainland'], salt: 9, isExtra: true }],
  actions: {
    DescribeDcdnRefreshTasks: refreshTasks(dcdn),
    DescribeDcdnRefreshTaskById: refreshTaskById(dcdn),
    DescribeDcdnRefreshQuota: refreshQuota([
      { name: 'Url', kind: 'PURGE_URL', daily: 2000 },
      { name: 'Dir', kind: 'PURGE_DIRECTORY', daily: 100 },
      { name: 'Regex', kind: 'PURGE_REGEX', daily: 100 },
      { name: 'Preload', kind: 'PREFETCH', daily: 500 },
      { name: 'Block', daily: 100 },
      { name: 'IgnoreParams', daily: 100 },
    ]),
  },
});
