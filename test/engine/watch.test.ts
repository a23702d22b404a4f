import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Task, TaskKey, TaskState } from '../../src/domain/task.ts';
import type { DisposableScope } from '../../src/engine/call/deadline.ts';
import { pauseAt, taskWatch } from '../../src/engine/watch.ts';
import type { Sighting, TaskWatch } from '../../src/engine/watch.ts';
import { scopeWith } from '../scope-with.ts';

const key: TaskKey = { provider: 'main', kind: 'PREFETCH', taskId: '1' };
const createdAt = Date.UTC(2026, 2, 1);

const task = (state: TaskState, progress?: number): Task => ({
  ...key,
  state,
  progress,
  createdAt,
  urlCount: 1,
  stateCounts: [{ state, count: 1 }],
});

const failure = (retryable: boolean, retryAfter?: number): VendorError =>
  new VendorError({ kind: 'UNAVAILABLE', message: 'The vendor is down.', retryable, retryAfter });

const openScope = (signal: AbortSignal): DisposableScope => ({
  scope: scopeWith({ now: Date.now(), signal }),
  dispose: () => {},
});

const sleep = (length: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      done();
    };
    const timer = setTimeout(wake, length);
    signal.addEventListener('abort', wake);
  });

/** Answers one sighting after the other, and the last for ever; tells when it was asked. */
function watchOf(sightings: readonly Sighting[]): {
  watch: TaskWatch;
  askedAt: number[];
  signals: AbortSignal[];
} {
  const askedAt: number[] = [];
  const signals: AbortSignal[] = [];
  const watch = taskWatch({
    tasks: {
      lookUp: async (_, { signal }) => {
        signals.push(signal);
        const sighting = sightings[Math.min(askedAt.push(Date.now() - createdAt) - 1, sightings.length - 1)];
        return sighting === undefined ? [] : [sighting];
      },
    },
    openScope,
    clock: Date.now,
    gather: () => Promise.resolve(),
    sleep,
  });
  return { watch, askedAt, signals };
}

const described = (sighting: Sighting): string =>
  sighting instanceof VendorError ? sighting.kind : `${sighting.state} ${sighting.progress ?? ''}`.trim();

async function seen(watched: AsyncIterable<Sighting>, into: string[] = []): Promise<string[]> {
  for await (const sighting of watched) into.push(described(sighting));
  return into;
}

