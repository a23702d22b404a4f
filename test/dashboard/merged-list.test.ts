import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaskRowFragment } from '../../src/dashboard/gql/graphql.ts';
import type { Page } from '../../src/dashboard/pages.ts';
import { createTimeline } from '../../src/dashboard/timeline.ts';
import { taskRow } from './task-row.ts';

const start = Date.parse('2026-03-01T12:00:00.000Z');
const at = (minutesBack: number): number => start - minutesBack * 60_000;
const task = (provider: string, minutesBack: number): TaskRowFragment =>
  taskRow(`${provider}-${minutesBack}`, provider, { createdAt: new Date(at(minutesBack)).toISOString() });

/** One page with these tasks, by their minutes back; `next` says that there are more. */
const page = (provider: string, minutes: readonly number[], next?: string): Page => ({
  tasks: minutes.map((each) => task(provider, each)),
  coverage: [],
  problems: [],
  readTo: next === undefined ? undefined : at(minutes.at(-1) ?? 0),
  next,
});

/** Providers whose answers a test gives by hand. */
function providersNamed(...names: readonly string[]) {
  const reads: { readonly name: string; readonly after: string | null; readonly answer: Subject<Page> }[] =
    [];
  const timeline = createTimeline(
    new Map(
      names.map((name) => [
        name,
        (after: string | null) => {
          const answer = new Subject<Page>();
          reads.push({ name, after, answer });
          return answer;
        },
      ]),
    ),
  );
  const stop = timeline.subscribe(() => {});
  const latest = (name: string) => reads.findLast((read) => read.name === name);
  return {
    timeline,
    stop,
    reads,
    answer: (name: string, answered: Page) => latest(name)?.answer.next(answered),
    fail: (name: string) => latest(name)?.answer.error(new Error('refused')),
    ids: () => timeline.state().tasks.map(({ id }) => id),
  };
}

describe('the merged list', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('waits a moment for all providers, then shows those that answered, and takes in the others later', () => {
    const { timeline, answer, ids } = providersNamed('a', 'b');
    answer('a', page('a', [1, 3]));
    expect(timeline.state().isLoading).toBe(true);
    vi.advanceTimersByTime(900);
    expect(timeline.state()).toMatchObject({
      isLoading: false,
      slow: ['b'],
      missing: ['b'],
      isReading: false,
    });
    expect(ids()).toEqual(['a-1', 'a-3']);
    answer('b', page('b', [2]));
    expect(ids()).toEqual(['a-1', 'b-2', 'a-3']);
    expect(timeline.state()).toMatchObject({ slow: [], missing: [], hasMore: false });
  });

  it('stays empty and names all providers while none answers', () => {
    const { timeline } = providersNamed('a', 'b');
    vi.advanceTimersByTime(5_000);
    expect(timeline.state()).toMatchObject({ isLoading: true, slow: ['a', 'b'], tasks: [] });
  });

  it('holds rows back that an unread row of another provider may precede', () => {
    const { timeline, reads, answer, ids } = providersNamed('a', 'b');
    answer('a', page('a', [1, 2], 'more'));
    answer('b', page('b', [1, 9]));
    expect(ids()).toEqual(['a-1', 'b-1', 'a-2']);
    expect(timeline.state()).toMatchObject({ hasMore: true, readTo: at(2) });
    timeline.loadMore();
    expect(reads.map(({ name, after }) => `${name} ${after ?? 'begin'}`)).toEqual([
      'a begin',
      'b begin',
      'a more',
    ]);
    answer('a', page('a', [5]));
    expect(ids()).toEqual(['a-1', 'b-1', 'a-2', 'a-5', 'b-9']);
    expect(timeline.state().hasMore).toBe(false);
  });

  it('asks a failed provider again when more is loaded, and shows the others meanwhile', () => {
    const { timeline, reads, answer, fail, ids } = providersNamed('a', 'b');
    answer('a', page('a', [1]));
    fail('b');
    expect(timeline.state()).toMatchObject({
      missing: ['b'],
      failures: [{ provider: 'b' }],
      isLoading: false,
    });
    expect(ids()).toEqual(['a-1']);
    timeline.loadMore();
    expect(reads).toHaveLength(3);
    answer('b', page('b', [0]));
    expect(ids()).toEqual(['b-0', 'a-1']);
    expect(timeline.state().failures).toEqual([]);
  });

  it('is not held back by a provider that finds nothing', () => {
    const { timeline, answer, ids } = providersNamed('a', 'b');
    answer('a', page('a', [5]));
    const seen: (readonly string[])[] = [];
    for (let index = 0; index < 8; index += 1) {
      answer('b', { ...page('b', [], `page ${index}`), readTo: at(index / 8) });
      seen.push(ids());
      timeline.loadMore();
    }
    expect(seen).toEqual([...Array.from({ length: 7 }, () => []), ['a-5']]);
    expect(ids()).toEqual(['a-5']);
    expect(timeline.state()).toMatchObject({ isStalled: true, hasMore: true });
  });

  it('shows a task that changes in a page that was read before', () => {
    const { timeline, reads, answer } = providersNamed('a');
    answer('a', page('a', [1], 'more'));
    timeline.loadMore();
    answer('a', page('a', [2]));
    const changed = page('a', [1], 'more');
    reads[0]?.answer.next({ ...changed, tasks: changed.tasks.map((each) => ({ ...each, state: 'FAILED' })) });
    expect(timeline.state().tasks.map(({ state }) => state)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(timeline.state()).toMatchObject({ hasMore: false, isReading: false });
  });

  it('reads on to the end when it is asked to', () => {
    const { timeline, reads, answer, ids } = providersNamed('a');
    answer('a', page('a', [1], '1'));
    timeline.readAll();
    for (const minute of [2, 3, 4]) answer('a', page('a', [minute], `${minute}`));
    answer('a', page('a', [5]));
    expect(ids()).toHaveLength(5);
    expect(reads.map(({ after }) => after)).toEqual([null, '1', '2', '3', '4']);
  });

  it('stops asking when it has no subscriber', () => {
    const { reads, stop, answer, ids } = providersNamed('a');
    stop();
    answer('a', page('a', [1]));
    expect(ids()).toEqual([]);
    expect(reads[0]?.answer.observed).toBe(false);
  });
});
