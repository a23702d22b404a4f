import type { Milliseconds } from '../domain/time.ts';

/** How long answers may be computed before other requests get a turn. */
const MAX_TURN: Milliseconds = 20;

/** When the first computation of this turn of the event loop began; undefined before that. */
let turnStartedAt: Milliseconds | undefined;

/** The callers that came before. Each computes before the next one may continue. */
let tail: Promise<void> = Promise.resolve();

/**
 * Resolves soon while the current turn of the event loop is short, otherwise in a later turn, so that no request keeps the
 * others waiting. Called between the steps of a computation that may take long; those who call it are let on in turn.
 */
export function yieldIfLong(): Promise<void> {
  tail = afterOthers(tail);
  return tail;
}

async function afterOthers(others: Promise<void>): Promise<void> {
  await others;
  while (isTurnLong()) await new Promise((resolve) => void setImmediate(resolve));
}

function isTurnLong(): boolean {
  const now = performance.now();
  if (turnStartedAt !== undefined) return now - turnStartedAt > MAX_TURN;
  turnStartedAt = now;
  setImmediate(() => {
    turnStartedAt = undefined;
  });
  return false;
}
