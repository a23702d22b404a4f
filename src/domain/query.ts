import { mayServe } from './source.ts';
import { isSameUrl, spellingsOf } from './url.ts';
import type { Area, TaskKind, TaskState, UrlDetail } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** The validated filter of a list: fields are joined with AND, the values of a list with OR. */
export interface TaskQuery {
  readonly providers?: readonly string[] | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly kinds?: readonly TaskKind[] | undefined;
  /** For URL details: the state of the row. For tasks: the aggregate state. */
  readonly states?: readonly TaskState[] | undefined;
  /** Included; defaults to 24 hours before `to`. */
  readonly from?: Instant | undefined;
  /** Not included; defaults to now. */
  readonly to?: Instant | undefined;
  /** Exactly one of these URLs, directories, hosts or tags, as `isSameUrl` compares them. */
  readonly urls?: readonly string[] | undefined;
  /** Exactly one of these host names, in any case. */
  readonly domains?: readonly string[] | undefined;
  readonly area?: Area | undefined;
}

/** Relay's connection arguments: `first`/`after` forwards, `last`/`before` backwards. */
export interface PageArguments {
  readonly first?: number | undefined;
  readonly after?: string | undefined;
  readonly last?: number | undefined;
  readonly before?: string | undefined;
  /** How old the data may be; absent or 0: the vendors are called. */
  readonly maxAge?: Milliseconds | undefined;
  /** For tasks: whether `finishedAt` must be known, which can take more calls. Absent: it may be missing. */
  readonly needsFinishedAt?: boolean | undefined;
}

/** The fields of a query that concern a single row. */
export type RowFilter = Pick<TaskQuery, 'kinds' | 'states' | 'urls' | 'domains' | 'area' | 'from' | 'to'>;

/** Whether a row matches. It is checked for every vendor, whatever was pushed down. */
export const matches = (row: UrlDetail, filter: RowFilter): boolean =>
  (filter.kinds === undefined || filter.kinds.includes(row.kind)) &&
  (filter.states === undefined || filter.states.includes(row.state)) &&
  (filter.urls === undefined || filter.urls.some((url) => isSameUrl(row.url, url) || isPathOf(row, url))) &&
  (filter.domains === undefined || filter.domains.some((domain) => isOfDomain(row, domain.toLowerCase()))) &&
  (filter.area === undefined || row.area === filter.area) &&
  (filter.from === undefined || row.createdAt >= filter.from) &&
  (filter.to === undefined || row.createdAt < filter.to);

const isOfDomain = ({ domain, hosts }: UrlDetail, host: string): boolean =>
  domain === host || (hosts !== undefined && mayServe(hosts, host));

const absolute = /^[a-z][\w+.-]*:\/\/(?<host>[^/?#:]+)(?::\d+)?(?<path>\/[^#]*)/i;

/** Whether the row is a path, and the URL is this path on one of the row's hosts. */
const isPathOf = ({ url: own, hosts }: UrlDetail, url: string): boolean => own === pathOn(hosts, url);

/** The path of a URL on one of these hosts. */
function pathOn(hosts: UrlDetail['hosts'], url: string): string | undefined {
  if (hosts === undefined) return undefined;
  const { host = '', path } = absolute.exec(url)?.groups ?? {};
  return mayServe(hosts, host.toLowerCase()) ? path : undefined;
}

/** The `url` of every row of these hosts, as in `UrlDetail.hosts`, that a filter by these URLs matches. */
export const urlsOfRows = (urls: readonly string[], hosts: UrlDetail['hosts']): readonly string[] => [
  ...new Set(urls.flatMap((url) => [...spellingsOf(url), pathOn(hosts, url) ?? url])),
];

/** The `domain` of every row of these hosts that a filter by these domains matches; undefined where each row matches. */
export const domainsOfRows = (
  domains: readonly string[],
  hosts: UrlDetail['hosts'],
): readonly string[] | undefined => {
  const names = [...new Set(domains.map((domain) => domain.toLowerCase()))];
  return hosts !== undefined && names.some((name) => mayServe(hosts, name)) ? undefined : names;
};
