import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { messageOf } from './client.ts';
import { Copyable } from './copyable.tsx';
import { counted, lengthOfTime } from './format.ts';
import { OpenTaskDocument } from './gql/graphql.ts';
import type { OpenTaskQuery, TaskState } from './gql/graphql.ts';
import { vendorTitles } from './gql/vendor-titles.ts';
import { Icon } from './icons.tsx';
import { kinds } from './kinds.ts';
import { useLiveTask } from './live-tasks.ts';
import { FullMoment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { Problem } from './problem.tsx';
import { percentOf, ProgressBar } from './progress-bar.tsx';
import { StateChip } from './state-chip.tsx';
import { StateCounts } from './state-counts.tsx';
import { UrlList } from './url-list.tsx';
import { show } from './use-view.ts';

const close = (): void => show({ task: undefined });

/** An open task beside the list: what it is, where it stands, and every URL of it. Closed by Escape. */
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
        // The dialog itself is hit only where it is not covered by what it holds: beside the panel.
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div className="panel-body">
        <Content id={id} />
        <button type="button" className="button-plain panel-close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <span className="unseen">Close</span>
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
  useLiveTask(id, task?.state === 'PROCESSING');
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

/** A task with its URLs as far as they were read. */
export type OpenTask = Extract<OpenTaskQuery['node'], { __typename: 'Task' }>;

const taskOf = (data: OpenTaskQuery | undefined): OpenTask | undefined =>
  data?.node != null && 'pagedUrls' in data.node ? data.node : undefined;

/** Calls when a value changes from one that there was. */
function useChange(value: string | undefined, onChange: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== undefined && value !== undefined && before.current !== value) onChange();
    before.current = value;
  }, [value]);
}

const Missing = ({ failure, isAnswered }: { readonly failure: unknown; readonly isAnswered: boolean }) => {
  if (failure !== undefined)
    return <Notice tone="bad" title="The task could not be read" text={messageOf(failure)} />;
  if (isAnswered)
    return <Notice tone="idle" title="No such task" text="The vendor does not know it, or no longer." />;
  return (
    <div className="skeleton" role="status">
      <span className="unseen">Reading the task…</span>
      <div className="skeleton-block" />
      <div className="skeleton-block" />
    </div>
  );
};

function Head({ task }: { readonly task: OpenTask }) {
  const { state, kind, provider, taskId, createdAt, finishedAt, urlCount, error } = task;
  return (
    <header className="panel-head">
      <StateChip state={state} />
      <h2 id="panel-title">
        {kinds[kind]}
        <span className="dot" />
        {counted(urlCount, 'URL')}
      </h2>
      {state === 'PROCESSING' && (
        <div className="panel-progress">
          <ProgressBar percent={percentOf(task)} label="Progress" />
          <span>{percentOf(task)}%</span>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>Provider</dt>
          <dd>
            {provider.name} <span className="faint">{vendorTitles[provider.vendor]}</span>
          </dd>
        </div>
        <div>
          <dt>Task id</dt>
          <dd>
            <Copyable text={taskId} name="task id" />
          </dd>
        </div>
        <div>
          <dt>Submitted</dt>
          <dd>
            <FullMoment at={createdAt} />
          </dd>
        </div>
        <div>
          <dt>Finished</dt>
          <dd>
            {finishedAt === null ? (
              <span className="faint">{state === 'PROCESSING' ? 'not yet' : 'not told by the vendor'}</span>
            ) : (
              <>
                <FullMoment at={finishedAt} />{' '}
                <span className="faint">
                  after {lengthOfTime(Date.parse(finishedAt) - Date.parse(createdAt))}
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
