import type { Generated } from 'kysely';
import type { Area, PurgeMethod, TaskKind, TaskState } from '../domain/task.ts';
import type { Instant } from '../domain/time.ts';

/** The tables of the history. Instants are milliseconds since 1970; a boolean is 0 or 1, which both databases have. */
export interface Tables {
  readonly feeds: FeedTable;
  readonly url_details: UrlDetailTable;
  readonly state_changes: StateChangeTable;
  readonly read_ranges: ReadRangeTable;
  readonly late_rows: LateRowTable;
  readonly lease: LeaseTable;
}

/** Feeds by account, so that a provider can be renamed. */
export interface FeedTable {
  readonly id: Generated<number>;
  /** Derived from the credentials' id; no credential. */
  readonly account: string;
  readonly vendor: string;
  readonly action: string;
  /** Empty for a whole account. */
  readonly scope: string;
  /** Empty if one list contains everything. */
  readonly list: string;
}

/** What identifies a row of a feed. */
export interface RowKeyColumns {
  readonly feed: number;
  readonly created_at: Instant;
  readonly kind: TaskKind;
  readonly task_id: string;
  readonly url: string;
  /** Empty where the row names no area. */
  readonly area: Area | '';
}

/** Rows as they were last seen. */
export interface UrlDetailTable extends RowKeyColumns {
  readonly domain: string;
  readonly state: TaskState;
  readonly vendor_status: string | null;
  readonly progress: number | null;
  readonly finished_at: Instant | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly scope: string | null;
  readonly is_scheme_known: number;
  readonly purge_method: PurgeMethod | null;
  readonly updated_at: Instant | null;
  readonly observed_at: Instant;
  readonly request_id: string | null;
  /** The vendor's row as JSON; null if `history.raw` is off. */
  readonly raw: string | null;
  readonly first_seen: Instant;
  /** The start of the last call that returned the row and changed it, or showed it open. */
  readonly last_seen: Instant;
  readonly last_seen_open: Instant | null;
  /** When the first answer arrived that showed it final. */
  readonly first_seen_final: Instant | null;
}

/** Changes of a row's state; rows are only added. */
export interface StateChangeTable extends RowKeyColumns {
  readonly id: Generated<number>;
  readonly state: TaskState;
  readonly vendor_status: string | null;
  readonly not_before: Instant | null;
  readonly seen_at: Instant;
}

/** Ranges of a feed that were read completely and without a filter; they do not overlap. */
export interface ReadRangeTable {
  readonly feed: number;
  readonly from_at: Instant;
  readonly to_at: Instant;
  readonly read_at: Instant;
  readonly settled_until: Instant;
}

/** Rows that appeared in a range after it had been read and had settled. */
export interface LateRowTable extends RowKeyColumns {
  readonly id: Generated<number>;
  readonly seen_at: Instant;
}

/** The lease of the collector, and a row that is locked while changes are added until they are visible. */
export interface LeaseTable {
  readonly name: string;
  readonly holder: string;
  /** Grows each time the lease changes hands. */
  readonly fence: number;
  readonly expires_at: Instant;
}
