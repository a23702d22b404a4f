import { LRUCache } from 'lru-cache';
import { VendorError } from '../../domain/errors.ts';
import type { Feed, TaskSource } from '../../domain/source.ts';
import { HOUR, SECOND, secondOf, type Instant, type Milliseconds } from '../../domain/time.ts';
import { feedKey } from '../store/store.ts';
import type { ListRequest } from '../list/list-request.ts';
import { rangeView } from './listed-tasks.ts';

/** How far back a task is sought: what somebody just submitted, and waits for. */
const SOUGHT: Milliseconds = HOUR;
const MAX_PAGES = 10;
const MAX_REMEMBERED = 10_000;

/**
 * Finds out when a task was created that is named by its id alone, for vendors that only list tasks by creation time: it is
 * sought among the newest of a feed.
 */
export class NewestTasks {
  readonly #createdAt = new LRUCache<string, Instant>({ max: MAX_REMEMBERED });

  /** Throws `VendorError`: of kind RETENTION if the task is not among the newest. */
  async createdAt(request: ListRequest, source: TaskSource, feed: Feed, taskId: string): Promise<Instant> {
    const key = `${feedKey(source.provider, feed)}\n${taskId}`;
    const known = this.#createdAt.get(key) ?? (await seek(request, source, feed, taskId));
    this.#createdAt.set(key, known);
    return known;
  }
}

async function seek(request: ListRequest, source: TaskSource, feed: Feed, taskId: string): Promise<Instant> {
  const to = secondOf(source.now()) + SECOND;
  const from = to - SOUGHT;
  const view = rangeView(request, source, feed, { from, to });
  if (view === undefined) throw notAmongNewest(source, taskId, to);
  for (let pages = 0; ; pages += 1) {
    for (const second of view.seconds(view.edge))
      if (view.rowsOf(second).some((row) => row.taskId === taskId)) return second;
    if (view.error !== undefined) throw view.error;
    if (view.edge === undefined || pages === MAX_PAGES) break;
    await view.read(Infinity);
  }
  throw view.shortfallSince(from) ?? notAmongNewest(source, taskId, view.edge ?? from);
}

const notAmongNewest = ({ provider: { name } }: TaskSource, taskId: string, earliest: Instant): VendorError =>
  new VendorError({
    kind: 'RETENTION',
    provider: name,
    message:
      `${name} lists no task ${taskId} since ${new Date(earliest).toISOString()}. Its vendor lists tasks by creation time alone: ask for ` +
      'an older one by its `id`, with `node`.',
    retryable: false,
    earliest,
    field: 'taskId',
  });
