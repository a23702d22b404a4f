import type { Insertable, Selectable } from 'kysely';
import type { SeenRow } from '../engine/store/history.ts';
import type { Feed, Provider } from '../domain/source.ts';
import { isFinal, type UrlDetail } from '../domain/task.ts';
import type { Instant } from '../domain/time.ts';
import type { UrlDetailTable } from './tables.ts';

export type StoredRow = Selectable<UrlDetailTable>;
export type NewRow = Insertable<UrlDetailTable>;

/** Which parts of a row are stored. */
export interface RowSettings {
  /** Whether the vendor's own row is stored too. */
  readonly raw: boolean;
  /** The URL as it is stored. */
  readonly urlOf: (url: string) => string;
}

/** Identifies a row within its feed. */
export const keyOf = ({
  created_at,
  kind,
  task_id,
  url,
  area,
}: Pick<StoredRow, 'created_at' | 'kind' | 'task_id' | 'url' | 'area'>): string =>
  [created_at, kind, task_id, url, area].join('\n');

/** A row as it is stored when it is seen for the first time. */
export function encodeRow(feed: number, row: UrlDetail, seenAt: Instant, settings: RowSettings): NewRow {
  const isOpen = !isFinal(row.state);
  const answeredAt = Math.max(seenAt, row.observedAt);
  return {
    feed,
    created_at: row.createdAt,
    kind: row.kind,
    task_id: row.taskId,
    url: settings.urlOf(row.url),
    area: row.area ?? '',
    domain: row.domain,
    state: row.state,
    vendor_status: row.vendorStatus ?? null,
    progress: row.progress ?? null,
    finished_at: row.finishedAt ?? null,
    reason: row.reason ?? null,
    message: row.message ?? null,
    scope: row.scope ?? null,
    is_scheme_known: row.isSchemeKnown === false ? 0 : 1,
    purge_method: row.purgeMethod ?? null,
    updated_at: row.updatedAt ?? null,
    observed_at: row.observedAt,
    request_id: row.requestId ?? null,
    raw: settings.raw ? withoutNul(JSON.stringify(row.raw)) : null,
    first_seen: seenAt,
    last_seen: seenAt,
    last_seen_open: isOpen ? seenAt : null,
    first_seen_final: isOpen ? null : answeredAt,
  };
}

/** The fields of a row that come from its feed as it is configured now. */
export type RowOwner = Pick<UrlDetail, 'provider' | 'hosts'>;

/** Rows with a path but no host apply to all hosts of their feed. */
export const ownerOf = ({ name }: Provider, { hosts, capabilities }: Feed): RowOwner => ({
  provider: name,
  ...(capabilities.tellsDomain === false && { hosts }),
});

/** A stored row as the vendor answered it. */
export function decodeRow(owner: RowOwner, stored: StoredRow): SeenRow {
  const row: UrlDetail = {
    ...owner,
    kind: stored.kind,
    taskId: stored.task_id,
    scope: stored.scope ?? undefined,
    url: stored.url,
    ...(stored.is_scheme_known === 0 ? { isSchemeKnown: false } : {}),
    domain: stored.domain,
    area: stored.area === '' ? undefined : stored.area,
    purgeMethod: stored.purge_method ?? undefined,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at ?? undefined,
    observedAt: stored.observed_at,
    requestId: stored.request_id ?? undefined,
    state: stored.state,
    vendorStatus: stored.vendor_status ?? undefined,
    progress: stored.progress ?? undefined,
    finishedAt: stored.finished_at ?? undefined,
    reason: stored.reason ?? undefined,
    message: stored.message ?? undefined,
    raw: rawOf(stored.raw),
  };
  return { row, seenAt: stored.last_seen };
}

/** The columns of a stored row that are instants. */
const instants = [
  'created_at',
  'updated_at',
  'finished_at',
  'observed_at',
  'first_seen',
  'last_seen',
  'last_seen_open',
  'first_seen_final',
] as const;

/** A stored row for export: names in camel case, instants in ISO 8601, without what is absent. */
export function isoRow({ feed: _feed, raw, is_scheme_known: isSchemeKnown, ...row }: StoredRow): object {
  const times = new Map<string, number | null>(instants.map((column) => [column, row[column]]));
  const values = Object.entries(row).flatMap(([column, value]): [string, unknown][] => {
    const instant = times.get(column);
    if (value === null || value === '') return [];
    return [[camelCase(column), instant == null ? value : new Date(instant).toISOString()]];
  });
  return {
    ...Object.fromEntries(values),
    ...(isSchemeKnown === 0 && { isSchemeKnown: false }),
    ...(raw !== null && { raw: rawOf(raw) }),
  };
}

const camelCase = (column: string): string =>
  column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function rawOf(text: string | null): UrlDetail['raw'] {
  if (text === null) return {};
  const raw: unknown = JSON.parse(text);
  return typeof raw === 'object' && raw !== null ? { ...raw } : {};
}

/** Postgres stores no NUL character in a text. */
const withoutNul = (json: string): string => json.replaceAll('\\u0000', '\\ufffd');
