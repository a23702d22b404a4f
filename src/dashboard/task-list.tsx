import type { KeyboardEvent } from 'react';
import { useEffect } from 'react';
import { troubled } from './coverage.ts';
import { counted, dayName, shortMoment } from './format.ts';
import type { TaskRowFragment } from './gql/graphql.ts';
import { clearFilters } from './filters.tsx';
import { Notice } from './notice.tsx';
import { TaskRow } from './task-row.tsx';
import { useIsOnScreen } from './use-is-on-screen.ts';
import { useNow } from './use-now.ts';
import type { Timeline } from './use-timeline.ts';

const skeletonRows = 12;

interface TaskListProps {
  readonly timeline: Timeline;
  /** Something is filtered beside the time. */
  readonly isNarrowed: boolean;
}

/** The merged list, day by day; it grows when its end comes into sight. */
export function TaskList({ timeline, isNarrowed }: TaskListProps) {
  const { tasks, isLoading, isChanging, hasMore, failure, refresh } = timeline;
  if (isLoading) return <Skeleton />;
  if (tasks.length === 0 && failure !== undefined) {
    return (
      <Notice tone="bad" title="The tasks could not be read" text={failure}>
        <button type="button" className="button-main" onClick={refresh}>
          Try again
        </button>
      </Notice>
    );
  }
  return (
    <div className={isChanging ? 'tasks tasks-changing' : 'tasks'} aria-busy={isChanging} onKeyDown={walk}>
      {tasks.length === 0 ? <Empty timeline={timeline} isNarrowed={isNarrowed} /> : <Days tasks={tasks} />}
      {(tasks.length > 0 || hasMore) && <End timeline={timeline} />}
    </div>
  );
}

function Days({ tasks }: { readonly tasks: readonly TaskRowFragment[] }) {
  const now = useNow();
  return daysOf(tasks, now).map(({ name, tasks: own }) => (
    <section key={own[0]?.id ?? name} className="day">
      <h3>{name}</h3>
      <ol>
        {own.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ol>
    </section>
  ));
}

interface Day {
  readonly name: string;
  readonly tasks: TaskRowFragment[];
}

function daysOf(tasks: readonly TaskRowFragment[], now: number): readonly Day[] {
  const days: Day[] = [];
  for (const task of tasks) {
    const name = dayName(task.createdAt, now);
    if (days.at(-1)?.name === name) days.at(-1)?.tasks.push(task);
    else days.push({ name, tasks: [task] });
  }
  return days;
}

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.task-link')];
  const index = rows.findIndex((row) => row === document.activeElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  rows[step(index, rows.length)]?.focus();
}

/** What comes after the rows that are there: more of them, or that there are none. */
function End({ timeline }: { readonly timeline: Timeline }) {
  const { tasks, hasMore, isStalled, isLoadingMore, isChanging, failure, loadMore } = timeline;
  const isWaiting = hasMore && !isStalled && !isLoadingMore && !isChanging && failure === undefined;
  const [end, isOnScreen] = useIsOnScreen<HTMLDivElement>(isWaiting);
  useEffect(() => {
    if (isWaiting && isOnScreen) loadMore();
  }, [isWaiting, isOnScreen, loadMore]);
  return (
    <div className="end" ref={end}>
      {failure !== undefined && <Notice tone="bad" title="The list could not be read on" text={failure} />}
      {hasMore ? (
        <button type="button" className="button-quiet" disabled={isLoadingMore} onClick={loadMore}>
          {isLoadingMore ? 'Reading on…' : 'Load more'}
        </button>
      ) : (
        <p>{counted(tasks.length, 'task')}. That is all of the chosen time.</p>
      )}
    </div>
  );
}

function Empty({ timeline: { coverage, hasMore }, isNarrowed }: TaskListProps) {
  const silent = troubled(coverage).map(({ name }) => name);
  if (silent.length > 0) {
    const text = `There may be some that are not seen here: ${silent.join(', ')} did not answer in full.`;
    return <Notice tone="warn" title="No tasks so far" text={text} />;
  }
  if (hasMore) {
    const [since] = coverage.flatMap(({ covered }) => (covered === null ? [] : [covered.from])).toSorted();
    const text = since === undefined ? 'Still reading.' : `None since ${shortMoment(since)}. Still reading.`;
    return <Notice tone="idle" title="No tasks so far" text={text} />;
  }
  return (
    <Notice tone="idle" title="No tasks" text="Nothing was submitted in the chosen time that matches.">
      {isNarrowed && (
        <button type="button" className="button-main" onClick={clearFilters}>
          Clear the filters
        </button>
      )}
    </Notice>
  );
}

const Skeleton = () => (
  <div className="skeleton" role="status">
    <span className="unseen">Reading the tasks of every provider…</span>
    {Array.from({ length: skeletonRows }, (_, index) => (
      <div key={index} className="skeleton-row" />
    ))}
  </div>
);
