import type { Row } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { FilterRule } from './filters.ts';
import { vocabulary } from './vocabulary.ts';

const single = { isSingle: true, canBeFuzzy: false };
const several = { isSingle: false, canBeFuzzy: false };

const statuses = ['processing', 'success', 'failed', 'timeout', 'canceled'];
const types = ['purge_url', 'purge_prefix', 'purge_all', 'purge_host', 'purge_cache_tag'];

const jobId = { ...single, valueOf: (row: Row) => row.taskId };
const target = { ...single, valueOf: (row: Row) => row.url };
const domains = { ...several, valueOf: (row: Row) => row.domain };
const status = { ...several, valueOf: (row: Row, now: number) => statusWord(vocabulary, row, now) };

/** EdgeOne, DescribePrefetchTasks, `Filters`. */
export const prefetchFilters: Readonly<Record<string, FilterRule<Row>>> = {
  'job-id': jobId,
  target,
  domains,
  statuses: { ...status, values: [...statuses, 'invalid'] },
};

/** EdgeOne, DescribePurgeTasks, `Filters`. */
export const purgeFilters: Readonly<Record<string, FilterRule<Row>>> = {
  'job-id': jobId,
  target: { ...target, canBeFuzzy: true },
  domains,
  statuses: { ...status, values: statuses },
  type: { ...single, values: types, valueOf: (row) => typeWord(vocabulary, row) },
};
