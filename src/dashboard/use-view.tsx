import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
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

/** Changes the view. The browser's Back button closes what was opened; changing a filter replaces the history entry. */
export function show(changes: Partial<View>): void {
  const search = searchOf({ ...viewOf(window.location.search), ...changes });
  const opens = changes.task !== undefined || changes.everywhere !== undefined;
  const address = search === '?' ? window.location.pathname : search;
  if (opens) window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

/** The view in the page's address. */
export function useView(): View {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  return useMemo(() => viewOf(search), [search]);
}

interface TaskLinkProps {
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link that opens a task on this page, and that can be copied or opened in another window. */
export function TaskLink({ id, className, children }: TaskLinkProps) {
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show({ task: id });
  };
  const address = searchOf({ ...viewOf(window.location.search), task: id });
  return (
    <a className={className} href={address} onClick={open}>
      {children}
    </a>
  );
}

/** Whether an element is visible or nearly so. Observes it only while `isWatched`. */
export function useIsOnScreen<Shown extends Element>(
  isWatched: boolean,
): readonly [RefObject<Shown | null>, boolean] {
  const element = useRef<Shown>(null);
  const [isOnScreen, setIsOnScreen] = useState(false);
  useEffect(() => {
    if (!isWatched || element.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setIsOnScreen(entries.at(-1)?.isIntersecting === true),
      { rootMargin: '200px' },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      setIsOnScreen(false);
    };
  }, [isWatched]);
  return [element, isOnScreen];
}
