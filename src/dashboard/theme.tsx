import { useState } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './shapes.ts';

const storageKey = 'edgetasks-theme';

type Theme = 'auto' | 'light' | 'dark';

const themes: Readonly<
  Record<Theme, { readonly word: string; readonly icon: IconName; readonly next: Theme }>
> = {
  auto: { word: 'as the system', icon: 'contrast', next: 'light' },
  light: { word: 'light', icon: 'sun', next: 'dark' },
  dark: { word: 'dark', icon: 'moon', next: 'auto' },
};

function storedTheme(): Theme {
  const stored = window.localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/** Dark or light as was chosen here before, else as the system has it. Called before anything is drawn. */
export function applyTheme(theme: Theme = storedTheme()): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Goes from the system's theme to light, to dark, and back. */
export function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const { word, icon, next } = themes[theme];
  const change = (): void => {
    window.localStorage.setItem(storageKey, next);
    applyTheme(next);
    setTheme(next);
  };
  const label = `Colours: ${word}`;
  return (
    <button type="button" className="button-plain" onClick={change} title={label} aria-label={label}>
      <Icon name={icon} />
    </button>
  );
}
