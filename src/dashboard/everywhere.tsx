import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo, useRef } from 'react';
import type { SubmitEvent } from 'react';
import { messageOf } from './client.ts';
import { InstantInput } from './filters.tsx';
import { shortMoment } from './format.ts';
import { EverywhereDocument } from './gql/graphql.ts';
import type { EverywhereQuery, UrlStanding, UrlVerdict } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { Moment } from './moment.tsx';
import { Notice, Problem } from './problem.tsx';
import { Chip, ProgressBar, reasonOf } from './states.tsx';
import type { Look } from './states.tsx';
import { show, TaskLink } from './use-view.tsx';
import { isPreset, presetNames, sinceInstant } from './view.ts';
import type { Since } from './view.ts';

type Report = EverywhereQuery['urlReport'];
type Entry = Report['providers'][number];

const pollMs = 4_000;

const verdicts: Readonly<Record<UrlVerdict, Look>> = {
  EVERYWHERE: { tone: 'good', icon: 'check' },
  IN_PROGRESS: { tone: 'busy', icon: 'ring' },
  NOT_EVERYWHERE: { tone: 'bad', icon: 'cross' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
};

/** Every standing, in the order in which the providers are listed: those that are not done yet come first. */
const standings: Readonly<Record<UrlStanding, Look>> = {
  FAILED: { tone: 'bad', icon: 'cross' },
  NOT_SUBMITTED: { tone: 'bad', icon: 'skip' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
  IN_PROGRESS: { tone: 'busy', icon: 'ring' },
  DONE: { tone: 'good', icon: 'check' },
  NOT_SERVED: { tone: 'idle', icon: 'ban' },
};

const standingOrder = Object.keys(standings);

interface EverywhereProps {
  readonly url: string | undefined;
  readonly since: Since;
  /** Providers that are slow to answer now. */
  readonly slow: readonly string[];
}

/** "Is it everywhere?": shows the API's verdict on one URL, and keeps it up to date while a task runs. */
export function Everywhere({ url, since, slow }: EverywhereProps) {
  const section = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.value = url ?? '';
    // The button that opened it may be far down the list.
    if (url !== undefined) section.current?.scrollIntoView({ block: 'nearest' });
  }, [url]);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const entered = input.current?.value.trim() ?? '';
    show({ everywhere: entered === '' ? undefined : entered });
  };
  const text = texts().everywhere;
  return (
    <section ref={section} className="card everywhere" aria-labelledby="everywhere-title">
      <h2 id="everywhere-title">{text.title}</h2>
      <form className="everywhere-form" onSubmit={submit}>
        <input
          ref={input}
          type="url"
          name="url"
          aria-label={text.url}
          placeholder="https://…"
          autoComplete="off"
          spellCheck={false}
          required
          defaultValue={url}
        />
        <button type="submit" className="button-main">
          {text.check}
        </button>
      </form>
      <SinceControl since={since} />
      {url !== undefined && <Answer url={url} since={since} slow={slow} />}
    </section>
  );
}

const custom = 'custom';
const hour = 3_600_000;

const chooseSince = (name: string): void =>
  show({ since: isPreset(name) ? name : { instant: new Date(Date.now() - hour).toISOString() } });

/** The time from which tasks count, so that the tasks of an earlier release can be left out. */
function SinceControl({ since }: { readonly since: Since }) {
  const text = texts().everywhere;
  return (
    <div className="since">
      <label>
        <span>{text.since}</span>
        <select
          name="since"
          value={typeof since === 'string' ? since : custom}
          onChange={({ target }) => chooseSince(target.value)}
        >
          {presetNames.map((name) => (
            <option key={name} value={name}>
              {text.sinceChoices[name]}
            </option>
          ))}
          <option value={custom}>{text.sinceInstant}</option>
        </select>
      </label>
      {typeof since !== 'string' && (
        <InstantInput
          label={text.since}
          instant={since.instant}
          onChange={(instant) => show({ since: instant === undefined ? '24h' : { instant } })}
        />
      )}
    </div>
  );
}

