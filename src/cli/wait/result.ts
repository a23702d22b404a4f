import type { Milliseconds } from '../../domain/time.ts';
import { clockText } from '../arguments.ts';
import { exitCodes } from '../command.ts';
import type { FailedUrl } from './failed-urls.ts';
import type { TargetOutcome, WaitTarget } from './progress.ts';

/** How the waiting as a whole ended. */
export type WaitOutcome = 'succeeded' | 'failed' | 'timedOut' | 'error' | 'interrupted';

/** Everything known at the end of the waiting. */
export interface WaitEnd {
  readonly targets: readonly WaitTarget[];
  /** What is waited for: `tasks succeeded` or `URLs everywhere`. */
  readonly goal: string;
  /** The final refusal of the server; printed separately. */
  readonly refusal?: string | undefined;
  /** The exit code of the signal that interrupted it. */
  readonly interruptedWith?: number | undefined;
  readonly failedUrls: readonly FailedUrl[];
  readonly waited: Milliseconds;
}

export interface WaitResult extends WaitEnd {
  readonly outcome: WaitOutcome;
  readonly exitCode: number;
  /** One sentence for people. */
  readonly summary: string;
}

export function resultOf(end: WaitEnd): WaitResult {
  const outcome = outcomeOf(end);
  const exitCode = outcome === 'interrupted' ? (end.interruptedWith ?? exitCodes.error) : codes[outcome];
  return { ...end, outcome, exitCode, summary: summaryOf(outcome, end) };
}

const codes: Record<Exclude<WaitOutcome, 'interrupted'>, number> = {
  succeeded: exitCodes.done,
  failed: exitCodes.failed,
  timedOut: exitCodes.timedOut,
  error: exitCodes.error,
};

/** A failure takes precedence over everything that is still unknown, because nothing can undo it. */
function outcomeOf({ targets, refusal, interruptedWith }: WaitEnd): WaitOutcome {
  const has = (outcome: TargetOutcome): boolean => targets.some((target) => target.outcome === outcome);
  if (interruptedWith !== undefined) return 'interrupted';
  if (has('failed')) return 'failed';
  if (refusal !== undefined || has('unknowable')) return 'error';
  return has('waiting') ? 'timedOut' : 'succeeded';
}

const openings: Record<WaitOutcome, string> = {
  succeeded: '',
  failed: '',
  timedOut: 'Timed out. ',
  error: '',
  interrupted: 'Interrupted. ',
};

/** The counts in the order of the sentence. A URL is counted by the API's verdict, a task by its outcome. */
const words: readonly (readonly [string, string])[] = [
  ['failed', 'failed'],
  ['unknowable', 'cannot be known'],
  ['waiting', 'not done'],
  ['NOT_EVERYWHERE', 'not everywhere'],
  ['IN_PROGRESS', 'in progress'],
  ['UNKNOWN', 'unknown'],
];

function summaryOf(outcome: WaitOutcome, { targets, goal, waited }: WaitEnd): string {
  const count = (...counted: readonly string[]): number =>
    targets.filter((target) => counted.includes(target.verdict ?? target.outcome)).length;
  const parts = [
    `${count('EVERYWHERE', 'succeeded')} of ${targets.length} ${goal}`,
    ...words
      .map(([counted, word]) => [count(counted), word] as const)
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${number} ${word}`),
  ];
  return `${openings[outcome]}${parts.join(', ')}, after ${clockText(waited)}.`;
}

/** The last lines of the output. */
export function resultLines({ summary, refusal, failedUrls }: WaitResult): readonly string[] {
  const tasks = [...new Set(failedUrls.map(({ task }) => task))];
  const failures = tasks.flatMap((task) => [
    `${task}, URLs that did not succeed:`,
    ...failedUrls.filter((failed) => failed.task === task).flatMap(failedUrlLines),
  ]);
  return refusal === undefined ? [summary, ...failures] : failures;
}

function failedUrlLines({ url, state, why, requestId }: FailedUrl): readonly string[] {
  const support = requestId === undefined ? '' : `RequestId ${requestId}`;
  return [`  ${url}`, `    ${[state, why, support].filter((part) => part !== '').join(', ')}`];
}
