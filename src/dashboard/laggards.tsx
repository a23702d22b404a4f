import type { EverywhereQuery } from './gql/graphql.ts';
import { kinds } from './kinds.ts';
import { Moment } from './moment.tsx';
import { Problem } from './problem.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { reasonOf } from './reason.ts';
import { StateChip } from './state-chip.tsx';
import { TaskLink } from './task-link.tsx';
import { laggardsFirst } from './verdict.ts';

type Report = EverywhereQuery['urlReport'];

/** What each provider last did to the URL, those that hold it back first. */
export const Laggards = ({ report }: { readonly report: Report }) => (
  <ul className="laggards">
    {laggardsFirst(report.providers).map(({ provider, latest, error }) => (
      <li key={provider.id} className={latest?.state === 'SUCCEEDED' ? 'laggard laggard-done' : 'laggard'}>
        <div className="laggard-line">
          <span className="laggard-name">{provider.name}</span>
          {latest === null ? <Nothing isAnswered={error === null} /> : <StateChip state={latest.state} />}
        </div>
        {latest !== null && <Latest latest={latest} url={report.url} />}
        {error !== null && <Problem problem={error} />}
      </li>
    ))}
  </ul>
);

/** Who does not answer may well have a task. */
const Nothing = ({ isAnswered }: { readonly isAnswered: boolean }) =>
  isAnswered ? (
    <span className="chip tone-idle">No task</span>
  ) : (
    <span className="chip tone-warn">No answer</span>
  );

type LatestProps = {
  readonly latest: NonNullable<Report['providers'][number]['latest']>;
  readonly url: string;
};

function Latest({ latest, url }: LatestProps) {
  const { state, progress, createdAt, status, task } = latest;
  const reason = reasonOf(status);
  return (
    <>
      {state === 'PROCESSING' && (
        <ProgressBar percent={progress ?? undefined} label={`Progress of ${kinds[task.kind]}`} />
      )}
      {reason !== undefined && <p className="reason">{reason}</p>}
      <p className="laggard-task">
        <TaskLink id={task.id}>{kinds[task.kind]}</TaskLink> <Moment at={createdAt} />
      </p>
      {latest.url !== url && <p className="laggard-by">by {latest.url}</p>}
    </>
  );
}
