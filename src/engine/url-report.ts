import { createContext, runInContext } from 'node:vm';
import type { VendorError } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { TaskKind, TaskState, UrlDetail } from '../domain/task.ts';
import type { TaskQuery } from '../domain/query.ts';
import { DAY } from '../domain/time.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import { verdictOf } from '../domain/url-report.ts';
import type {
  ProviderUrlReport,
  UrlReport,
  UrlReportQuery,
  UrlStanding,
  UrlVerdict,
} from '../domain/url-report.ts';
import type { ProviderStatus, Tasks } from '../domain/tasks.ts';

const rowsPerPage = 200;

/** Lists rows for the reports. */
type Lists = Pick<Tasks, 'providers' | 'urlDetails'>;

/** One report for each URL; a provider that fails costs the others nothing. */
export const urlReports = (
  tasks: Lists,
  { urls, ...query }: UrlReportQuery,
  scope: RequestScope,
): Promise<readonly UrlReport[]> => Promise.all(urls.map((url) => reportOf(tasks, url, query, scope)));

async function reportOf(
  tasks: Lists,
  url: string,
  query: Omit<UrlReportQuery, 'urls'>,
  scope: RequestScope,
): Promise<UrlReport> {
  const since = query.since ?? scope.now - DAY;
  const asked = tasks.providers.filter(
    ({ provider }) => query.providers === undefined || query.providers.includes(provider.name),
  );
  const providers = await Promise.all(
    asked.map((provider) => providerReport(tasks, provider, { url, kinds: query.kinds, since }, scope)),
  );
  const verdict = verdictOf(providers.map(({ standing }) => standing));
  return { url, verdict, since, state: stateOfVerdict[verdict], providers };
}

