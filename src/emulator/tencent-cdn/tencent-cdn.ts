import { digits, letters } from '../seeded-random.ts';
import { tencentProduct } from '../tencent/product.ts';
import { describePurgeTasks } from './describe-purge-tasks.ts';
import { describePushTasks } from './describe-push-tasks.ts';
import { describePurgeQuota, describePushQuota } from './quotas.ts';
import { vocabulary } from './vocabulary.ts';

/** Tencent Cloud CDN, API version 2018-06-06. */
export const tencentCdn = tencentProduct({
  service: 'cdn',
  version: '2018-06-06',
  // API v2 kept records for 30 days, and no page says otherwise. The largest Limit is not published.
  defaults: { retentionMs: 30 * 86_400_000, maxPageSize: 100 },
  vocabulary,
  mildMethod: 'flush',
  // Eighteen to twenty-three digits that begin with the second of the submission; purges also with letters.
  newTaskId: (at, kind, random) => {
    const second = String(Math.floor(at / 1000));
    if (kind !== 'PREFETCH' && random() < 0.5) return `${second}-${letters(8, random)}`;
    return second + digits(9 + Math.floor(random() * 5), random);
  },
  actions: {
    DescribePushTasks: describePushTasks,
    DescribePurgeTasks: describePurgeTasks,
    DescribePushQuota: describePushQuota,
    DescribePurgeQuota: describePurgeQuota,
  },
});
