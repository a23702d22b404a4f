import type { VendorError } from './errors.ts';
import type { Instant } from './time.ts';

/** A part of an account that has lists of its own: an EdgeOne zone, an ESA site, a CloudFront distribution. */
export interface ProviderScope {
  /** The vendor's id of the scope. */
  readonly id: string;
  /** The vendor's name of the scope. Absent if it has none, or if the configuration names the scope. */
  readonly name?: string | undefined;
  /** As in `Feed.hosts`: absent if unknown, the scope may then serve any host. */
  readonly domains?: readonly string[] | undefined;
}

/** A scope that the vendor listed. */
export interface ListedScope extends ProviderScope {
  /**
   * When the vendor's list no longer contained it. It is still read for a day, because a list may be wrong. Absent: it
   * is listed.
   */
  readonly missingSince?: Instant | undefined;
}

/** One page of the vendor's list of scopes. */
export interface ScopePage {
  readonly scopes: readonly ProviderScope[];
  /** How many scopes were left out, because they have no readable id. */
  readonly unreadable: number;
  /** The marker of the next page; absent at the end of the list. */
  readonly next?: string | undefined;
}

/** The scopes of a provider. */
export interface ScopeReport {
  readonly scopes: readonly ListedScope[];
  /** How they were found. Absent if they are configured, or if the vendor has no scopes. */
  readonly discovery?: ScopeDiscovery | undefined;
}

/** The last reading of the vendor's list of scopes. */
export interface ScopeDiscovery {
  /** The vendor's action, such as `DescribeZones`. */
  readonly action: string;
  /** When the list was last read; absent: never. */
  readonly readAt?: Instant | undefined;
  /** Why the last reading failed, or which part of the list could not be read. */
  readonly error?: VendorError | undefined;
}
