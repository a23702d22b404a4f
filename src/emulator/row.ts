import type { Behaviour } from './behaviour.ts';

/** What a submission does to the cache. Each vendor offers some of the kinds. */
export type SubmissionKind =
  | 'PREFETCH'
  | 'PURGE_URL'
  | 'PURGE_DIRECTORY'
  | 'PURGE_HOST'
  | 'PURGE_ALL'
  | 'PURGE_CACHE_TAG'
  | 'PURGE_REGEX';

/**
 * How a target ends. `pending` never ends (Alibaba only). Each vendor has words for some outcomes; a target with another
 * outcome needs a `word`.
 */
export type Outcome = 'succeeded' | 'failed' | 'timedOut' | 'canceled' | 'invalid' | 'pending';

/** Where a URL is prefetched or purged (Tencent Cloud CDN, `Area`). */
export type EmulatedArea = 'mainland' | 'overseas' | 'global';

/** One URL, directory, host or tag of a submission: one row of the vendor's answer. All times are epoch ms. */
export interface Target {
  readonly url: string;
  /** Default: the host of `url`. */
  readonly domain?: string;
  /** Default: the submission's `at`. Vendors list and filter by whole seconds. */
  readonly createdAt?: number;
  /** The target is in progress before this time and has its outcome from then on. */
  readonly finishesAt: number;
  readonly outcome: Outcome;
  /** Tencent Cloud CDN. Default `mainland`. */
  readonly area?: EmulatedArea;
  /** EdgeOne `Method` (`invalidate`, `delete`) or Tencent Cloud CDN `FlushType` (`flush`, `delete`). */
  readonly method?: string;
  /** EdgeOne `FailType`, for failures only. Default `taskFailed`. */
  readonly failType?: string;
  /** EdgeOne `FailMessage` or Alibaba `Description`, for failures only. */
  readonly message?: string;
  /** EdgeOne. Default: the submission's zone. */
  readonly zone?: string;
  /** Alibaba preload detail: the share of nodes, 0..1, that have the URL. Default: 1 if succeeded, else 0. */
  readonly successShare?: number;
  /** The vendor's word once finished, instead of the outcome's own. */
  readonly word?: string;
}

/** One task: what a vendor identifies by a TaskId or JobId. */
export interface Submission {
  readonly taskId: string;
  readonly kind: SubmissionKind;
  /** When it was submitted, epoch ms. */
  readonly at: number;
  /** EdgeOne. Default: the account's first zone. */
  readonly zone?: string;
  /** The vendor's word for the kind, instead of the kind's own: one that no document lists, or no cache task. */
  readonly type?: string;
  readonly targets: readonly Target[];
}

/** One target as the vendor stores it. `stateOf`, `percentOf` and `updatedAt` compute what changes with time. */
export interface Row {
  readonly taskId: string;
  readonly kind: SubmissionKind;
  readonly url: string;
  readonly domain: string;
  readonly zone: string | undefined;
  /** When the row was created, epoch ms by the vendor's clock. */
  readonly arrivedAt: number;
  /** The same in whole seconds, as the vendor tells it. */
  readonly createdAt: number;
  /** When the row can be listed, epoch ms by the vendor's clock. */
  readonly visibleFrom: number;
  readonly finishesAt: number;
  readonly outcome: Outcome;
  readonly area: EmulatedArea;
  readonly method: string | undefined;
  readonly failType: string | undefined;
  readonly message: string | undefined;
  readonly successShare: number;
  /** The vendor's word once finished, instead of the outcome's own. */
  readonly word: string | undefined;
  /** The vendor's word for the kind, instead of the kind's own. */
  readonly type: string | undefined;
  /** Whether the row is a copy of another. */
  readonly isCopy: boolean;
  /** Orders the rows of one second: an arbitrary but constant number. */
  readonly sortKey: number;
}

/** The state of a row: in progress, or its outcome. */
export type RowState = Outcome | 'processing';

const second = 1000;

/** The rows of a submission, in the order of its targets. */
export function rowsOf(submission: Submission, defaultZone: string | undefined): Row[] {
  const taskKey = hashOf(submission.taskId, 0);
  return submission.targets.map((target, index) => rowOf(submission, target, index, taskKey, defaultZone));
}

