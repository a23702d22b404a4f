import { alibabaProduct } from '../alibaba/product.ts';
import { refreshQuota, refreshTaskById, refreshTasks } from '../alibaba/refresh-tasks.ts';
import type { RefreshProduct } from '../alibaba/refresh-tasks.ts';
import { describePreloadDetailById } from './preload-detail.ts';

const states = {
  processing: 'Refreshing',
  succeeded: 'Complete',
  failed: 'Failed',
  timedOut: 'Timeout',
  canceled: 'Canceled',
  pending: 'Pending',
};

/** Alibaba Cloud CDN's words: Status and ObjectType of a task. */
const cdn: RefreshProduct = {
  vocabulary: {
    PREFETCH: { feed: 'tasks', type: 'preload', states },
    PURGE_URL: { feed: 'tasks', type: 'file', states },
    PURGE_DIRECTORY: { feed: 'tasks', type: 'directory', states },
    PURGE_REGEX: { feed: 'tasks', type: 'regex', states },
  },
  list: 'CDNTask',
  parameters: ['ResourceGroupId'],
  objectTypes: ['file', 'directory', 'regex', 'preload', 'block', 'unblock'],
  statuses: ['Complete', 'Refreshing', 'Failed', 'Pending', 'Timeout', 'Canceled'],
  malformedId: 'InvalidTaskId.Malformed',
};

/** Alibaba Cloud CDN, API version 2018-05-10. */
export const alibabaCdn = alibabaProduct({
  code: 'cdn',
  version: '2018-05-10',
  defaults: { retentionMs: 3 * 86_400_000, maxPageSize: 100 },
  vocabulary: cdn.vocabulary,
  demoAccounts: [{ name: 'aliyun', areas: ['mainland'], salt: 4 }],
  actions: {
    DescribePreloadDetailById: describePreloadDetailById,
    DescribeRefreshQuota: refreshQuota([
      { name: 'Url', kind: 'PURGE_URL', daily: 10_000 },
      { name: 'Dir', kind: 'PURGE_DIRECTORY', daily: 100 },
      { name: 'Regex', kind: 'PURGE_REGEX', daily: 20 },
      { name: 'Preload', kind: 'PREFETCH', daily: 1000 },
      { name: 'PreloadEdge', daily: 100 },
      { name: 'Block', daily: 300 },
      { name: 'IgnoreParams', daily: 100 },
    ]),
    DescribeRefreshTaskById: refreshTaskById(cdn),
    DescribeRefreshTasks: refreshTasks(cdn),
  },
});
