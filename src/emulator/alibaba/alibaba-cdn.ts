import { AlibabaParameters, alibabaProduct, checkHorizon } from './product.ts';
import { failureText, refreshQuota, refreshTaskById, refreshTasks } from './refresh-tasks.ts';
import type { RefreshProduct } from './refresh-tasks.ts';
import type { Account } from '../account.ts';
import { utcText } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { percentOf, stateOf } from '../row.ts';
import type { Row } from '../row.ts';

const states = {
  processing: 'Refreshing',
  succeeded: 'Complete',
  failed: 'Failed',
  timedOut: 'Timeout',
  canceled: 'Canceled',
  pending: 'Pending',
};

/** The values of Status and ObjectType in Alibaba Cloud CDN. */
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

/** Alibaba CDN, DescribePreloadDetailById: a prefetch task with the share of nodes that have each URL. */
const describePreloadDetailById: Action = {
  callsPerSecond: 30,
  answer: (received, account, now) => {
    const [taskId] = new AlibabaParameters(received, ['TaskId']).taskIds(1) ?? [];
    if (taskId === undefined) throw new Refusal('MissingParameter', 'The parameter TaskId is missing.');
    if (!account.behaviour.isAllowListed) {
      throw new Refusal('NoPermission', 'The account is not on the allow list of this call.', 403);
    }
    const feed = account.feed('tasks');
    checkHorizon(feed, taskId, account, now);
    const { rows, scanned } = account.list(
      feed,
      taskId,
      { where: isPrefetch, offset: 0, limit: Infinity },
      now,
    );
    const details = byDomain(rows).map((domainRows) => urlDetail(domainRows, account, now));
    return {
      rows: details,
      total: details.length,
      statusField: 'Status',
      scanned,
      body: (written, count) => ({ TotalCount: count, UrlDetails: written }),
    };
  },
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

function isPrefetch(row: Row): boolean {
  return row.kind === 'PREFETCH';
}

function byDomain(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.domain, [...(groups.get(row.domain) ?? []), row]);
  return [...groups.values()];
}

function urlDetail(rows: readonly Row[], account: Account, now: number): object {
  const moments = rows.map((row) => ({ row, moment: account.stateMoment(row, now) }));
  const rowStates = moments.map(({ row, moment }) => stateOf(row, moment));
  const isRunning = rowStates.some((state) => state === 'processing' || state === 'pending');
  const percents = moments.map(({ row, moment }) => percentOf(row, moment));
  const ends = rows.map((row) => row.finishesAt);
  return {
    TaskId: rows[0]?.taskId,
    Domain: rows[0]?.domain,
    CreationTime: utcText(Math.min(...rows.map((row) => row.createdAt))),
    EndTime: isRunning ? '' : utcText(Math.max(...ends)),
    RetCode: rowStates.every((state) => state === 'succeeded' || state === 'processing') ? '0' : '1',
    // The share of nodes on which the task has ended, successfully or not.
    Process: `${Math.floor(percents.reduce((sum, percent) => sum + percent, 0) / rows.length)}%`,
    Status: detailStatus(rows, rowStates, isRunning),
    Urls: moments.map(({ row, moment }) => urlShare(row, moment)),
  };
}

function detailStatus(rows: readonly Row[], rowStates: readonly string[], isRunning: boolean): string {
  if (isRunning) return 'Refreshing';
  const word = rows.find((row) => row.word !== undefined)?.word;
  return word ?? (rowStates.every((state) => state === 'failed') ? 'Failed' : 'Complete');
}

function urlShare(row: Row, moment: number): object {
  const state = stateOf(row, moment);
  const percent = state === 'processing' ? percentOf(row, moment) : Math.round(row.successShare * 100);
  return {
    // Only the path, with a trailing line feed, as in the published sample.
    Url: `${pathOf(row.url)}\n`,
    Success: `${percent}%`,
    Description: description(row, state),
  };
}

function description(row: Row, state: string): string {
  if (state === 'processing' || state === 'pending') return '';
  return state === 'succeeded' && row.message === undefined ? 'Successfully preloaded' : failureText(row);
}

function pathOf(url: string): string {
  const [, path = '/'] = /^[a-z]+:\/\/[^/]*(\/.*)$/is.exec(url) ?? [];
  return path;
}