/**
 * The rows as a vendor with this behaviour stores them: by its clock, some late, copied, or with undocumented words.
 * @param listsTasks whether lateness and undocumented words concern whole tasks
 */
export function storedRows(rows: readonly Row[], behaviour: Behaviour, listsTasks = false): Row[] {
  const { clockOffsetMs, lateRowShare, lateRowDelayMs, identicalRowShare } = behaviour;
  const { unknownStateShare, unknownKindShare } = behaviour;
  return rows.flatMap((row) => {
    const arrivedAt = row.arrivedAt + clockOffsetMs;
    const key = listsTasks ? hashOf(row.taskId, 0) : row.sortKey;
    const stored: Row = {
      ...row,
      arrivedAt,
      createdAt: wholeSecond(arrivedAt),
      finishesAt: row.finishesAt + clockOffsetMs,
      visibleFrom: arrivedAt + (chance('late', key) < lateRowShare ? lateRowDelayMs : 0),
      word: chance('state', key) < unknownStateShare ? 'archived' : row.word,
      type: chance('kind', hashOf(row.taskId, 0)) < unknownKindShare ? 'revalidate' : row.type,
    };
    if (chance('copy', row.sortKey) >= identicalRowShare) return [stored];
    return [stored, { ...stored, isCopy: true, sortKey: hashOf('copy', row.sortKey) }];
  });
}

/** The row's state at `now`. */
export function stateOf(row: Row, now: number): RowState {
  return row.outcome === 'pending' || now >= row.finishesAt ? row.outcome : 'processing';
}

/** The row's progress at `now`, 0..100: linear in time, 100 only when finished, 0 while pending. */
export function percentOf(row: Row, now: number): number {
  if (row.outcome === 'pending') return 0;
  if (now >= row.finishesAt) return 100;
  const share = (now - row.arrivedAt) / (row.finishesAt - row.arrivedAt);
  return Math.min(99, Math.max(0, Math.floor(share * 100)));
}

/** When the row last changed at or before `now`, epoch ms in whole seconds. */
export function updatedAt(row: Row, now: number): number {
  if (row.outcome === 'pending') return row.createdAt;
  return Math.max(row.createdAt, wholeSecond(Math.min(now, row.finishesAt)));
}

/** The second that contains `instant`, epoch ms. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / second) * second;
}

/** The oldest second within the retention at `now`, epoch ms. */
export function retainedFrom(now: number, retentionMs: number): number {
  return wholeSecond(now) - retentionMs;
}

function rowOf(
  submission: Submission,
  target: Target,
  index: number,
  taskKey: number,
  defaultZone: string | undefined,
): Row {
  const arrivedAt = target.createdAt ?? submission.at;
  return {
    taskId: submission.taskId,
    kind: submission.kind,
    url: target.url,
    domain: target.domain ?? hostOf(target.url),
    zone: target.zone ?? submission.zone ?? defaultZone,
    arrivedAt,
    createdAt: wholeSecond(arrivedAt),
    visibleFrom: arrivedAt,
    finishesAt: target.finishesAt,
    outcome: target.outcome,
    area: target.area ?? 'mainland',
    method: target.method,
    failType: target.failType,
    message: target.message,
    successShare: target.successShare ?? (target.outcome === 'succeeded' ? 1 : 0),
    word: target.word,
    type: submission.type,
    isCopy: false,
    sortKey: hashOf(target.url, taskKey + index),
  };
}

function hostOf(url: string): string {
  const schemeEnd = url.indexOf('://');
  const start = schemeEnd < 0 ? 0 : schemeEnd + 3;
  const end = url.slice(start).search(/[/?#:]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

/** A number in [0, 1) that looks random and is the same for the same purpose and key. */
function chance(purpose: string, key: number): number {
  return hashOf(purpose, key) / 4_294_967_296;
}

/** FNV-1a with a final mix, so that similar texts get very different numbers: 32 bits. */
export function hashOf(text: string, start: number): number {
  let hash = 0x811c9dc5 ^ start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