function Answer({ url, since, slow }: EverywhereProps & { readonly url: string }) {
  // A relative `since` is resolved once, or the period would move while the answer is polled.
  const variables = useMemo(() => ({ url, since: sinceInstant(since, Date.now()) }), [url, since]);
  const { data, error, startPolling, stopPolling } = useQuery(EverywhereDocument, {
    variables,
    fetchPolicy: 'cache-and-network',
    skipPollAttempt: () => document.hidden,
  });
  const isRunning = data?.urlReport.providers.some(({ standing }) => standing === 'IN_PROGRESS') === true;
  useEffect(() => {
    if (!isRunning) return undefined;
    startPolling(pollMs);
    return stopPolling;
  }, [isRunning, startPolling, stopPolling]);
  const text = texts().everywhere;
  if (data !== undefined) return <Verdict report={data.urlReport} />;
  if (error !== undefined) return <Notice tone="bad" title={text.failed} text={messageOf(error)} />;
  return (
    <div className="skeleton-block" role="status">
      <span className={slow.length > 0 ? 'faint' : 'unseen'}>
        {slow.length > 0 ? text.askingSlow(slow) : text.asking}
      </span>
    </div>
  );
}

function Verdict({ report }: { readonly report: Report }) {
  const { verdict, since, providers } = report;
  const { tone, icon } = verdicts[verdict];
  const text = texts().everywhere;
  return (
    <div className="report">
      <div className={`verdict tone-${tone}`} role="status">
        <Icon name={icon} />
        <p>
          <strong>{text.verdicts[verdict]}</strong>
          <time dateTime={since}>{text.period(shortMoment(since))}</time>
        </p>
        <button
          type="button"
          className="button-plain"
          title={text.closeAnswer}
          onClick={() => show({ everywhere: undefined })}
        >
          <Icon name="close" />
          <span className="unseen">{text.closeAnswer}</span>
        </button>
      </div>
      <ul className="standings">
        {worstFirst(providers).map((entry) => (
          <Standing key={entry.provider.id} entry={entry} url={report.url} />
        ))}
      </ul>
    </div>
  );
}

const worstFirst = (providers: readonly Entry[]): readonly Entry[] =>
  providers.toSorted(
    (one, other) => standingOrder.indexOf(one.standing) - standingOrder.indexOf(other.standing),
  );

/** What one provider did to the URL. */
function Standing({ entry, url }: { readonly entry: Entry; readonly url: string }) {
  const { provider, standing, latest, error } = entry;
  const { word, meaning } = texts().everywhere.standings[standing];
  return (
    <li className="standing">
      <div className="standing-line">
        <span className="standing-name">{provider.name}</span>
        <Chip look={standings[standing]} word={word} meaning={meaning} />
      </div>
      {latest === null ? (
        error === null && <p className="standing-note">{meaning}</p>
      ) : (
        <Latest latest={latest} url={url} />
      )}
      {error !== null && <Problem problem={error} />}
    </li>
  );
}

function Latest({ latest, url }: { readonly latest: NonNullable<Entry['latest']>; readonly url: string }) {
  const { state, progress, createdAt, status, task } = latest;
  const kind = texts().kinds[task.kind];
  const reason = reasonOf(status);
  return (
    <>
      {state === 'PROCESSING' && (
        <ProgressBar percent={progress ?? undefined} label={texts().task.progressOf(kind)} />
      )}
      {reason !== undefined && <p className="reason">{reason}</p>}
      <p className="standing-task">
        <TaskLink id={task.id}>{kind}</TaskLink> <Moment at={createdAt} />
      </p>
      {latest.url !== url && <p className="standing-note">{texts().everywhere.by(latest.url)}</p>}
    </>
  );
}
