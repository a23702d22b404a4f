import type { TaskKind, UrlDetail } from '../domain/task.ts';
import { addressOf, hostName, type Address } from './url-match.ts';

/** A URL that is asked for. */
export interface Target {
  readonly url: string;
  readonly address: Address;
}

type Row = Pick<UrlDetail, 'kind' | 'url' | 'domain'>;

/** The URLs of a request by host and path, so that a row is compared only with the URLs that it may cover. */
export class UrlIndex {
  readonly all: readonly Target[];
  /** By host and port. */
  readonly byHost: ReadonlyMap<string, readonly Target[]>;
  /** By host, port and path. */
  readonly byPlace: ReadonlyMap<string, readonly Target[]>;

  constructor(targets: readonly Target[]) {
    this.all = targets;
    this.byHost = groupBy(targets, ({ address }) => address.host);
    this.byPlace = groupBy(targets, ({ address }) => placeOf(address));
  }

  /** The URLs that a row may cover. */
  candidates(row: Row): readonly Target[] {
    // A path may apply to any host.
    return row.url.startsWith('/') ? this.all : finders[row.kind](this, row);
  }
}

type Finder = (index: UrlIndex, row: Row) => readonly Target[];

const none: readonly Target[] = [];

const atPlace: Finder = ({ byPlace }, { url }) => {
  const address = addressOf(url);
  return (address && byPlace.get(placeOf(address))) ?? none;
};

const onHost: Finder = ({ byHost }, { url }) => {
  const address = addressOf(url);
  return (address && byHost.get(address.host)) ?? none;
};

const onHostName: Finder = ({ all }, { url, domain }) => {
  const address = addressOf(url);
  const name = domain || (address && hostName(address));
  return all.filter((target) => hostName(target.address) === name);
};

const finders: Readonly<Record<TaskKind, Finder>> = {
  PREFETCH: atPlace,
  PURGE_URL: atPlace,
  PURGE_DIRECTORY: onHost,
  PURGE_HOST: onHostName,
  PURGE_ALL: ({ all }) => all,
  PURGE_CACHE_TAG: () => none,
  PURGE_REGEX: ({ all }) => all,
  UNKNOWN: onHost,
};

const placeOf = ({ host, path }: Address): string => `${host}${path}`;

function groupBy(
  targets: readonly Target[],
  keyOf: (target: Target) => string,
): ReadonlyMap<string, readonly Target[]> {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const key = keyOf(target);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [target]);
    else group.push(target);
  }
  return groups;
}
