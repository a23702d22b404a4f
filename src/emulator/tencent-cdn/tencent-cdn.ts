import { tencentProduct } from '../tencent/product.ts';
import { describePurgeTasks } from './describe-purge-tasks.ts';
import { describePushTasks } from './describe-push-tasks.ts';
import { vocabulary } from './vocabulary.ts';

/** Tencent Cloud CDN, API version 2018-06-06. */
export const tencentCdn = tencentProduct({
  service: 'cdn',
  version: '2018-06-06',
  // API v2 kept records for 30 days, and no page says otherwise. The largest Limit is not published.
  defaults: { retentionMs: 30 * 86_400_000, maxPageSize: 100 },
  vocabulary,
  actions: { DescribePushTasks: describePushTasks, DescribePurgeTasks: describePurgeTasks },
});
