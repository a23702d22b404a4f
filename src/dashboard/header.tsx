import { useState } from 'react';
import { troubled } from './coverage.ts';
import { clock } from './format.ts';
import type { CoverageFragment, ProviderHealthFragment } from './gql/graphql.ts';
import { Icon, Mark } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { catalogues, chooseLanguage, languages, texts, useLanguage } from './language.ts';
import type { Look } from './states.tsx';
import { vendorTitle } from './task-row.tsx';

interface HeaderProps {
  readonly providers: readonly ProviderHealthFragment[];
  /** The coverage of the current list. */
  readonly coverage: readonly CoverageFragment[];
  /** Names of providers that have not answered for a while. */
  readonly slow: readonly string[];
  /** The time the list was read, epoch milliseconds. */
  readonly asOf: number;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
}

/** The header, which is always visible: the name, which providers answer, and how fresh the list is. */
export function Header({ providers, coverage, slow, asOf, isRefreshing, onRefresh }: HeaderProps) {
  const text = texts().header;
  return (
    <header className="header">
      <a className="skip" href="#timeline">
        {text.skip}
      </a>
      <h1 className="brand">
        <Mark />
        Edgetasks
      </h1>
      <ProviderHealth providers={providers} coverage={coverage} slow={slow} />
      <div className="header-tools">
        <button
          type="button"
          className={isRefreshing ? 'button-plain refreshing' : 'button-plain'}
          onClick={onRefresh}
          title={text.refresh}
        >
          <Icon name="refresh" />
          <span className="unseen">{text.refresh}</span>
          <span className="as-of">{text.asOf(clock(asOf))}</span>
        </button>
        <LanguageSelect />
        <ThemeButton />
      </div>
    </header>
  );
}

type Health = 'answers' | 'isSlow' | 'didNotAnswer' | 'isHeldBack';

const looks: Readonly<Record<Health, Look>> = {
  answers: { tone: 'good', icon: 'check' },
  isSlow: { tone: 'warn', icon: 'clock' },
  didNotAnswer: { tone: 'warn', icon: 'alert' },
  isHeldBack: { tone: 'bad', icon: 'cross' },
};

/** Every provider, and whether it answers. The last failure is in the tooltip. */
function ProviderHealth({ providers, coverage, slow }: Pick<HeaderProps, 'providers' | 'coverage' | 'slow'>) {
  const inTrouble = new Set(troubled(coverage).map(({ id }) => id));
  const healthOf = ({ id, name, health }: ProviderHealthFragment): Health => {
    if (!health.available) return 'isHeldBack';
    if (slow.includes(name)) return 'isSlow';
    return inTrouble.has(id) ? 'didNotAnswer' : 'answers';
  };
  const text = texts().header;
  return (
    <ul className="health" aria-label={text.providers}>
      {providers.map((provider) => {
        const { id, name, vendor, health } = provider;
        const current = healthOf(provider);
        const { tone, icon } = looks[current];
        const last = health.lastError === null ? '' : `\n${text.lastFailure(health.lastError.message)}`;
        return (
          <li
            key={id}
            className={`health-provider tone-${tone}`}
            title={`${name} (${vendorTitle(vendor)}): ${text[current]}${last}`}
          >
            <Icon name={icon} />
            <span className="health-name">{name}</span>
            <span className="unseen">{text[current]}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Lists each language by its own name. */
function LanguageSelect() {
  const language = useLanguage();
  return (
    <select
      className="language"
      aria-label={texts().header.language}
      title={texts().header.language}
      value={language}
      onChange={({ target }) => {
        const chosen = languages.find((each) => each === target.value);
        if (chosen !== undefined) chooseLanguage(chosen);
      }}
    >
      {languages.map((each) => (
        <option key={each} value={each} lang={each}>
          {catalogues[each].name}
        </option>
      ))}
    </select>
  );
}

const storageKey = 'edgetasks-theme';

type Theme = 'auto' | 'light' | 'dark';

const themes: Readonly<Record<Theme, { readonly icon: IconName; readonly next: Theme }>> = {
  auto: { icon: 'contrast', next: 'light' },
  light: { icon: 'sun', next: 'dark' },
  dark: { icon: 'moon', next: 'auto' },
};

function storedTheme(): Theme {
  const stored = window.localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/**
 * Applies the theme that was chosen in this browser before, otherwise the system's. Call it before anything is drawn.
 */
export function applyTheme(theme: Theme = storedTheme()): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Switches from the system's theme to light, to dark, and back to the system's. */
function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const { icon, next } = themes[theme];
  const change = (): void => {
    window.localStorage.setItem(storageKey, next);
    applyTheme(next);
    setTheme(next);
  };
  const label = texts().header.colours[theme];
  return (
    <button type="button" className="button-plain" onClick={change} title={label} aria-label={label}>
      <Icon name={icon} />
    </button>
  );
}
