import { useMemo, useSyncExternalStore } from 'react';
import { searchOf, viewOf } from './view.ts';
import type { View } from './view.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Changes what is shown. What is opened can be left by the browser's Back; a filter replaces the one before. */
export function show(changes: Partial<View>): void {
  const search = searchOf({ ...viewOf(window.location.search), ...changes });
  const opens = changes.task !== undefined || changes.everywhere !== undefined;
  const address = search === '?' ? window.location.pathname : search;
  if (opens) window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

/** What the page's address says. */
export function useView(): View {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  return useMemo(() => viewOf(search), [search]);
}
