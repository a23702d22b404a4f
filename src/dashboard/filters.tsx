import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ProviderHealthFragment, TaskRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { SearchBox } from './search-box.tsx';
import { kindNames, StateChip, stateNames } from './states.tsx';
import { show } from './use-view.tsx';
import { isNarrowed, isPreset, plainView, presetNames } from './view.ts';
import type { Range, View } from './view.ts';

interface FiltersProps {
  readonly view: View;
  readonly providers: readonly ProviderHealthFragment[];
  /** The search box suggests their hosts. */
  readonly tasks: readonly TaskRowFragment[];
}

/** What to list. Every choice is in the page's address. */
export function Filters({ view, providers, tasks }: FiltersProps) {
  const offeredKinds = kindNames.filter((name) =>
    providers.some((provider) => provider.kinds.includes(name)),
  );
  const text = texts().filters;
  return (
    <search className="filters" aria-label={text.label}>
      <SearchBox search={view.search} tasks={tasks} />
      <RangeFilter range={view.range} />
      <ChoiceMenu
        label={text.state}
        choices={stateNames.map((value) => ({
          value,
          word: texts().states[value].word,
          picture: <StateChip state={value} />,
        }))}
        chosen={view.states}
        onChoose={(chosen) => show({ states: chosen })}
      />
      <ChoiceMenu
        label={text.kind}
        choices={offeredKinds.map((value) => ({ value, word: texts().kinds[value] }))}
        chosen={view.kinds}
        onChoose={(chosen) => show({ kinds: chosen })}
      />
      <ChoiceMenu
        label={text.provider}
        choices={providers.map(({ name }) => ({ value: name, word: name }))}
        chosen={view.providers}
        onChoose={(chosen) => show({ providers: chosen })}
      />
      {isNarrowed(view) && (
        <button type="button" className="button-quiet" onClick={clearFilters}>
          <Icon name="close" />
          {text.clear}
        </button>
      )}
    </search>
  );
}

/** Clears all filters except the time. */
export const clearFilters = (): void => {
  const { providers, kinds, states, search } = plainView;
  show({ providers, kinds, states, search, as: undefined });
};

const custom = 'custom';
const day = 86_400_000;

const chooseRange = (name: string): void => {
  if (isPreset(name)) show({ range: { preset: name } });
  else show({ range: { from: new Date(Date.now() - day).toISOString() } });
};

/** When the tasks were submitted: a range that ends now, or one between two instants. */
function RangeFilter({ range }: { readonly range: Range }) {
  const text = texts().filters;
  return (
    <div className="range-filter">
      <select
        aria-label={text.timeRange}
        value={'preset' in range ? range.preset : custom}
        onChange={({ target }) => chooseRange(target.value)}
      >
        {presetNames.map((name) => (
          <option key={name} value={name}>
            {text.ranges[name]}
          </option>
        ))}
        <option value={custom}>{text.between}</option>
      </select>
      {!('preset' in range) && (
        <>
          <InstantInput
            label={text.from}
            instant={range.from}
            onChange={(from) => show({ range: { ...range, from } })}
          />
          <InstantInput
            label={text.to}
            instant={range.to}
            onChange={(to) => show({ range: { ...range, to } })}
          />
        </>
      )}
    </div>
  );
}

interface InstantInputProps {
  readonly label: string;
  /** ISO 8601. */
  readonly instant: string | undefined;
  readonly onChange: (instant: string | undefined) => void;
}

/** A point in time in the reader's time zone, to the minute. */
export function InstantInput({ label, instant, onChange }: InstantInputProps) {
  const shown = instant === undefined ? '' : localText(instant);
  return (
    <input
      key={shown}
      type="datetime-local"
      aria-label={label}
      title={label}
      defaultValue={shown}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
      onBlur={({ target }) => {
        if (target.value === shown) return;
        onChange(target.value === '' ? undefined : new Date(target.value).toISOString());
      }}
    />
  );
}

function localText(instant: string): string {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** One of several values that can be chosen together. */
interface Choice<Value extends string> {
  readonly value: Value;
  readonly word: string;
  readonly picture?: ReactNode;
}

interface ChoiceMenuProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** The selected values; empty means all. */
  readonly chosen: readonly Value[];
  readonly onChoose: (chosen: readonly Value[]) => void;
}

/** A button that shows the selection and opens a list of checkboxes. */
function ChoiceMenu<Value extends string>({ label, choices, chosen, onChoose }: ChoiceMenuProps<Value>) {
  const menu = useDismissable();
  const words = choices.filter(({ value }) => chosen.includes(value)).map(({ word }) => word);
  const toggle = (value: Value): void =>
    onChoose(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <details className={chosen.length > 0 ? 'menu menu-set' : 'menu'} ref={menu}>
      <summary>
        <span className="menu-label">{label}</span>
        <span className="menu-value">{summaryOf(words)}</span>
        <Icon name="down" />
      </summary>
      <fieldset className="menu-body">
        <legend className="unseen">{label}</legend>
        {choices.map(({ value, word, picture }) => (
          <label key={value} className="menu-choice">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {picture ?? word}
          </label>
        ))}
        <button
          type="button"
          className="button-quiet"
          disabled={chosen.length === 0}
          onClick={() => onChoose([])}
        >
          {texts().all}
        </button>
      </fieldset>
    </details>
  );
}

const summaryOf = (words: readonly string[]): string => {
  const [first = texts().all] = words;
  return words.length > 1 ? `${first} +${words.length - 1}` : first;
};

/** Closes a menu on Escape, and on a click or focus outside of it. */
function useDismissable() {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) === false) menu.current.open = false;
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || menu.current?.open !== true) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return menu;
}
