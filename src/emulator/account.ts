import type { EmulatedArea, Row, Submission, SubmissionKind } from './row.ts';
import { defaultBehaviour } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { History } from './history.ts';
import type { Feed } from './history.ts';
import { retainedFrom, rowsOf, stateOf, storedRows } from './row.ts';
import type { ListAnswer, ListQuery } from './time-index.ts';
import { checkSpeakable } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The access key of an account. */
interface AccountCredentials {
  readonly id: string;
  readonly secret: string;
  /** The session token of temporary credentials. */
  readonly token?: string;
  /** When the token stops working, epoch ms. Default: never. */
  readonly tokenExpiresAt?: number;
}

/** What DescribeZones returns about a zone (EdgeOne), or ListDistributions about a distribution (CloudFront). */
export interface ZoneDetails {
  /** CloudFront: the domains that the distribution serves. Default: none. */
  readonly aliases?: readonly string[];
  /** The domain that the zone serves, or an empty text. Default: `ID.example`. */
  readonly name?: string;
  /** Distinguishes zones of the same name. Default: empty. */
  readonly alias?: string;
  /** Default `partial`. */
  readonly type?: string;
  /** Default `active`. */
  readonly status?: string;
  readonly area?: EmulatedArea;
}

/** The settings of an account. Its history is submitted later. */
interface AccountSettings {
  readonly name: string;
  readonly credentials: AccountCredentials;
  /** EdgeOne: the zones that the account may ask about. CloudFront: the distributions. */
  readonly zones: readonly string[];
  /** By zone. */
  readonly zoneDetails?: Readonly<Record<string, ZoneDetails>>;
  /** How many URLs of a kind the account may submit a day. Default: the documented number. */
  readonly dailyQuotas?: Readonly<Partial<Record<SubmissionKind, number>>>;
  readonly behaviour: Behaviour;
  readonly vocabulary: Vocabulary;
  /** As in `VendorProtocol`. */
  readonly listsTasks?: boolean | undefined;
}

/** One account of a vendor while the emulator runs. */
export class Account {
  readonly name: string;
  readonly credentials: AccountCredentials;
  readonly zones: readonly string[];
  readonly zoneDetails: Readonly<Record<string, ZoneDetails>>;
  readonly rate = new RateMeter();
  /** The nonces of the last minutes, and when each was used, epoch ms (Alibaba). */
  readonly nonces = new Map<string, number>();
  /** When each row was last requested, epoch ms by the vendor's clock (Alibaba). */
  readonly askedAt = new WeakMap<Row, number>();
  behaviour: Behaviour;
  readonly vocabulary: Vocabulary;
  readonly #history: History;
  readonly #dailyQuotas: Readonly<Partial<Record<SubmissionKind, number>>>;
  readonly #listsTasks: boolean;
  #listCalls = 0;

  constructor(settings: AccountSettings) {
    const { name, credentials, zones, zoneDetails = {}, dailyQuotas = {}, behaviour, vocabulary } = settings;
    this.name = name;
    this.credentials = credentials;
    this.zones = zones;
    this.zoneDetails = zoneDetails;
    this.#dailyQuotas = dailyQuotas;
    this.behaviour = behaviour;
    this.vocabulary = vocabulary;
    this.#listsTasks = settings.listsTasks ?? false;
    this.#history = new History((row) => feedName(vocabulary[row.kind]?.feed ?? '', row.zone));
  }

  /** @throws {RangeError} when the vendor does not offer a kind, or has no word for an outcome. */
  submit(submissions: readonly Submission[]): void {
    const rows = submissions.flatMap((submission) => rowsOf(submission, this.zones[0]));
    for (const row of rows) checkSpeakable(this.vocabulary, row);
    this.#history.add(storedRows(rows, this.behaviour, this.#listsTasks));
  }

  /**
   * Drops rows that left the retention more than a day before `now`. Lookups of the others are answered with the error
   * for tasks beyond the retention.
   */
  forget(now: number): void {
    this.#history.forget(retainedFrom(now, this.behaviour.retentionMs) - dayMs);
  }

  /** The vendor's clock at `now`, both epoch ms. */
  clock(now: number): number {
    return now + this.behaviour.clockOffsetMs;
  }

  /** A feed by its name in the vocabulary. */
  feed(name: string, zone?: string): Feed {
    return this.#history.feed(feedName(name, zone));
  }

