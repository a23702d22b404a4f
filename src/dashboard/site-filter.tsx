import { useEffect, useRef } from 'react';
import type { SubmitEvent } from 'react';
import type { TaskRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { show } from './use-view.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox]), select, textarea, dialog') !== null;

interface SiteFilterProps {
  readonly site: string;
  readonly tasks: readonly TaskRowFragment[];
}

/** A host name or a whole URL. Asked when it is complete, for vendors know exact names only. */
export function SiteFilter({ site, tasks }: SiteFilterProps) {
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

  // The address may change by Back, or by what clears all filters.
  useEffect(() => {
    if (input.current !== null) input.current.value = site;
  }, [site]);

  const domains = [...new Set(tasks.flatMap(domainsOf))].toSorted();
  const ask = (text: string): void => {
    if (text.trim() !== site) show({ site: text.trim() });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    ask(input.current?.value ?? '');
  };
  return (
    <form className="site-filter" onSubmit={submit}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        name="site"
        aria-label="Host name or URL"
        aria-keyshortcuts="/"
        placeholder="Host name or URL"
        list="sites"
        autoComplete="off"
        spellCheck={false}
        defaultValue={site}
        onChange={({ target }) => {
          // Chosen from the list, or emptied by its cross: no more is to come.
          if (target.value === '' || domains.includes(target.value)) ask(target.value);
        }}
        onBlur={({ target }) => ask(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <datalist id="sites">
        {domains.map((domain) => (
          <option key={domain} value={domain} />
        ))}
      </datalist>
    </form>
  );
}

const domainsOf = ({ urlDetails }: TaskRowFragment): readonly string[] =>
  urlDetails.edges.map(({ node }) => node.domain).filter((domain) => domain !== '');
