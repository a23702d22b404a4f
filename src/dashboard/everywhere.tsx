import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import type { SubmitEvent } from 'react';
import { messageOf } from './client.ts';
import { EverywhereDocument } from './gql/graphql.ts';
import type { EverywhereQuery } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { Laggards } from './laggards.tsx';
import { Notice } from './notice.tsx';
import { show } from './use-view.ts';
import { verdictOf } from './verdict.ts';

const pollMs = 4_000;

/** Is it everywhere yet? Asks for one URL what every provider last did to it, until all are done. */
export function Everywhere({ url }: { readonly url: string | undefined }) {
  const section = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.value = url ?? '';
    // It may be asked from far down the list.
    if (url !== undefined) section.current?.scrollIntoView({ block: 'nearest' });
  }, [url]);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const asked = input.current?.value.trim() ?? '';
    show({ everywhere: asked === '' ? undefined : asked });
  };
  return (
    <section ref={section} className="card everywhere" aria-labelledby="everywhere-title">
      <h2 id="everywhere-title">Is it everywhere yet?</h2>
      <form className="everywhere-form" onSubmit={submit}>
        <input
          ref={input}
          type="url"
          name="url"
          aria-label="URL"
          placeholder="https://…"
          autoComplete="off"
          spellCheck={false}
          required
          defaultValue={url}
        />
        <button type="submit" className="button-main">
          Check
        </button>
      </form>
      {url !== undefined && <Answer url={url} />}
    </section>
  );
}

function Answer({ url }: { readonly url: string }) {
  const { data, error, startPolling, stopPolling } = useQuery(EverywhereDocument, {
    variables: { url },
    fetchPolicy: 'cache-and-network',
    skipPollAttempt: () => document.hidden,
  });
  const isUnderWay = data?.urlReport.state === 'PROCESSING';
  useEffect(() => {
    if (!isUnderWay) return undefined;
    startPolling(pollMs);
    return stopPolling;
  }, [isUnderWay, startPolling, stopPolling]);
  if (data !== undefined) return <Report report={data.urlReport} />;
  if (error !== undefined)
    return <Notice tone="bad" title="That could not be answered" text={messageOf(error)} />;
  return (
    <div className="skeleton-block" role="status">
      <span className="unseen">Asking every provider…</span>
    </div>
  );
}

function Report({ report }: { readonly report: EverywhereQuery['urlReport'] }) {
  const { title, detail, tone, icon } = verdictOf(report);
  return (
    <div className="report">
      <div className={`verdict tone-${tone}`} role="status">
        <Icon name={icon} />
        <p>
          <strong>{title}</strong>
          <span>{detail}</span>
        </p>
        <button
          type="button"
          className="button-plain"
          title="Close the answer"
          onClick={() => show({ everywhere: undefined })}
        >
          <Icon name="close" />
          <span className="unseen">Close the answer</span>
        </button>
      </div>
      <Laggards report={report} />
    </div>
  );
}