beforeEach(() => {
  vi.useFakeTimers({ now: createdAt });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a watch', () => {
  it('gives the task at once, then each change, and completes at a final state', async () => {
    const { watch } = watchOf([
      task('PROCESSING', 10),
      task('PROCESSING', 10),
      task('PROCESSING', 60),
      task('SUCCEEDED', 100),
    ]);
    const all = seen(watch(key));
    await vi.runAllTimersAsync();
    expect(await all).toEqual(['PROCESSING 10', 'PROCESSING 60', 'SUCCEEDED 100']);
  });

  it('asks once for a task that is final already', async () => {
    const { watch, askedAt } = watchOf([task('FAILED')]);
    expect(await seen(watch(key))).toEqual(['FAILED']);
    expect(askedAt).toHaveLength(1);
  });

  it('asks every second at first and every ten seconds later', async () => {
    expect([0, 9_999, 20_000, 55_000, 100_000, 3_600_000].map(pauseAt)).toEqual([
      1_000, 1_000, 2_000, 5_500, 10_000, 10_000,
    ]);
    const { watch, askedAt } = watchOf([task('PROCESSING')]);
    const watched = watch(key);
    await watched.next();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(askedAt.slice(0, 4)).toEqual([0, 1_000, 2_000, 3_000]);
    expect((askedAt.at(-1) ?? 0) - (askedAt.at(-2) ?? 0)).toBe(10_000);
    await watched.return?.();
  });

  it('polls once for a thousand watchers, and shows a late one what is known at once', async () => {
    const { watch, askedAt } = watchOf([task('PROCESSING', 1), task('PROCESSING', 2), task('SUCCEEDED')]);
    const early = Array.from({ length: 1_000 }, () => seen(watch(key)));
    await vi.advanceTimersByTimeAsync(1_500);
    const late = seen(watch(key));
    await vi.runAllTimersAsync();
    expect(new Set((await Promise.all(early)).map(String))).toEqual(
      new Set(['PROCESSING 1,PROCESSING 2,SUCCEEDED']),
    );
    expect(await late).toEqual(['PROCESSING 2', 'SUCCEEDED']);
    expect(askedAt).toHaveLength(3);
  });

  it('stops when the last watcher leaves, also while it waits, and begins anew for the next', async () => {
    const { watch, askedAt } = watchOf([task('PROCESSING')]);
    const [one, other] = [watch(key), watch(key)];
    await Promise.all([one.next(), other.next()]);
    const waiting = one.next();
    await one.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(askedAt).toHaveLength(2);
    await other.return?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(askedAt).toHaveLength(2);
    const again = watch(key);
    expect((await again.next()).done).toBe(false);
    expect(askedAt).toHaveLength(3);
    await again.return?.();
  });

  it('looks up together what is watched at the same time, and ends a lookup that nobody waits for', async () => {
    const asked: string[][] = [];
    const signals: AbortSignal[] = [];
    const watch = taskWatch({
      tasks: {
        lookUp: (keys, { signal }) => {
          asked.push(keys.map(({ taskId }) => taskId));
          signals.push(signal);
          return new Promise(() => undefined);
        },
      },
      openScope,
      clock: Date.now,
      sleep,
    });
    const watchers = ['1', '2', '3'].map((taskId) => watch({ ...key, taskId }));
    const waiting = watchers.map((each) => each.next());
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([['1', '2', '3']]);
    await watchers[0]?.return?.();
    await watchers[1]?.return?.();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await watchers[2]?.return?.();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await Promise.all(waiting);
  });

  it('asks for nothing before it is read', async () => {
    const { watch, askedAt } = watchOf([task('PROCESSING')]);
    await watch(key).return?.();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(askedAt).toEqual([]);
  });

  it('shows a passing failure once, waits longer after each, and goes on', async () => {
    const { watch, askedAt } = watchOf([
      task('PROCESSING'),
      failure(true),
      failure(true),
      failure(true),
      task('SUCCEEDED'),
    ]);
    const all = seen(watch(key));
    await vi.runAllTimersAsync();
    expect(await all).toEqual(['PROCESSING', 'UNAVAILABLE', 'SUCCEEDED']);
    expect(askedAt).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  });

  it('waits as long as the vendor says', async () => {
    const { watch, askedAt } = watchOf([failure(true, 30_000), task('SUCCEEDED')]);
    const all = seen(watch(key));
    await vi.runAllTimersAsync();
    expect(await all).toEqual(['UNAVAILABLE', 'SUCCEEDED']);
    expect(askedAt).toEqual([0, 30_000]);
  });

  it('completes after a permanent failure', async () => {
    const { watch, askedAt } = watchOf([failure(false)]);
    expect(await seen(watch(key))).toEqual(['UNAVAILABLE']);
    expect(askedAt).toHaveLength(1);
  });

  it('sends a slow reader the newest state instead of a backlog', async () => {
    const { watch } = watchOf([1, 2, 3, 4, 5].map((progress) => task('PROCESSING', progress)));
    const watched = watch(key);
    expect((await watched.next()).value).toMatchObject({ progress: 1 });
    await vi.advanceTimersByTimeAsync(4_500);
    expect((await watched.next()).value).toMatchObject({ progress: 5 });
    await watched.return?.();
  });

  it('ends with the error when the lookup itself breaks', async () => {
    const { watch } = watchOf([]);
    await expect(seen(watch(key))).rejects.toThrow('no outcome');
  });
});
