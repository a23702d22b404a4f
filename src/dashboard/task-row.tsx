import { memo } from 'react';
import { clock, count, lengthOfTime, urlParts } from './format.ts';
import type { TaskRowFragment } from './gql/graphql.ts';
import { vendorTitles } from './gql/vendor-titles.ts';
import type { Group } from './groups.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { useLiveTask } from './live-tasks.ts';
import { Moment } from './moment.tsx';
import { percentOf, ProgressBar, reasonOf, StateChip, stateNames, states } from './states.tsx';
import { TaskLink, useIsOnScreen } from './use-view.tsx';

/** The name of a vendor in the reader's language. */
export const vendorTitle = (vendor: keyof typeof vendorTitles): string =>
  texts().vendors[vendor] ?? vendorTitles[vendor];

/** A row of the list. While it is visible and the task is in progress, it is kept up to date. */
export const TaskRow = memo(({ task }: { readonly task: TaskRowFragment }) => {
  const isInProgress = task.state === 'PROCESSING';
  const [row, isOnScreen] = useIsOnScreen<HTMLLIElement>(isInProgress);
  useLiveTask(task.id, isInProgress && isOnScreen);
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
          <span className="task-vendor">{vendorTitle(task.provider.vendor)}</span>
        </span>
        <span className="task-result">
          {isInProgress ? <Running task={task} /> : <Outcome task={task} />}
        </span>
      </TaskLink>
    </li>
  );
});

function What({ task }: { readonly task: TaskRowFragment }) {
  const url = task.urlDetails.edges[0]?.node.url;
  const { host, path } = urlParts(url ?? task.taskId);
  const firstFailure = task.firstFailure.edges[0]?.node.status;
  const reason = firstFailure === undefined ? undefined : reasonOf(firstFailure);
  return (
    <>
      <span className="task-url" title={url}>
        <b>{host}</b>
        {path}
      </span>
      <span className="task-kind">
        {texts().kinds[task.kind]}
        {task.urlCount > 1 && (
          <>
            <span className="dot" />
            {texts().urls(task.urlCount)}
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

function Running({ task }: { readonly task: TaskRowFragment }) {
  const percent = percentOf(task);
  const label = texts().taskList.progressOf(texts().kinds[task.kind], task.provider.name);
  return (
    <>
      <span className="task-percent">{percent}%</span>
      <ProgressBar percent={percent} label={label} />
    </>
  );
}

function Outcome({ task }: { readonly task: TaskRowFragment }) {
  const { state, createdAt, finishedAt, finishedAtIsUpperBound, urlCount, stateCounts } = task;
  if (state === 'PARTIALLY_SUCCEEDED') {
    const succeeded = stateCounts.find((each) => each.state === 'SUCCEEDED')?.count ?? 0;
    const open = urlCount - succeeded;
    return (
      <span>
        <b className="bad-count">{count(open)}</b> {texts().taskList.notDone(open, urlCount)}
      </span>
    );
  }
  if (finishedAt === null) return null;
  const length = lengthOfTime(Date.parse(finishedAt) - Date.parse(createdAt));
  return (
    <span title={texts().taskList.finishedAt(clock(finishedAt))}>
      {texts().after(length, finishedAtIsUpperBound)}
    </span>
  );
}

/** Tasks of one release on several CDNs as one row, which expands to the tasks. It only counts states. */
export function GroupRow({ group }: { readonly group: Group }) {
  const [first] = group;
  const running = group.filter(({ state }) => state === 'PROCESSING');
  const [row, isOnScreen] = useIsOnScreen<HTMLLIElement>(running.length > 0);
  const present = stateNames.flatMap((state) => {
    const own = group.filter((task) => task.state === state).length;
    return own === 0 ? [] : [{ state, count: own }];
  });
  const [worst] = present;
  return (
    <li className={`task group task-${worst === undefined ? 'idle' : states[worst.state].tone}`} ref={row}>
      {isOnScreen && running.map(({ id }) => <Follow key={id} id={id} />)}
      <details>
        <summary className="task-link">
          <span className="task-time">
            <Moment at={first.createdAt} />
          </span>
          <span className="task-state">
            {present.map((each) => (
              <StateChip key={each.state} {...each} />
            ))}
          </span>
          <span className="task-what">
            <What
              task={{ ...first, firstFailure: group.find(hasFailure)?.firstFailure ?? first.firstFailure }}
            />
          </span>
          <span className="task-provider">
            <span className="group-providers">
              <Icon name="layers" />
              {texts().taskList.onProviders(group.length)}
            </span>
          </span>
          <span className="task-result">
            <Icon name="down" />
          </span>
        </summary>
        <ol>
          {group.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ol>
      </details>
    </li>
  );
}

const hasFailure = ({ firstFailure }: TaskRowFragment): boolean => firstFailure.edges.length > 0;

/** Keeps a task up to date while its own row is collapsed. */
function Follow({ id }: { readonly id: string }) {
  useLiveTask(id, true);
  return null;
}
