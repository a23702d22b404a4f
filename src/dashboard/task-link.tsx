import type { MouseEvent, ReactNode } from 'react';
import { show } from './use-view.ts';
import { searchOf, viewOf } from './view.ts';

interface TaskLinkProps {
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens a task here; as a link it can also be opened in another window, or sent to somebody. */
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
