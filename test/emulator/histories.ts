import type { Outcome, Submission, SubmissionKind, Target } from '../../src/emulator/emulator.ts';

/** A moment with a fraction, so that whole seconds cannot be taken for granted. */
export const noon = Date.parse('2026-03-10T12:00:00.250Z');

/** A target that has long been finished. */
export function target(url: string, more: Partial<Target> = {}): Target {
  return { url, finishesAt: 0, outcome: 'succeeded', ...more };
}

/** A submission of `at`, one target for each URL. */
export function submission(
  taskId: string,
  at: number,
  urls: readonly string[],
  more: { readonly kind?: SubmissionKind; readonly target?: Partial<Target>; readonly zone?: string } = {},
): Submission {
  const { kind = 'PREFETCH', zone } = more;
  const targets = urls.map((url) => target(url, { finishesAt: at, ...more.target }));
  return { taskId, kind, at, targets, ...(zone === undefined ? {} : { zone }) };
}

/** One submission for each outcome, a second apart, newest last. */
export function oneOfEach(
  outcomes: readonly Outcome[],
  at: number,
  kind: SubmissionKind = 'PREFETCH',
): Submission[] {
  return outcomes.map((outcome, index) =>
    submission(String(10_000 + index), at + index * 1000, [`https://www.example.com/${outcome}`], {
      kind,
      target: { outcome },
    }),
  );
}
