import { memo } from 'react';
import { clock, count, counted, lengthOfTime, urlParts } from './format.ts';
import type { TaskRowFragment } from './gql/graphql.ts';
import { vendorTitles } from './gql/vendor-titles.ts';
import { kinds } from './kinds.ts';
import { useLiveTask } from './live-tasks.ts';
import { Moment } from './moment.tsx';
import { percentOf, ProgressBar } from './progress-bar.tsx';
import { reasonOf } from './reason.ts';
import { states } from './states.ts';
import { StateChip } from './state-chip.tsx';
import { TaskLink } from './task-link.tsx';
import { useIsOnScreen } from './use-is-on-screen.ts';

/** A line of the timeline. While it is in sight and the task in progress, it moves by itself. */
export const TaskRow = memo(({ task }: { readonly task: TaskRowFragment }) => {
  const isUnderWay = task.state === 'PROCESSING';
  const [row, isOnScreen] = useIsOnScreen<HTMLLIElement>(isUnderWay);
  useLiveTask(task.id, isUnderWay && isOnScreen);
  return (
    <li className={`task task-${states[task.state].tone}`} ref={row}>
      <TaskLink id={task.id} className="task-link">
        <span className="task-time">
          <Moment at={task.createdAt} />
        </span>
        <span className="task-state">
          <StateChip state={task.state} />
        </span>
        <span className="task-what">
          <What task={task} />
        </span>
        <span className="task-provider">
          <span className="task-provider-name">{task.provider.name}</span>
          <span className="task-vendor">{vendorTitles[task.provider.vendor]}</span>
        </span>
        <span className="task-result">{isUnderWay ? <UnderWay task={task} /> : <Outcome task={task} />}</span>
      </TaskLink>
    </li>
  );
});

function What({ task }: { readonly task: TaskRowFragment }) {
  const url = task.urlDetails.edges[0]?.node.url;
  const { host, path } = urlParts(url ?? task.taskId);
  const mishap = task.mishap.edges[0]?.node.status;
  const reason = mishap === undefined ? undefined : reasonOf(mishap);
  return (
    <>
      <span className="task-url" title={url}>
        <b>{host}</b>
        {path}
      </span>
      <span className="task-kind">
        {kinds[task.kind]}
        {task.urlCount > 1 && (
          <>
            <span className="dot" />
            {counted(task.urlCount, 'URL')}
          </>
        )}
        {reason !== undefined && (
          <>
            <span className="dot" />
            <span className="reason">{reason}</span>
          </>
        )}
        {task.error !== null && <span className="reason">{task.error.message}</span>}
      </span>
    </>
  );
}

function UnderWay({ task }: { readonly task: TaskRowFragment }) {
  const percent = percentOf(task);
  return (
    <>
      <span className="task-percent">{percent}%</span>
      <ProgressBar percent={percent} label={`Progress of ${kinds[task.kind]} at ${task.provider.name}`} />
    </>
  );
}

function Outcome({ task }: { readonly task: TaskRowFragment }) {
  const { state, createdAt, finishedAt, urlCount, stateCounts } = task;
  if (state === 'PARTIALLY_SUCCEEDED') {
    const succeeded = stateCounts.find((each) => each.state === 'SUCCEEDED')?.count ?? 0;
    return (
      <span>
        <b className="bad-count">{urlCount - succeeded}</b> of {count(urlCount)} not done
      </span>
    );
  }
  if (finishedAt === null) return null;
  return (
    <span title={`Finished at ${clock(finishedAt)}`}>
      after {lengthOfTime(Date.parse(finishedAt) - Date.parse(createdAt))}
    </span>
  );
}
