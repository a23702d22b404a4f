import type { CSSProperties } from 'react';
import type { TaskStandingFragment } from './gql/graphql.ts';

/** How much is done, as the vendor says it, else by the URLs that are no longer in progress: 0 to 100. */
export function percentOf({
  progress,
  stateCounts,
  urlCount,
}: Pick<TaskStandingFragment, 'progress' | 'stateCounts' | 'urlCount'>): number {
  if (progress !== null) return Math.floor(progress);
  const processing = stateCounts.find(({ state }) => state === 'PROCESSING')?.count ?? 0;
  return urlCount === 0 ? 0 : Math.floor((100 * (urlCount - processing)) / urlCount);
}

interface ProgressBarProps {
  /** 0 to 100; undefined where nobody says. */
  readonly percent: number | undefined;
  readonly label: string;
}

/** A bar that fills; one that wanders where nobody says how far it is. */
export function ProgressBar({ percent, label }: ProgressBarProps) {
  const filled: CSSProperties & Record<'--percent', string> = { '--percent': `${percent ?? 30}%` };
  return (
    <span
      className={percent === undefined ? 'progress progress-vague' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={filled}
    />
  );
}
