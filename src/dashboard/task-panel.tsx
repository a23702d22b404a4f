import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { messageOf } from './client.ts';
import { count, lengthOfTime } from './format.ts';
import { OpenTaskDocument } from './gql/graphql.ts';
import type { OpenTaskQuery, TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { useLiveTask } from './live-tasks.ts';
import { FullMoment } from './moment.tsx';
import { Copyable, Notice, Problem } from './problem.tsx';
import { percentOf, ProgressBar, StateChip, stateNames, states } from './states.tsx';
import { vendorTitle } from './task-row.tsx';
import { UrlList } from './url-list.tsx';
import { show } from './use-view.tsx';

const close = (): void => show({ task: undefined });

/** An open task beside the list: what it is, its state, and all its URLs. Escape closes it. */
export function TaskPanel({ id }: { readonly id: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="panel"
      aria-labelledby="panel-title"
      onClose={close}
      onClick={({ target, currentTarget }) => {
        // The panel fills the dialog, so a click on the dialog itself is a click outside the panel.
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div className="panel-body">
        <Content id={id} />
        <button type="button" className="button-plain panel-close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <span className="unseen">{texts().close}</span>
        </button>
      </div>
    </dialog>
  );
}

function Content({ id }: { readonly id: string }) {
  const [state, setState] = useState<TaskState>();
  const filter = state === undefined ? null : { states: [state] };
  const { data, previousData, error, fetchMore, refetch } = useQuery(OpenTaskDocument, {
    variables: { id, filter, first: pageSize },
    fetchPolicy: 'cache-and-network',
  });
  const task = taskOf(data ?? previousData);
  useLiveTask(id, task?.state === 'PROCESSING', true);
  const loaded = task?.pagedUrls.edges.length ?? 0;
  const readAgain = useEffectEvent(() => {
    refetch({ id, filter, first: Math.max(loaded, pageSize) }).catch(() => undefined);
  });
  useChange(JSON.stringify(task?.stateCounts), readAgain);

  if (task === undefined) return <Missing failure={error} isAnswered={data !== undefined} />;
  return (
    <>
      <Head task={task} />
      <StateCounts task={task} chosen={state} onChoose={setState} />
      <UrlList
        urls={task.pagedUrls}
        kind={task.kind}
        onMore={(after) => {
          fetchMore({ variables: { after } }).catch(() => undefined);
        }}
      />
    </>
  );
}

const pageSize = 50;

/** A task with the URLs that were read. */
type OpenTask = Extract<OpenTaskQuery['node'], { __typename: 'Task' }>;

const taskOf = (data: OpenTaskQuery | undefined): OpenTask | undefined =>
  data?.node != null && 'pagedUrls' in data.node ? data.node : undefined;

/** Calls `onChange` when a value changes, but not at the first render. */
function useChange(value: string | undefined, onChange: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== undefined && value !== undefined && before.current !== value) onChange();
    before.current = value;
  }, [value]);
}

const Missing = ({ failure, isAnswered }: { readonly failure: unknown; readonly isAnswered: boolean }) => {
  if (failure !== undefined)
    return <Notice tone="bad" title={texts().task.failed} text={messageOf(failure)} />;
  if (isAnswered) return <Notice tone="idle" title={texts().task.noSuch} text={texts().task.noSuchText} />;
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{texts().task.reading}</span>
      <div className="skeleton-block" />
      <div className="skeleton-block" />
    </div>
  );
};

function Head({ task }: { readonly task: OpenTask }) {
  const { state, kind, provider, taskId, createdAt, finishedAt, urlCount, error } = task;
  const { finishedAtIsUpperBound: isUpperBound } = task;
  const text = texts().task;
  return (
    <header className="panel-head">
      <StateChip state={state} />
      <h2 id="panel-title">
        {texts().kinds[kind]}
        <span className="dot" />
        {texts().urls(urlCount)}
      </h2>
      {state === 'PROCESSING' && (
        <div className="panel-progress">
          <ProgressBar percent={percentOf(task)} label={text.progress} />
          <span>{percentOf(task)}%</span>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>{text.provider}</dt>
          <dd>
            {provider.name} <span className="faint">{vendorTitle(provider.vendor)}</span>
          </dd>
        </div>
        <div>
          <dt>{text.taskId}</dt>
          <dd>
            <Copyable text={taskId} name={text.taskId} />
          </dd>
        </div>
        <div>
          <dt>{text.submitted}</dt>
          <dd>
            <FullMoment at={createdAt} />
          </dd>
        </div>
        <div>
          <dt>{text.finished}</dt>
          <dd>
            {finishedAt === null ? (
              <span className="faint">{state === 'PROCESSING' ? text.notYet : text.notTold}</span>
            ) : (
              <>
                <FullMoment at={finishedAt} />{' '}
                <span className="faint">
                  {texts().after(lengthOfTime(Date.parse(finishedAt) - Date.parse(createdAt)), isUpperBound)}
                </span>
              </>
            )}
          </dd>
        </div>
      </dl>
      {error !== null && <Problem problem={error} />}
    </header>
  );
}

interface StateCountsProps {
  readonly task: Pick<OpenTask, 'urlCount' | 'stateCounts'>;
  /** The state whose URLs are shown. Absent: all. */
  readonly chosen: TaskState | undefined;
  readonly onChoose: (state: TaskState | undefined) => void;
}

/** How many URLs are in each state, states that need attention first. Choosing one filters the list below. */
function StateCounts({ task, chosen, onChoose }: StateCountsProps) {
  const present = stateNames.flatMap((state) => task.stateCounts.filter((each) => each.state === state));
  if (present.length < 2 && chosen === undefined) return null;
  return (
    <div className="state-counts" role="group" aria-label={texts().task.whichUrls}>
      <button
        type="button"
        className="count"
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        {texts().all} <b>{count(task.urlCount)}</b>
      </button>
      {present.map(({ state, count: own }) => (
        <button
          key={state}
          type="button"
          className={`count tone-${states[state].tone}`}
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? undefined : state)}
        >
          <Icon name={states[state].icon} />
          {texts().states[state].word} <b>{count(own)}</b>
        </button>
      ))}
    </div>
  );
}
