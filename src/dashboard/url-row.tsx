import { Copyable } from './copyable.tsx';
import type { TaskKind, UrlRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { FullMoment } from './moment.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { reasonOf } from './reason.ts';
import { StateChip } from './state-chip.tsx';
import { show } from './use-view.ts';

const areas = {
  MAINLAND: 'Mainland of China',
  OVERSEAS: 'Runtime the mainland of China',
  GLOBAL: 'Everywhere',
};
const methods = { INVALIDATE: 'Marked stale', DELETE: 'Deleted' };

interface UrlRowProps {
  readonly detail: UrlRowFragment;
  readonly kind: TaskKind;
}

/** One URL of a task: where it stands and why; opened, everything that the vendor said. */
export function UrlRow({ detail, kind }: UrlRowProps) {
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
            <ProgressBar percent={progress} label={`Progress of ${url}`} />
          )}
          {reason !== undefined && <span className="reason">{reason}</span>}
        </summary>
        <Told detail={detail} kind={kind} />
      </details>
    </li>
  );
}

function Told({ detail, kind }: UrlRowProps) {
  const { url, area, purgeMethod, updatedAt, observedAt, requestId, status, raw } = detail;
  return (
    <div className="url-told">
      <dl className="facts">
        <Fact name="Vendor status">{status.vendorStatus !== null && <code>{status.vendorStatus}</code>}</Fact>
        <Fact name="Request id">{requestId !== null && <Copyable text={requestId} name="request id" />}</Fact>
        <Fact name="Area">{area !== null && areas[area]}</Fact>
        <Fact name="Purged content is">{purgeMethod !== null && methods[purgeMethod]}</Fact>
        <Fact name="Last change">{updatedAt !== null && <FullMoment at={updatedAt} />}</Fact>
        <Fact name="The vendor said so at">
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
          Is it everywhere?
        </button>
      )}
      <pre className="raw" tabIndex={0} aria-label="The vendor's row as it came">
        {JSON.stringify(raw, undefined, 2)}
      </pre>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  /** Nothing is shown of what the vendor does not tell. */
  readonly children: React.ReactNode;
}

const Fact = ({ name, children }: FactProps) =>
  children === false ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
