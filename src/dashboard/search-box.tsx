import { useEffect, useRef } from 'react';
import type { SubmitEvent } from 'react';
import { shortMoment } from './format.ts';
import type { TaskRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { alternatives } from './search.ts';
import type { List } from './use-timeline.ts';
import { show } from './use-view.tsx';
import type { View } from './view.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox]), select, textarea, dialog') !== null;

interface SearchBoxProps {
  readonly search: string;
  readonly tasks: readonly TaskRowFragment[];
}

/** Takes a task id, a URL, a part of one, a host or a domain. It searches when the text is complete: on Enter or on leaving. */
export function SearchBox({ search, tasks }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  // The browser's Back button and the buttons that clear filters change the address.
  useEffect(() => {
    if (input.current !== null) input.current.value = search;
  }, [search]);

  const domains = [...new Set(tasks.flatMap(domainsOf))].toSorted();
  const ask = (text: string): void => {
    if (text.trim() !== search) show({ search: text.trim(), as: undefined });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    ask(input.current?.value ?? '');
  };
  const { label, placeholder } = texts().search;
  return (
    <form className="search-box" onSubmit={submit}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        name="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        list="hosts"
        autoComplete="off"
        spellCheck={false}
        defaultValue={search}
        onChange={({ target }) => {
          // Choosing a host from the list or clearing the field completes the input.
          if (target.value === '' || domains.includes(target.value)) ask(target.value);
        }}
        onBlur={({ target }) => ask(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <datalist id="hosts">
        {domains.map((domain) => (
          <option key={domain} value={domain} />
        ))}
      </datalist>
    </form>
  );
}

const domainsOf = ({ urlDetails }: TaskRowFragment): readonly string[] =>
  urlDetails.edges.map(({ node }) => node.domain).filter((domain) => domain !== '');

/** Shows how the search was interpreted, the alternatives, and the cost. */
export function Understood({ view, list }: { readonly view: View; readonly list: List }) {
  const { search } = list;
  if (search.kind === 'none') return null;
  const text = texts().search;
  return (
    <div className="understood" role="status">
      <span>
        {text.understoodAs} <b>{text.kinds[search.kind]}</b>
        {alternatives(view.search, search).map((kind) => (
          <span key={kind}>
            {' '}
            {text.orAs}{' '}
            <button type="button" className="button-text" onClick={() => show({ as: kind })}>
              {text.kinds[kind]}
            </button>
          </span>
        ))}
      </span>
      <span className="faint">{list.isLoading || list.isReading ? text.asking : costOf(list)}</span>
      {search.kind === 'url' && (
        <button type="button" className="button-text" onClick={() => show({ everywhere: search.url })}>
          <Icon name="globe" />
          {text.isItEverywhere}
        </button>
      )}
    </div>
  );
}

function costOf({ search, providers, coverage, readTo }: List): string {
  const text = texts().search;
  if (search.kind === 'ids') return text.askedProviders(providers.length);
  const sum = (key: 'rowsRead' | 'vendorCalls'): number =>
    coverage.reduce((total, feed) => total + feed[key], 0);
  const cost = text.cost(sum('rowsRead'), sum('vendorCalls'));
  return readTo === undefined ? cost : `${cost} ${text.readBackTo(shortMoment(readTo))}`;
}
