import { useSyncExternalStore } from 'react';

const storageKey = 'edgetasks-token';
const listeners = new Set<() => void>();

/** Why the token that was given is of no use, empty for the first; undefined while none is missed. */
let demand: string | undefined;

function changeDemand(reason: string | undefined): void {
  demand = reason;
  for (const listener of listeners) listener();
}

/** What the API wants of every request, once a token was given. It is forgotten with the tab. */
export function accessHeaders(): Record<string, string> {
  const token = window.sessionStorage.getItem(storageKey);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** Called when the API refused for want of a token that it knows. */
export const demandToken = (refusal: string): void =>
  changeDemand(window.sessionStorage.getItem(storageKey) === null ? '' : refusal);

/** Remembers the token for as long as the tab is open. */
export function giveToken(token: string): void {
  window.sessionStorage.setItem(storageKey, token);
  changeDemand(undefined);
}

// GraphiQL, in another tab, asks for the token that was entered here.
const otherTabs = new BroadcastChannel(storageKey);
otherTabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const isWanted = typeof data === 'object' && data !== null && 'wanted' in data;
  const token = window.sessionStorage.getItem(storageKey);
  if (isWanted && token !== null) otherTabs.postMessage({ token });
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Why the token that was given is of no use, empty for the first; undefined while none is missed. */
export const useTokenDemand = (): string | undefined => useSyncExternalStore(subscribe, () => demand);
