import type { TaskSource } from '../../src/domain/source.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { Collector, type CollectorParts } from '../../src/history/collector.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { fingerprint, type World } from '../engine/world.ts';

/** The collector of an instance that holds the lease and keeps so many rows in memory. It does not wait between calls unless told to. */
export function collectorOf(
  world: World,
  rows: number,
  {
    history,
    ...parts
  }: Partial<CollectorParts> & { readonly history?: DatabaseHistory | undefined } & Pick<
      CollectorParts,
      'interval'
    >,
): Collector {
  const clock = () => world.clock.now;
  const calls = vendorCalls({ clock });
  const store = new MemoryStore(rows, clock);
  const tasksOver = (sources: readonly TaskSource[]): Tasks =>
    createTasks(sources, { calls, store, history, maxRows: rows, clock, fingerprint });
  return new Collector({
    sources: () => world.sources,
    tasksOver,
    openScope: (callBudget) =>
      requestScope({
        now: clock(),
        deadlineMs: HOUR,
        callBudget,
        priority: 'background',
        schedule: () => () => undefined,
      }),
    isHolder: () => true,
    clock,
    sleep: () => Promise.resolve(),
    prune: (before) => history?.prune(before) ?? Promise.resolve(),
    keepFor: 90 * DAY,
    ...parts,
  });
}
