import { createContext, runInContext } from 'node:vm';
import type { VendorError } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import { aggregateState } from '../domain/task.ts';
import type { TaskKind, TaskState, UrlDetail } from '../domain/task.ts';
import type { TaskQuery } from '../domain/query.ts';
import { DAY } from '../domain/time.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import type { ProviderStatus, Tasks } from '../domain/tasks.ts';

/** Is it everywhere yet? */
export interface UrlQuestion {
  /** Absolute, with scheme. */
  readonly url: string;
  /** Only tasks of these kinds; absent means all. */
  readonly kinds?: readonly TaskKind[] | undefined;
  /** Included; defaults to 24 hours ago. */
  readonly since?: Instant | undefined;
  /** Names of the providers to ask; absent means all. */
  readonly providers?: readonly string[] | undefined;
}

export interface UrlReport {
  readonly url: string;
  /** Of the providers that have a covering task, taken together; UNKNOWN where none has. */
  readonly state: TaskState;
  readonly providers: readonly ProviderUrlReport[];
}

export interface ProviderUrlReport {
  /** The configured name. */
  readonly provider: string;
  /** The newest row that covers the URL; absent where there is none, or none that could be read. */
  readonly latest?: UrlDetail | undefined;
  readonly failure?: VendorError | undefined;
}

const rowsPerPage = 200;

/** Asks every provider side by side. A provider that fails costs the others nothing. */
export async function urlReport(
  tasks: Tasks,
  question: UrlQuestion,
  scope: RequestScope,
): Promise<UrlReport> {
  const asked = tasks.providers.filter(
    ({ provider }) => question.providers === undefined || question.providers.includes(provider.name),
  );
  const providers = await Promise.all(
    asked.map((provider) => providerReport(tasks, provider, question, scope)),
  );
  const counts = providers.flatMap(({ latest }) =>
    latest === undefined ? [] : [{ state: latest.state, count: 1 }],
  );
  return { url: question.url, state: aggregateState(counts), providers };
}

async function providerReport(
  tasks: Tasks,
  { provider, kinds }: ProviderStatus,
  question: UrlQuestion,
  scope: RequestScope,
): Promise<ProviderUrlReport> {
  const asked = kinds.filter((kind) => question.kinds?.includes(kind) ?? true);
  const readings = await Promise.all(
    readingsFor(asked, question.url).map((reading) =>
      newestCovering(
        tasks,
        { ...reading, providers: [provider.name], from: question.since ?? scope.now - DAY, to: scope.now },
        question.url,
        scope,
      ),
    ),
  );
  const latest = readings.reduce<UrlDetail | undefined>((best, { row }) => newer(best, row), undefined);
  return {
    provider: provider.name,
    latest,
    failure: readings.find(({ failure }) => failure !== undefined)?.failure,
  };
}

/** What names the URL's host can be read by domain. What drops a whole zone may name no host, or another. */
function readingsFor(
  kinds: readonly TaskKind[],
  url: string,
): readonly Pick<TaskQuery, 'kinds' | 'domain'>[] {
  const ofHost = kinds.filter((kind) => kind !== 'PURGE_ALL' && kind !== 'PURGE_CACHE_TAG');
  const ofZone = kinds.filter((kind) => kind === 'PURGE_ALL');
  return [
    { kinds: ofHost, domain: addressOf(url)?.host },
    { kinds: ofZone, domain: undefined },
  ].filter((reading) => reading.kinds.length > 0);
}

/** Newest first, page by page, as far as the first row that covers the URL. */
async function newestCovering(
  tasks: Tasks,
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
