import type { KeyboardEvent } from 'react';
import { useEffect } from 'react';
import { clearFilters } from './filters.tsx';
import { dayName, shortMoment } from './format.ts';
import type { TaskRowFragment } from './gql/graphql.ts';
import { useGroups } from './groups.ts';
import type { Group } from './groups.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { useNow } from './moment.tsx';
import { Notice, Problem } from './problem.tsx';
import { GroupRow, TaskRow } from './task-row.tsx';
import type { List } from './use-timeline.ts';
import { useIsOnScreen } from './use-view.tsx';

const skeletonRows = 12;

interface TaskListProps {
  readonly list: List;
  /** Whether anything except the time is filtered. */
  readonly isNarrowed: boolean;
}

/** The merged list, day by day. It reads more when its end becomes visible. */
export function TaskList({ list, isNarrowed }: TaskListProps) {
  const { tasks, slow, isLoading, isChanging, hasMore, failures, problems, refresh } = list;
  if (isLoading && !isChanging) return <Skeleton slow={slow} />;
  const [failure] = failures;
  if (tasks.length === 0 && failure !== undefined && failures.length === list.providers.length) {
    return (
      <Notice tone="bad" title={texts().taskList.failed} text={failure.message}>
        <button type="button" className="button-main" onClick={refresh}>
          {texts().tryAgain}
        </button>
      </Notice>
    );
  }
  return (
    <div
      className={isChanging ? 'tasks tasks-changing' : 'tasks'}
      aria-busy={isChanging}
      onKeyDown={moveFocus}
    >
      {slow.length > 0 && <Waiting names={slow} />}
      {failures.map(({ provider, message }) => (
        <Notice key={provider} tone="bad" title={texts().taskList.failedPart(provider)} text={message} />
      ))}
      {problems.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
      {tasks.length === 0 ? <Empty list={list} isNarrowed={isNarrowed} /> : <Days tasks={tasks} />}
      {(tasks.length > 0 || hasMore) && <End list={list} />}
    </div>
  );
}

const Waiting = ({ names }: { readonly names: readonly string[] }) => (
  <p className="waiting" role="status">
    <Icon name="ring" />
    {texts().taskList.waitingFor(names)}
  </p>
);

function Days({ tasks }: { readonly tasks: readonly TaskRowFragment[] }) {
  const now = useNow();
  return daysOf(useGroups(tasks), now).map(({ name, groups }) => (
    <section key={groups[0]?.[0].id ?? name} className="day">
      <h3>{name}</h3>
      <ol>
        {groups.map((group) =>
          group.length > 1 ? (
            <GroupRow key={`${group[0].id} group`} group={group} />
          ) : (
            <TaskRow key={group[0].id} task={group[0]} />
          ),
        )}
      </ol>
    </section>
  ));
}

interface Day {
  readonly name: string;
  readonly groups: Group[];
}

function daysOf(groups: readonly Group[], now: number): readonly Day[] {
  const days: Day[] = [];
  for (const group of groups) {
    const name = dayName(group[0].createdAt, now);
    if (days.at(-1)?.name === name) days.at(-1)?.groups.push(group);
    else days.push({ name, groups: [group] });
  }
  return days;
}

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The arrow keys move the focus from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.task-link')].filter(
    (row) => row.closest('details:not([open]) > ol') === null,
  );
  const index = rows.findIndex((row) => row === document.activeElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  rows[step(index, rows.length)]?.focus();
}

/** The end of the list: reads more rows, or says that there are none. */
function End({ list }: { readonly list: List }) {
  const { tasks, search, hasMore, isStalled, isReading, isChanging, failures, missing, loadMore } = list;
  const isWaiting = hasMore && !isStalled && !isReading && !isChanging && failures.length === 0;
  const [end, isOnScreen] = useIsOnScreen<HTMLDivElement>(isWaiting);
  useEffect(() => {
    if (isWaiting && isOnScreen) loadMore();
  }, [isWaiting, isOnScreen, loadMore]);
  const { isAll, isAllFound, isAllBut, loading, loadMore: more } = texts().taskList;
  const whole = search.kind === 'ids' ? isAllFound : isAll;
  return (
    <div className="end" ref={end}>
      {hasMore || failures.length > 0 ? (
        <button type="button" className="button-quiet" disabled={isReading} onClick={loadMore}>
          {isReading ? loading : more}
        </button>
      ) : (
        <p>{missing.length > 0 ? isAllBut(tasks.length, missing) : whole(tasks.length)}</p>
      )}
    </div>
  );
}

function Empty({ list, isNarrowed }: TaskListProps) {
  const { coverage, search, slow, missing, hasMore } = list;
  const text = texts().taskList;
  if (slow.length > 0) return null;
  if (missing.length > 0) {
    return <Notice tone="warn" title={text.noneSoFar} text={text.mayBeMissing(missing)} />;
  }
  if (hasMore) {
    const [since] = coverage.flatMap(({ covered }) => (covered === null ? [] : [covered.from])).toSorted();
    const reading = since === undefined ? text.stillReading : text.noneSince(shortMoment(since));
    return <Notice tone="idle" title={text.noneSoFar} text={reading} />;
  }
  const reason = search.kind === 'ids' ? text.noSuchId : text.noneMatches;
  return (
    <Notice tone="idle" title={text.none} text={reason}>
      {isNarrowed && (
        <button type="button" className="button-main" onClick={clearFilters}>
          {text.clearFilters}
        </button>
      )}
    </Notice>
  );
}

const Skeleton = ({ slow }: { readonly slow: readonly string[] }) => (
  <div className="skeleton" role="status">
    {slow.length > 0 ? <Waiting names={slow} /> : <span className="unseen">{texts().taskList.reading}</span>}
    {Array.from({ length: skeletonRows }, (_, index) => (
      <div key={index} className="skeleton-row" />
    ))}
  </div>
);
