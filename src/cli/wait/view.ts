import type { Milliseconds } from '../../domain/time.ts';
import type { Subject } from './board.ts';
import type { FailedUrl } from './what-failed.ts';

/** How a waiting ended. */
export type Outcome = 'succeeded' | 'failed' | 'timedOut' | 'error' | 'interrupted';

export interface Result {
  readonly outcome: Outcome;
  readonly exitCode: number;
  /** For people, in a sentence. */
  readonly summary: string;
  /** Why asking on was no use; told apart from all else. */
  readonly refusal?: string | undefined;
  readonly subjects: readonly Subject[];
  /** Why the tasks failed that did. */
  readonly failedUrls: readonly FailedUrl[];
  readonly waited: Milliseconds;
}

/** Shows how a waiting goes on. */
export interface View {
  readonly changed: (subject: Subject) => void;
  /** What is wrong with the server; undefined when it is well again. */
  readonly notice: (trouble: string | undefined) => void;
  readonly end: (result: Result) => void;
  /** Gives back what it took, whatever happened. */
  readonly close: () => void;
}

/** What stands below all rows at the end. */
export function resultText({ summary, refusal, failedUrls }: Result): string {
  const tasks = [...new Set(failedUrls.map(({ task }) => task))];
  const failures = tasks.flatMap((task) => [
    `${task}, what did not succeed:`,
    ...failedUrls.filter((failed) => failed.task === task).flatMap(failedUrlLines),
  ]);
  const told = refusal === undefined ? [summary, ...failures] : failures;
  return told.map((line) => `${line}\n`).join('');
}

function failedUrlLines({ url, state, why, requestId }: FailedUrl): readonly string[] {
  const support = requestId === undefined ? '' : `RequestId ${requestId}`;
  return [`  ${url}`, `    ${[state, why, support].filter((part) => part !== '').join(', ')}`];
}
