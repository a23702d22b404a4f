import type { OpenTaskQuery, TaskKind, UrlRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { FullMoment } from './moment.tsx';
import { Copyable, Problem } from './problem.tsx';
import { ProgressBar, reasonOf, StateChip } from './states.tsx';
import { show } from './use-view.tsx';

type OpenTask = Extract<OpenTaskQuery['node'], { __typename: 'Task' }>;

interface UrlListProps {
  readonly urls: OpenTask['pagedUrls'];
  readonly kind: TaskKind;
  /** Reads the page after a cursor. */
  readonly onMore: (after: string | null) => void;
}

/** The URLs of an open task. */
export const UrlList = ({ urls, kind, onMore }: UrlListProps) => (
  <>
    {urls.errors.map((problem) => (
      <Problem key={problem.message} problem={problem} />
    ))}
    <ul className="urls">
      {urls.edges.map(({ node }) => (
        <UrlRow key={node.id} detail={node} kind={kind} />
      ))}
    </ul>
    {urls.pageInfo.hasNextPage && (
      <div className="end">
        <button type="button" className="button-quiet" onClick={() => onMore(urls.pageInfo.endCursor)}>
          {texts().task.moreUrls}
        </button>
      </div>
    )}
  </>
);

interface UrlRowProps {
  readonly detail: UrlRowFragment;
  readonly kind: TaskKind;
}

/** One URL of a task: its state and the reason. It expands to everything that the vendor sent. */
function UrlRow({ detail, kind }: UrlRowProps) {
  const { url, state, progress, status } = detail;
  const reason = reasonOf(status);
  return (
    <li className="url">
      <details>
        <summary>
          <StateChip state={state} />
          <span className="url-text">{url}</span>
          <Icon name="down" />
          {state === 'PROCESSING' && progress !== null && progress > 0 && (
            <ProgressBar percent={progress} label={texts().task.progressOf(url)} />
          )}
          {reason !== undefined && <span className="reason">{reason}</span>}
        </summary>
        <Details detail={detail} kind={kind} />
      </details>
    </li>
  );
}

function Details({ detail, kind }: UrlRowProps) {
  const { url, area, purgeMethod, updatedAt, observedAt, requestId, status, raw } = detail;
  const text = texts().task;
  return (
    <div className="url-details">
      <dl className="facts">
        <Fact name={text.vendorStatus}>
          {status.vendorStatus !== null && <code>{status.vendorStatus}</code>}
        </Fact>
        <Fact name={text.requestId}>
          {requestId !== null && <Copyable text={requestId} name={text.requestId} />}
        </Fact>
        <Fact name={text.area}>{area !== null && text.areas[area]}</Fact>
        <Fact name={text.purgeMethod}>{purgeMethod !== null && text.purgeMethods[purgeMethod]}</Fact>
        <Fact name={text.lastChange}>{updatedAt !== null && <FullMoment at={updatedAt} />}</Fact>
        <Fact name={text.observedAt}>
          <FullMoment at={observedAt} />
        </Fact>
      </dl>
      {(kind === 'PREFETCH' || kind === 'PURGE_URL') && (
        <button
          type="button"
          className="button-quiet"
          onClick={() => show({ task: undefined, everywhere: url })}
        >
          <Icon name="globe" />
          {texts().search.isItEverywhere}
        </button>
      )}
      <pre className="raw" tabIndex={0} role="region" aria-label={text.raw}>
        {JSON.stringify(raw, undefined, 2)}
      </pre>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  /** `false` if the vendor does not report it; the fact is then omitted. */
  readonly children: React.ReactNode;
}

const Fact = ({ name, children }: FactProps) =>
  children === false ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
