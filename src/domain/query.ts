import { mayServe } from './source.ts';
import { isSameUrl } from './url.ts';
import type { Area, TaskKind, TaskState, UrlDetail } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** What a client asks of a list, checked: fields are joined with AND, the values of a list with OR. */
export interface TaskQuery {
  readonly providers?: readonly string[] | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly kinds?: readonly TaskKind[] | undefined;
  /** Of URL details: a row's own state. Of tasks: the aggregate state. */
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
  /** How old the vendors' answers behind the result may be; absent or 0: the vendors are asked. */
  readonly maxAge?: Milliseconds | undefined;
  /** Of tasks: whether `finishedAt` must be known, which can take more calls. Absent: it may be missing. */
  readonly needsFinishedAt?: boolean | undefined;
}

/** The fields of a query that concern a single row. */
export type RowFilter = Pick<TaskQuery, 'kinds' | 'states' | 'urls' | 'domains' | 'area' | 'from' | 'to'>;

/** Whether a row is what was asked for. Decides for every vendor, whatever was pushed down. */
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
function isPathOf({ url: own, hosts }: UrlDetail, url: string): boolean {
  if (hosts === undefined) return false;
  const { host = '', path } = absolute.exec(url)?.groups ?? {};
  return path === own && mayServe(hosts, host.toLowerCase());
}
