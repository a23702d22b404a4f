import type { VendorError } from './errors.ts';
import type { Area, TaskKind } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** How many URLs (or directories, hosts, tags) of one kind an account may submit in a period, as its vendor says. */
export interface Quota {
  readonly kind: TaskKind;
  /** The vendor's own word for it, such as `PreloadEdge`: a vendor may have several quotas of one kind. */
  readonly name: string;
  /** Absent if it is of all areas. */
  readonly area?: Area | undefined;
  /** The part of the account that it is of, such as an EdgeOne zone; absent if it is of the whole account. */
  readonly scope?: string | undefined;
  /** How long a period is. The vendor says when a new one begins. */
  readonly period: Milliseconds;
  readonly limit: number;
  /** Never below 0. */
  readonly used: number;
  readonly remaining: number;
  /** The most of them in one submission. Absent if the vendor does not say. */
  readonly batchLimit?: number | undefined;
  /** When the vendor answered, by this machine's clock. */
  readonly observedAt: Instant;
}

/** The quotas of one answer. */
export interface QuotaPage {
  readonly quotas: readonly Quota[];
  /** Why quotas were left out, such as `UrlQuota without a readable limit`. Absent: none was. */
  readonly unreadable?: string | undefined;
}

/** The quotas of a provider, and why some are missing. */
export interface QuotaReport {
  readonly quotas: readonly Quota[];
  readonly errors: readonly VendorError[];
}
