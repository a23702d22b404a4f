import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { SubmitEvent } from 'react';
import { Mark } from './icons.tsx';
import { texts } from './language.ts';

const storageKey = 'edgetasks-token';
const listeners = new Set<() => void>();

/** Why the API refused the token, empty if none was sent yet; undefined while no token is needed. */
let refusalReason: string | undefined;

function changeReason(reason: string | undefined): void {
  refusalReason = reason;
  for (const listener of listeners) listener();
}

/** The authorization header, if a token was entered. The browser forgets it when the tab is closed. */
export function accessHeaders(): Record<string, string> {
  const token = window.sessionStorage.getItem(storageKey);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** Asks the reader for a token. Called when the API refused a request because of its token. */
export const demandToken = (refusal: string): void =>
  changeReason(window.sessionStorage.getItem(storageKey) === null ? '' : refusal);

/** Passes the token to GraphiQL in another tab, which asks for it over a BroadcastChannel. */
export function shareToken(): void {
  const otherTabs = new BroadcastChannel(storageKey);
  otherTabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const isWanted = typeof data === 'object' && data !== null && 'wanted' in data;
    const token = window.sessionStorage.getItem(storageKey);
    if (isWanted && token !== null) otherTabs.postMessage({ token });
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks for an access token when the API needs one. `onToken` runs after each entry. */
export function TokenDialog({ onToken }: { readonly onToken: () => void }) {
  const reason = useSyncExternalStore(subscribe, () => refusalReason);
  return reason === undefined ? null : <Dialog reason={reason} onToken={onToken} />;
}

function Dialog({ reason, onToken }: { readonly reason: string; readonly onToken: () => void }) {
  const client = useApolloClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    window.sessionStorage.setItem(storageKey, input.current?.value.trim() ?? '');
    changeReason(undefined);
    // If the API refuses this token too, the dialog opens again.
    client.refetchQueries({ include: 'active' }).catch(() => undefined);
    onToken();
  };
  const { title, text, continue: proceed } = texts().token;
  return (
    <dialog ref={dialog} className="token-dialog" aria-labelledby="token-title" onCancel={keepOpen}>
      <form onSubmit={submit}>
        <Mark />
        <h2 id="token-title">{title}</h2>
        <p>{text}</p>
        <input
          ref={input}
          type="password"
          name="token"
          aria-label={title}
          autoComplete="off"
          required
          autoFocus
        />
        {reason !== '' && (
          <p className="reason" role="alert">
            {reason}
          </p>
        )}
        <button type="submit" className="button-main">
          {proceed}
        </button>
      </form>
    </dialog>
  );
}

/** Escape does not close the dialog: without a token there is nothing behind it. */
const keepOpen = (event: { preventDefault(): void }): void => event.preventDefault();