const stateOfVerdict: Record<UrlVerdict, TaskState> = {
  EVERYWHERE: 'SUCCEEDED',
  IN_PROGRESS: 'PROCESSING',
  NOT_EVERYWHERE: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

async function providerReport(
  tasks: Lists,
  { provider, kinds }: ProviderStatus,
  { url, since, kinds: asked }: { url: string; since: Instant; kinds: readonly TaskKind[] | undefined },
  scope: RequestScope,
): Promise<ProviderUrlReport> {
  const readings = await Promise.all(
    readingsFor(
      kinds.filter((kind) => asked?.includes(kind) ?? true),
      url,
    ).map((reading) =>
      newestCovering(
        tasks,
        { ...reading, providers: [provider.name], from: since, to: scope.now },
        url,
        scope,
      ),
    ),
  );
  const latest = readings.reduce<UrlDetail | undefined>((best, { row }) => newer(best, row), undefined);
  const error = readings.find(({ failure }) => failure !== undefined)?.failure;
  return { provider: provider.name, standing: standingOf(latest, error), latest, error };
}

/** A provider that did not answer in full may know of a newer task. */
function standingOf(latest: UrlDetail | undefined, error: VendorError | undefined): UrlStanding {
  if (error !== undefined) return 'UNKNOWN';
  if (latest === undefined) return 'NOT_SUBMITTED';
  return standingOfState[latest.state];
}

const standingOfState: Record<TaskState, UrlStanding> = {
  PROCESSING: 'IN_PROGRESS',
  SUCCEEDED: 'DONE',
  PARTIALLY_SUCCEEDED: 'FAILED',
  CANCELED: 'FAILED',
  INVALID: 'FAILED',
  TIMED_OUT: 'FAILED',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

/** What names the URL's host can be read by domain. What drops a whole zone may name no host, or another. */
function readingsFor(
  kinds: readonly TaskKind[],
  url: string,
): readonly Pick<TaskQuery, 'kinds' | 'domains'>[] {
  const host = addressOf(url)?.host;
  const ofHost = kinds.filter((kind) => kind !== 'PURGE_ALL' && kind !== 'PURGE_CACHE_TAG');
  const ofZone = kinds.filter((kind) => kind === 'PURGE_ALL');
  return [
    { kinds: ofHost, domains: host === undefined ? undefined : [host] },
    { kinds: ofZone, domains: undefined },
  ].filter((reading) => reading.kinds.length > 0);
}

/** Newest first, page by page, as far as the first row that covers the URL. */
async function newestCovering(
  tasks: Lists,
  query: TaskQuery,
  url: string,
  scope: RequestScope,
): Promise<{ row?: UrlDetail | undefined; failure?: VendorError | undefined }> {
  for (let after: string | undefined; ;) {
    const page = await tasks.urlDetails(query, { first: rowsPerPage, after }, scope);
    const row = page.edges.find(({ node }) => covers(node, url))?.node;
    const failure = page.errors[0];
    after = page.endCursor;
    if (row !== undefined || failure !== undefined || !page.hasNextPage || after === undefined)
      return { row, failure };
  }
}

const newer = (one: UrlDetail | undefined, other: UrlDetail | undefined): UrlDetail | undefined =>
  one === undefined || (other !== undefined && other.createdAt > one.createdAt) ? other : one;

/** Whether a task on this row's target touches what is cached for the URL. */
export const covers = (row: Pick<UrlDetail, 'kind' | 'url' | 'domain'>, url: string): boolean =>
  coverRules[row.kind](row, url);

const coverRules: Record<TaskKind, (row: Pick<UrlDetail, 'url' | 'domain'>, url: string) => boolean> = {
  PREFETCH: (row, url) => isSame(row.url, url),
  PURGE_URL: (row, url) => isSame(row.url, url),
  PURGE_DIRECTORY: (row, url) => isBelow(row.url, url),
  PURGE_HOST: (row, url) => (row.domain || addressOf(row.url)?.host) === addressOf(url)?.host,
  // A row that names no host speaks of all that the account holds.
  PURGE_ALL: (row, url) => row.domain === '' || isWithin(row.domain, addressOf(url)?.host ?? ''),
  // Which URLs carry a tag is known to the origin alone.
  PURGE_CACHE_TAG: () => false,
  PURGE_REGEX: (row, url) => matchesWhole(row.url, url),
  UNKNOWN: () => false,
};

interface Address {
  /** Absent where a row tells none, as Alibaba CDN's preload details. */
  readonly scheme: string | undefined;
  /** In lower case, with the port if there is one. */
  readonly host: string;
  /** Path and query; never empty. */
  readonly path: string;
}

const addressPattern = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<host>[^/?#]+)(?<path>[^#]*)/i;

function addressOf(url: string): Address | undefined {
  const { scheme, host, path } = addressPattern.exec(url)?.groups ?? {};
  if (host === undefined) return undefined;
  return {
    scheme: scheme?.toLowerCase(),
    host: host.toLowerCase(),
    path: path?.startsWith('/') ? path : `/${path ?? ''}`,
  };
}

const onSameSite = (one: Address, other: Address): boolean =>
  one.host === other.host &&
  (one.scheme === other.scheme || one.scheme === undefined || other.scheme === undefined);

function isSame(target: string, url: string): boolean {
  const [one, other] = [addressOf(target), addressOf(url)];
  return one !== undefined && other !== undefined && onSameSite(one, other) && one.path === other.path;
}

function isBelow(directory: string, url: string): boolean {
  const [above, below] = [addressOf(directory), addressOf(url)];
  if (above === undefined || below === undefined || !onSameSite(above, below)) return false;
  return below.path.startsWith(above.path.endsWith('/') ? above.path : `${above.path}/`);
}

const isWithin = (zone: string, host: string): boolean => host === zone || host.endsWith(`.${zone}`);

const regexTimeoutMs: Milliseconds = 20;
const regexContext = createContext({ source: '', text: '' });

/** A customer's expression may be wrong, or take for ever: then it covers nothing that we can tell. */
function matchesWhole(source: string, url: string): boolean {
  try {
    Object.assign(regexContext, { source: `^(?:${source})$`, text: url });
    return runInContext('new RegExp(source).test(text)', regexContext, { timeout: regexTimeoutMs }) === true;
  } catch {
    return false;
  }
}
