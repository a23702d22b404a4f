import { AlibabaParameters, alibabaProduct, invalid } from './product.ts';
import type { Account } from '../account.ts';
import type { Row, SubmissionKind } from '../row.ts';
import { utcText, wallText } from '../instant.ts';
import { plainListing, Refusal } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { percentOf, stateOf } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'Refreshing', succeeded: 'Complete', failed: 'Failed' };

/** The values of Status and Type in ESA. Every type of purge has its own list; ignoreParams is not emulated. */
const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'preload', type: 'preload', states },
  PURGE_URL: { feed: 'file', type: 'file', states },
  PURGE_DIRECTORY: { feed: 'directory', type: 'directory', states },
  PURGE_HOST: { feed: 'hostname', type: 'hostname', states },
  PURGE_ALL: { feed: 'purgeall', type: 'purgeall', states },
  PURGE_CACHE_TAG: { feed: 'cachetag', type: 'cachetag', states },
};

const names = ['SiteId', 'Content', 'Status', 'StartTime', 'EndTime', 'PageNumber', 'PageSize'];
const purgeTypes = ['file', 'ignoreParams', 'directory', 'hostname', 'purgeall', 'cachetag'];
const maxPageNumber = 100_000;
const utc8Ms = 8 * 3_600_000;

/** ESA, DescribePurgeTasks: the purges of one type; of type `file` if the call names none. */
const describePurgeTasks = siteTasks([...names, 'Type'], (parameters) => {
  const type = parameters.text('Type') ?? 'file';
  if (!purgeTypes.includes(type)) throw new Refusal('InvalidType', 'The specified Type is invalid.');
  return type;
});

/** ESA, DescribePreloadTasks. Its times have no zone. */
const describePreloadTasks = siteTasks(names, () => 'preload');

/** ESA, GetPurgeQuota: the quota of one type, as decimal text. The numbers are not documented. */
const getPurgeQuota: Action = {
  callsPerSecond: 5,
  answer: (received, account, now) => {
    const parameters = new AlibabaParameters(received, ['SiteId', 'Type']);
    const zone = readSite(parameters, account);
    const type = parameters.text('Type') ?? 'file';
    const kind = kinds[type];
    const { daily, left } =
      kind === undefined ? { daily: 1000, left: 1000 } : account.quota(kind, 1000, now, { zone });
    return plainListing({ Quota: String(daily), Usage: String(daily - left) });
  },
};

/** ESA, ListSites: the newest first. */
const listSites: Action = {
  callsPerSecond: 5,
  answer: (received, account) => {
    const known = ['PageNumber', 'PageSize', 'SiteName', 'Status', 'ResourceGroupId'];
    const parameters = new AlibabaParameters(received, known);
    const pageNumber = parameters.count('PageNumber', 1, maxPageNumber);
    const pageSize = parameters.count('PageSize', 500, 500);
    const sites = account.zones.toReversed().map((id) => ({
      SiteId: Number(id),
      SiteName: account.zoneDetails[id]?.name ?? `${id}.example`,
      Status: account.zoneDetails[id]?.status ?? 'active',
      AccessType: 'NS',
      Coverage: 'global',
    }));
    const page = sites.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
    return {
      rows: page,
      total: sites.length,
      statusField: 'Status',
      scanned: page.length,
      body: (Sites, TotalCount) => ({ PageNumber: pageNumber, PageSize: pageSize, TotalCount, Sites }),
    };
  },
};

/** Alibaba Cloud ESA, API version 2024-09-10. */
export const alibabaEsa = alibabaProduct({
  code: 'esa',
  version: '2024-09-10',
  defaults: { maxPageSize: 50 },
  vocabulary,
  demoAccounts: [
    {
      name: 'esa',
      areas: ['global'],
      zones: {
        company: { id: '674583014125344', name: 'example.com' },
        brands: { id: '674583014125345', name: 'example.org' },
      },
      isDiscovered: true,
      salt: 10,
      isExtra: true,
    },
  ],
  actions: {
    DescribePreloadTasks: describePreloadTasks,
    DescribePurgeTasks: describePurgeTasks,
    GetPurgeQuota: getPurgeQuota,
    ListSites: listSites,
  },
});

function siteTasks(known: readonly string[], listOf: (parameters: AlibabaParameters) => string): Action {
  return {
    // The rate is not documented. This is the rate of DCDN.
    callsPerSecond: 5,
    answer: (received, account, now) => {
      const parameters = new AlibabaParameters(received, known);
      const site = readSite(parameters, account);
      const list = listOf(parameters);
      const pageNumber = parameters.count('PageNumber', 1, maxPageNumber);
      const { maxPageSize } = account.behaviour;
      const pageSize = account.pageSize(parameters.count('PageSize', Math.min(20, maxPageSize), Infinity));
      if (pageSize === undefined) throw invalid(`PageSize must be within 1 and ${maxPageSize}.`);
      const query = {
        ...readWindow(parameters, account, now),
        where: readTest(parameters, now),
        offset: (pageNumber - 1) * pageSize,
        limit: pageSize,
      };
      const { rows, total, scanned } = account.list(account.feed(list, site), undefined, query, now);
      return {
        rows: rows.map((row) => siteTask(row, now)),
        total,
        statusField: 'Status',
        scanned,
        body: (Tasks, TotalCount) => ({ PageNumber: pageNumber, PageSize: pageSize, TotalCount, Tasks }),
      };
    },
  };
}

const kinds: Readonly<Record<string, SubmissionKind>> = {
  file: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  hostname: 'PURGE_HOST',
  purgeall: 'PURGE_ALL',
  cachetag: 'PURGE_CACHE_TAG',
};

function readSite(parameters: AlibabaParameters, { zones }: Account): string {
  const site = parameters.text('SiteId');
  if (site === undefined) throw new Refusal('MissingSiteId', 'SiteId is mandatory for this action.');
  if (!zones.includes(site)) throw new Refusal('InvalidSiteId.NotFound', 'The site does not exist.', 404);
  return site;
}

function readWindow(parameters: AlibabaParameters, account: Account, now: number) {
  const range = parameters.range();
  if (range === undefined) return {};
  const [start, end] = range;
  if (start === undefined || end === undefined || end <= start) {
    throw new Refusal('InvalidTime.Malformed', 'EndTime must be later than StartTime, both in UTC.');
  }
  if (account.rejectsWindow(start, end, now)) throw new Refusal('InvalidTimeRange', 'The range is too long.');
  return { start, end };
}

function readTest(parameters: AlibabaParameters, now: number): (row: Row) => boolean {
  const content = parameters.text('Content');
  const status = parameters.text('Status');
  if (status !== undefined && !Object.values(states).includes(status)) {
    throw new Refusal('InvalidStatus', 'The specified Status is invalid.');
  }
  return (row) =>
    (content === undefined || row.url === content) &&
    (status === undefined || statusWord(vocabulary, row, now) === status);
}

function siteTask(row: Row, now: number): object {
  const isPreload = row.kind === 'PREFETCH';
  return {
    TaskId: row.taskId,
    Content: row.url,
    ...(isPreload ? {} : { Type: typeWord(vocabulary, row) }),
    Status: statusWord(vocabulary, row, now),
    Process: `${percentOf(row, now)}%`,
    CreateTime: isPreload ? wallText(row.createdAt, utc8Ms) : utcText(row.createdAt),
    Description: stateOf(row, now) === 'failed' ? (row.message ?? 'Internal Error') : '',
  };
}
