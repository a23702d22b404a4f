import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';
import type { TaskKind, UrlDetail } from '../domain/task.ts';
import type { Milliseconds } from '../domain/time.ts';

/** Whether a task on a target changes what is cached for a URL; `maybe` if that is not known. */
export type Match = 'yes' | 'no' | 'maybe';

/** The parts of a URL that are compared. */
export interface Address {
  /** Absent if a row has none, such as Alibaba CDN's preload details. */
  readonly scheme: string | undefined;
  /** In lower case, with the port if there is one. */
  readonly host: string;
  /** Path and query; never empty. */
  readonly path: string;
}

const ADDRESS = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):)?(?:\/\/)?(?:[^/?#@]*@)?(?<host>[^/?#]+)(?<path>[^#]*)/i;

/** Parses a URL with or without its scheme; undefined for a text without a host. */
export function addressOf(url: string): Address | undefined {
  const { scheme, host, path } = ADDRESS.exec(url)?.groups ?? {};
  if (host === undefined) return undefined;
  return {
    scheme: scheme?.toLowerCase(),
    host: host.toLowerCase(),
    path: path?.startsWith('/') ? path : `/${path ?? ''}`,
  };
}

/** The host name of an address without its port. */
export const hostName = ({ host }: Address): string => host.replace(/:\d*$/, '');

/** The same host, and the same scheme as far as both are known. */
export const isSameSite = (one: Address, other: Address): boolean =>
  one.host === other.host &&
  (one.scheme === other.scheme || one.scheme === undefined || other.scheme === undefined);

/** Whether a URL lies in a directory, which ends with a slash or is meant to. */
export const isBelow = (directory: Address, { path }: Address): boolean =>
  path.startsWith(directory.path.endsWith('/') ? directory.path : `${directory.path}/`);

/** Whether a path that stands for itself on all hosts of a scope covers an address; `*` at its end stands for anything. */
export const isOnPath = (pattern: string, { path }: Address): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

const isWithin = (zone: string, host: string): boolean => host === zone || host.endsWith(`.${zone}`);

/** Matching a customer's expression takes time that grows with both lengths. */
const MAX_EXPRESSION = 1_000;
const MAX_URL = 8_192;

/** How long a request may spend on matching expressions. */
const MATCHING_TIME: Milliseconds = 50;

/** Compiled expressions; `null` for one that cannot be compiled. */
const compiled = new LRUCache<string, { readonly expression: RE2JS | null }>({ max: 1_000 });

/** The fields of a row that determine what it covers. */
type Row = Pick<UrlDetail, 'kind' | 'url' | 'domain'>;

const rules: Record<TaskKind, (row: Row, address: Address, matchExpression: () => Match) => Match> = {
  PREFETCH: (row, address) => yesIf(isSame(row.url, address)),
  PURGE_URL: (row, address) => yesIf(isSame(row.url, address)),
  PURGE_DIRECTORY: (row, address) => yesIf(isDirectoryOf(row.url, address)),
  PURGE_HOST: (row, address) => yesIf((row.domain || hostOf(row.url)) === hostName(address)),
  // A row without a host concerns a whole scope, which may serve other hosts.
  PURGE_ALL: (row, address) => (row.domain === '' ? 'maybe' : yesIf(isWithin(row.domain, hostName(address)))),
  // Only the origin knows which URLs have a tag.
  PURGE_CACHE_TAG: () => 'no',
  PURGE_REGEX: (_row, _address, matchExpression) => matchExpression(),
  UNKNOWN: (row, address) => (isSame(row.url, address) || isDirectoryOf(row.url, address) ? 'maybe' : 'no'),
};

/** Matches rows of one request with URLs. Expressions run in linear time, and for 50 ms in all. */
export class UrlMatcher {
  readonly #monotonicNow: () => Milliseconds;
  #spent: Milliseconds = 0;

  constructor(monotonicNow: () => Milliseconds) {
    this.#monotonicNow = monotonicNow;
  }

  /** Whether a task on this row's target covers the URL. */
  match(row: Row, url: string, address: Address): Match {
    return rules[row.kind](row, address, () => this.#matchExpression(row.url, url));
  }

  #matchExpression(source: string, url: string): Match {
    if (source.length > MAX_EXPRESSION || url.length > MAX_URL || this.#spent > MATCHING_TIME) return 'maybe';
    const began = this.#monotonicNow();
    const { expression } = compile(source);
    const isMatch = expression?.matches(url);
    this.#spent += this.#monotonicNow() - began;
    return isMatch === undefined ? 'maybe' : yesIf(isMatch);
  }
}

const yesIf = (isMatch: boolean): Match => (isMatch ? 'yes' : 'no');

const hostOf = (url: string): string | undefined => {
  const address = addressOf(url);
  return address && hostName(address);
};

function isSame(target: string, address: Address): boolean {
  const other = addressOf(target);
  return other !== undefined && isSameSite(other, address) && other.path === address.path;
}

function isDirectoryOf(target: string, address: Address): boolean {
  const directory = addressOf(target);
  return directory !== undefined && isSameSite(directory, address) && isBelow(directory, address);
}

function compile(source: string): { readonly expression: RE2JS | null } {
  let known = compiled.get(source);
  if (known === undefined) {
    known = { expression: tryCompile(source) };
    compiled.set(source, known);
  }
  return known;
}

function tryCompile(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source);
  } catch {
    return null;
  }
}

/** A URL that is asked for. */
export interface Target {
  readonly url: string;
  readonly address: Address;
}

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
