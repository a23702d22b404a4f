import type { VendorError } from './errors.ts';
import type { Area, TaskKind } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** How many URLs (or directories, hosts, tags) of one kind an account may submit in a period, as its vendor says. */
export interface Quota {
  readonly kind: TaskKind;
  /** The vendor's name of the quota, such as `PreloadEdge`: a vendor may have several quotas of one kind. */
  readonly name: string;
  /** The area that it applies to; absent if it applies to all. */
  readonly area?: Area | undefined;
  /** The part of the account that it applies to, such as an EdgeOne zone; absent if it applies to the whole account. */
  readonly scope?: string | undefined;
  /** The length of a period. The vendor decides when a new one begins. */
  readonly period: Milliseconds;
  readonly limit: number;
  /** How many are left; never below 0. */
  readonly used: number;
  readonly remaining: number;
  /** The most in one submission. Absent if the vendor does not report it. */
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