  /** A page of a feed, or of one task of it, as this account behaves. */
  list(feed: Feed, taskId: string | undefined, query: ListQuery, now: number): ListAnswer {
    const index = taskId === undefined ? feed.byTime : feed.taskByTime(taskId);
    return index.list(query, this.behaviour, now, this.#listCalls++);
  }

  /** A page of the tasks of a feed, each by one of its rows, as this account behaves. */
  listTasks(feed: Feed, query: ListQuery, behaviour: Behaviour, now: number): ListAnswer {
    return feed.tasksByTime.list(query, behaviour, now, this.#listCalls++);
  }

  /**
   * The daily quota of a kind and what is left of it at `now`. A day begins at midnight, UTC+8.
   *
   * @param documented the quota if the account has no other
   * @param where narrows what uses up the quota, to an area or a zone
   */
  quota(kind: SubmissionKind, documented: number, now: number, where: QuotaScope = {}): Quota {
    const daily = this.#dailyQuotas[kind] ?? documented;
    const feed = this.feed(this.vocabulary[kind]?.feed ?? '', where.zone);
    const uses = (row: Row): boolean => row.kind === kind && !row.isCopy && (where.uses?.(row) ?? true);
    const today = { start: startOfDay(now), where: uses, offset: 0, limit: 0 };
    const { total = 0 } = feed.byTime.list(today, defaultBehaviour, now);
    return { daily, left: Math.max(0, daily - total) };
  }

  /** The page size that is used for a requested one; undefined if the call must be rejected. */
  pageSize(requested: number): number | undefined {
    const { maxPageSize, oversizedPages } = this.behaviour;
    if (requested <= maxPageSize) return requested;
    return oversizedPages === 'capped' ? maxPageSize : undefined;
  }

  /** Whether a call for this time range must be rejected. Without an end it reaches to `now`. Epoch ms. */
  rejectsWindow(start: number, end: number | undefined, now: number): boolean {
    const { maxWindowMs, oversizedWindows } = this.behaviour;
    return oversizedWindows === 'rejected' && (end ?? now) - start > maxWindowMs;
  }

  /** Every row that the vendor still shows at `now`, without copies, in no particular order. */
  *visibleRows(now: number): Iterable<Row> {
    const { retentionMs, visibleDelayMs } = this.behaviour;
    for (const row of this.#history.rows()) {
      const isVisible = row.visibleFrom <= now - visibleDelayMs;
      if (isVisible && !row.isCopy && row.createdAt >= retainedFrom(now, retentionMs)) yield row;
    }
  }

  /**
   * The time at which the state of a row is computed: `now`, or, if first answers are stale, the time of the previous
   * call about the row.
   */
  stateMoment(row: Row, now: number): number {
    if (!this.behaviour.staleFirstAnswer || stateOf(row, row.arrivedAt) !== 'processing') return now;
    const before = this.askedAt.get(row) ?? row.arrivedAt;
    this.askedAt.set(row, now);
    return now - before > stalePauseMs ? before : now;
  }
}

/** The vendor stops updating a row when no call asks for it for this long. */
const stalePauseMs = 5_000;

/** A daily quota. */
export interface Quota {
  readonly daily: number;
  /** How many more URLs can be submitted today. */
  readonly left: number;
}

/** The area or zone that a quota is counted for. Default: the whole account. */
interface QuotaScope {
  readonly zone?: string;
  readonly uses?: (row: Row) => boolean;
}

const dayMs = 86_400_000;
const utc8Ms = 8 * 3_600_000;

/** The last midnight at UTC+8, epoch ms. */
function startOfDay(now: number): number {
  return Math.floor((now + utc8Ms) / dayMs) * dayMs - utc8Ms;
}

function feedName(name: string, zone: string | undefined): string {
  return zone === undefined ? name : `${zone} ${name}`;
}

/** Token buckets, one for each action of an account, that hold the calls of one second. */
class RateMeter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Whether the call may be answered at `now`, epoch ms. */
  take(action: string, callsPerSecond: number, now: number): boolean {
    const bucket = this.#buckets.get(action) ?? { tokens: callsPerSecond, at: now };
    this.#buckets.set(action, bucket);
    const refill = (Math.max(0, now - bucket.at) / 1000) * callsPerSecond;
    bucket.tokens = Math.min(callsPerSecond, bucket.tokens + refill);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
