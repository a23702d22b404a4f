import { useSyncExternalStore } from 'react';
import { en } from './texts/en.ts';
import type { Texts } from './texts/en.ts';
import { zhCn } from './texts/zh-cn.ts';

const storageKey = 'edgetasks-language';

/** The catalogues by their BCP 47 tags. */
export const catalogues = { en, 'zh-CN': zhCn } as const satisfies Record<string, Texts>;

/** A language of the dashboard. */
export type Language = keyof typeof catalogues;

/** All languages, in the order in which they are offered. */
export const languages: readonly Language[] = ['en', 'zh-CN'];

const current: { language: Language } = { language: 'en' };
const listeners = new Set<() => void>();

/** The texts of the current language. Do not store them: the language may change. */
export const texts = (): Texts => catalogues[current.language];

/** The best language for a browser's list of preferences; English if no preferred language is available. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const primary = preference.toLowerCase().split('-')[0];
    const match = languages.find((language) => language.toLowerCase().split('-')[0] === primary);
    if (match !== undefined) return match;
  }
  return 'en';
}

/**
 * Applies the language that was chosen in this browser before, otherwise the browser's. Call it before anything is
 * drawn.
 */
export function applyLanguage(): void {
  const stored = window.localStorage.getItem(storageKey);
  setLanguage(languages.find((language) => language === stored) ?? preferredLanguage(navigator.languages));
}

/** Changes the language and remembers it in this browser. */
export function chooseLanguage(language: Language): void {
  window.localStorage.setItem(storageKey, language);
  setLanguage(language);
}

function setLanguage(language: Language): void {
  current.language = language;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The current language. The page uses it as a key, so that all texts are drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => current.language);
