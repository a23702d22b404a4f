import type { Milliseconds } from '../../domain/time.ts';
import { exitCodes } from '../command.ts';
import type { Subject } from './board.ts';
import { stopwatchText } from './duration.ts';
import type { Verdict } from './standing.ts';
import type { Outcome, Result } from './view.ts';
import type { FailedUrl } from './what-failed.ts';

/** How things are at the end of a waiting. */
export interface End {
  /** What the subjects are, in the plural. */
  readonly things: string;
  readonly subjects: readonly Subject[];
  /** Why asking on was no use. */
  readonly refusal?: string | undefined;
  /** The exit code of the signal that ended it. */
  readonly interruptedWith?: number | undefined;
  readonly failedUrls: readonly FailedUrl[];
  readonly waited: Milliseconds;
}

export function resultOf(end: End): Result {
  const outcome = outcomeOf(end);
  const { subjects, refusal, failedUrls, waited, interruptedWith } = end;
  const exitCode = outcome === 'interrupted' ? (interruptedWith ?? exitCodes.error) : codes[outcome];
  return { outcome, exitCode, summary: summaryOf(outcome, end), refusal, subjects, failedUrls, waited };
}

const codes: Record<Exclude<Outcome, 'interrupted'>, number> = {
  succeeded: exitCodes.done,
  failed: exitCodes.failed,
  timedOut: exitCodes.timedOut,
  error: exitCodes.error,
};

/** A failure comes before all that could still have become known: nothing can make it good. */
function outcomeOf({ subjects, refusal, interruptedWith }: End): Outcome {
  const has = (verdict: Verdict): boolean => subjects.some((subject) => subject.verdict === verdict);
  if (interruptedWith !== undefined) return 'interrupted';
  if (has('failed')) return 'failed';
  if (refusal !== undefined || has('unknowable')) return 'error';
  return has('waiting') ? 'timedOut' : 'succeeded';
}

const openings: Record<Outcome, string> = {
  succeeded: '',
  failed: '',
  timedOut: 'Timed out. ',
  error: '',
  interrupted: 'Interrupted. ',
};

const endings: readonly (readonly [Verdict, string])[] = [
  ['failed', 'failed'],
  ['unknowable', 'cannot be known'],
  ['waiting', 'not done'],
];

function summaryOf(outcome: Outcome, { things, subjects, waited }: End): string {
  const count = (verdict: Verdict): number =>
    subjects.filter((subject) => subject.verdict === verdict).length;
  const parts = [
    `${count('succeeded')} of ${subjects.length} ${things} succeeded`,
    ...endings
      .map(([verdict, word]) => [count(verdict), word] as const)
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${number} ${word}`),
  ];
  return `${openings[outcome]}${parts.join(', ')}, after ${stopwatchText(waited)}.`;
}
