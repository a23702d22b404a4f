import { refreshQuota } from '../alibaba-cdn/refresh-quota.ts';
import { refreshLookup } from '../alibaba-cdn/refresh-task-by-id.ts';
import { refreshFeed, type RefreshList } from '../alibaba-cdn/refresh-tasks.ts';
import { alibabaCdnSettings } from '../alibaba-cdn/settings.ts';
import { otherAlibabaCredentials } from '../alibaba-cloud-credentials.ts';
import { describeVendor, maxPageSize } from '../vendor.ts';

/** Alibaba Cloud DCDN, DescribeDcdnRefreshTasks. */
const refreshList: RefreshList = {
  action: 'DescribeDcdnRefreshTasks',
  list: 'Task',
  // Older pages say 10 a second, newer ones 5.
  documentedRate: 5,
  // Only the Chinese page lists regex.
  kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  // Not PROCESSING, because a task can also be Pending, as the call by id shows.
  states: ['SUCCEEDED', 'FAILED'],
  occurringStates: ['PROCESSING', 'SUCCEEDED', 'FAILED'],
};

/** Alibaba Cloud DCDN, API 2018-01-15: the back end of Alibaba Cloud CDN under other names. */
export const alibabaDcdn = describeVendor({
  name: 'ALIBABA_DCDN',
  title: 'Alibaba Cloud DCDN',
  scheme: { name: 'alibaba-cloud', version: '2018-01-15' },
  defaultEndpoint: 'https://dcdn.aliyuncs.com',
  credentials: otherAlibabaCredentials,
  // Alibaba Cloud DCDN, DescribeDcdnRefreshTasks: PageSize is 50 at most.
  settings: alibabaCdnSettings.omit({ resourceGroupId: true }).extend({ maxPageSize: maxPageSize(50, 50) }),
  feeds: (settings, provider) => [refreshFeed(refreshList, settings, provider)],
  lookups: (settings, provider) => [refreshLookup('DescribeDcdnRefreshTaskById', settings, provider)],
  quotas: (settings) => [refreshQuota('DescribeDcdnRefreshQuota', settings)],
});
