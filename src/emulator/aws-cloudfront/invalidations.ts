import type { Account } from '../account.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters } from '../protocol.ts';
import { retainedFrom, stateOf } from '../row.ts';
import type { Row } from '../row.ts';
import { spelled } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'InProgress', succeeded: 'Completed' };
const words = { feed: 'invalidations', type: '', states };

/** CloudFront does not name kinds: the form of a path determines the kind. */
export const vocabulary: Vocabulary = {
  PURGE_URL: words,
  PURGE_DIRECTORY: words,
  PURGE_ALL: words,
  PURGE_CACHE_TAG: words,
};

/** Users report that calls beyond this rate are throttled. The rate is not documented. */
const callsPerSecond = 6;
const defaultMaxItems = 100;

/** CloudFront, ListInvalidations: newest first, by marker. */
export const listInvalidations: Action = {
  callsPerSecond,
  answer: (received, account, now) => {
    const feed = feedOf(received, account);
    const requested = maxItemsOf(received) ?? defaultMaxItems;
    const maxItems = account.pageSize(requested);
    if (maxItems === undefined) throw invalidArgument('MaxItems is too large.');
    const marker = textOf(received, 'Marker');
    // The order is documented and ids are never removed, so only new invalidations change the list.
    const behaviour = { ...account.behaviour, order: 'newest-first', ties: 'fixed' } as const;
    const { rows } = account.listTasks(feed, { offset: 0, limit: Infinity }, behaviour, now);
    const { page, nextMarker } = pageAfter(rows, ({ taskId }) => taskId, marker, maxItems);
    return {
      rows: page.map((row) => ({
        Id: row.taskId,
        CreateTime: new Date(row.arrivedAt).toISOString(),
        Status: statusOf(feed.task(row.taskId), account, now),
      })),
      total: page.length,
      statusField: 'Status',
      scanned: rows.length,
      body: (written, count) => ({
        InvalidationList: {
          Marker: marker ?? '',
          NextMarker: nextMarker,
          MaxItems: requested,
          IsTruncated: nextMarker !== undefined,
          Quantity: count ?? 0,
          Items: written === null || written === undefined ? undefined : { InvalidationSummary: written },
        },
      }),
    };
  },
};

/** CloudFront, GetInvalidation: one batch with its paths. */
export const getInvalidation: Action = {
  callsPerSecond,
  answer: (received, account, now) => {
    const feed = feedOf(received, account);
    const id = textOf(received, 'Id') ?? '';
    const { retentionMs, visibleDelayMs } = account.behaviour;
    const rows = feed.task(id).filter(({ isCopy }) => !isCopy);
    const [first] = rows;
    const isKnown =
      first !== undefined &&
      first.visibleFrom <= now - visibleDelayMs &&
      first.createdAt >= retainedFrom(now, retentionMs);
    if (!isKnown) throw new Refusal('NoSuchInvalidation', 'The specified invalidation does not exist.', 404);
    const members = {
      Id: id,
      Status: statusOf(rows, account, now),
      CreateTime: new Date(first.arrivedAt).toISOString(),
    };
    return {
      rows: [members],
      total: 1,
      statusField: 'Status',
      scanned: rows.length,
      body: (written) => ({
        Invalidation: {
          ...written?.[0],
          InvalidationBatch: {
            Paths: { Quantity: rows.length, Items: { Path: rows.map((row) => pathOf(row.url)) } },
            CallerReference: `reference-of-${id}`,
          },
        },
      }),
    };
  },
};

function feedOf(received: ReceivedParameters, account: Account) {
  const distribution = textOf(received, 'DistributionId') ?? '';
  if (!account.zones.includes(distribution)) {
    throw new Refusal('NoSuchDistribution', 'The specified distribution does not exist.', 404);
  }
  return account.feed('invalidations', distribution);
}

/** A batch has ended when all its paths have. */
function statusOf(rows: readonly Row[], { behaviour }: Account, now: number): string {
  const isRunning = rows.some((row) => stateOf(row, now) === 'processing');
  const word = isRunning ? states.processing : (rows[0]?.word ?? states.succeeded);
  return spelled(word, behaviour);
}

/** A path, or a cache tag, as CloudFront keeps it: without scheme and host. */
export function pathOf(url: string): string {
  return url.replace(/^(?:[a-z]+:\/\/)?[^/#]*/i, '');
}

/** A text parameter; undefined if absent or empty. */
export function textOf({ values }: ReceivedParameters, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** MaxItems, a positive number. @throws {Refusal} InvalidArgument */
export function maxItemsOf(parameters: ReceivedParameters): number | undefined {
  const text = textOf(parameters, 'MaxItems');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalidArgument('MaxItems must be a positive number.');
  return Number(text);
}

/** The error for an argument that has no code of its own. */
export function invalidArgument(message: string): Refusal {
  return new Refusal('InvalidArgument', message);
}

/** The page of ids after a marker. @throws {Refusal} for an unknown marker */
export function pageAfter<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  marker: string | undefined,
  maxItems: number,
): { readonly page: readonly Item[]; readonly nextMarker: string | undefined } {
  const at = marker === undefined ? -1 : items.findIndex((item) => idOf(item) === marker);
  if (marker !== undefined && at < 0) throw invalidArgument('The marker is invalid.');
  const page = items.slice(at + 1, at + 1 + maxItems);
  const last = page.at(-1);
  const isTruncated = last !== undefined && at + 1 + maxItems < items.length;
  return { page, nextMarker: isTruncated ? idOf(last) : undefined };
}
