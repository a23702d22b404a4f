import { SECOND } from '../../domain/time.ts';
import type { Milliseconds } from '../../domain/time.ts';
import type { ClientParts } from '../command.ts';
import type { Api } from './api.ts';
import { barsView } from './bars-view.ts';
import { Board } from './board.ts';
import { Contact } from './contact.ts';
import { Refused } from './failures.ts';
import type { Follow, Following } from './follow.ts';
import { jsonView } from './json-view.ts';
import { linesView } from './lines-view.ts';
import { resultOf } from './result.ts';
import type { NamedTask } from './task-name.ts';
import type { View } from './view.ts';
import { whatFailed } from './what-failed.ts';
import type { FailedUrl } from './what-failed.ts';

/** What is waited for, and how. */
export interface Waiting {
  /** What the names name, in the plural. */
  readonly things: string;
  readonly names: readonly string[];
  /** Those whose failed URLs can be told. */
  readonly tasks: readonly NamedTask[];
  readonly follow: Follow;
  readonly timeout: Milliseconds;
  readonly interval?: Milliseconds | undefined;
  readonly isJson: boolean;
}

/** What failed is worth a moment, not another waiting. */
const longestExplanation = 10 * SECOND;

/** Waits, shows how it goes, and resolves with the exit code. */
export async function waitFor(waiting: Waiting, api: Api, world: ClientParts): Promise<number> {
  const began = world.clock();
  const interrupted = world.interruption();
  const board = new Board(waiting.names, (subject) => view.changed(subject));
  const view = viewOf(waiting, board, world);
  try {
    const contact = new Contact(world, view.notice);
    const following = { api, board, contact, world, began, interval: waiting.interval };
    const refusal = await followUntil(waiting, following, interrupted, world);
    const failedUrls = interrupted.aborted ? [] : await explained(waiting, board, api, interrupted, world);
    const waited = world.clock() - began;
    const code: unknown = interrupted.reason;
    const interruptedWith = typeof code === 'number' ? code : undefined;
    const { subjects } = board;
    const result = resultOf({
      things: waiting.things,
      subjects,
      refusal,
      interruptedWith,
      failedUrls,
      waited,
    });
    view.end(result);
    if (refusal !== undefined) world.errors.write(`edgetasks wait: ${refusal}\n`);
    return result.exitCode;
  } finally {
    view.close();
  }
}

function viewOf({ isJson, timeout }: Waiting, board: Board, world: ClientParts): View {
  const { output, errors, clock } = world;
  if (isJson) return jsonView(output, clock);
  if (output.terminal === undefined) return linesView(output, errors, clock);
  return barsView(output, output.terminal, () => board.subjects, timeout, world);
}

/** Resolves when all is over, the time is, or somebody interrupts; with the reason if asking on is no use. */
async function followUntil(
  { follow, timeout }: Waiting,
  following: Omit<Following, 'signal'>,
  interrupted: AbortSignal,
  { after }: ClientParts,
): Promise<string | undefined> {
  const late = new AbortController();
  const signal = AbortSignal.any([late.signal, interrupted]);
  const cancel = after(timeout, () => late.abort());
  try {
    await follow({ ...following, signal });
    return undefined;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof Refused) return error.message;
    throw error;
  } finally {
    cancel();
  }
}

async function explained(
  { tasks }: Waiting,
  board: Board,
  api: Api,
  interrupted: AbortSignal,
  { after }: ClientParts,
): Promise<readonly FailedUrl[]> {
  const failed = new Set(
    board.subjects.filter(({ verdict }) => verdict === 'failed').map(({ name }) => name),
  );
  const told = tasks.filter(({ name }) => failed.has(name));
  if (told.length === 0) return [];
  const late = new AbortController();
  const cancel = after(longestExplanation, () => late.abort());
  try {
    return await whatFailed(told, api, AbortSignal.any([late.signal, interrupted]));
  } finally {
    cancel();
  }
}
