import type { CSSProperties } from 'react';
import type { StatusDetailFragment, TaskKind, TaskStandingFragment, TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { texts } from './language.ts';

/** How good or bad something is: the colours of the page. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

/** A colour and an icon. A word always accompanies them. */
export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** Every state, in the order in which they are offered and drawn: what needs attention comes first. */
export const states: Readonly<Record<TaskState, Look>> = {
  FAILED: { tone: 'bad', icon: 'cross' },
  TIMED_OUT: { tone: 'bad', icon: 'clock' },
  INVALID: { tone: 'bad', icon: 'alert' },
  PARTIALLY_SUCCEEDED: { tone: 'warn', icon: 'half' },
  CANCELED: { tone: 'idle', icon: 'ban' },
  UNKNOWN: { tone: 'idle', icon: 'question' },
  PROCESSING: { tone: 'busy', icon: 'ring' },
  SUCCEEDED: { tone: 'good', icon: 'check' },
};

/** The names of the states, in the order of `states`. */
export const stateNames = Object.keys(states).filter((name): name is TaskState => name in states);

const everyKind: Readonly<Record<TaskKind, true>> = {
  PREFETCH: true,
  PURGE_URL: true,
  PURGE_DIRECTORY: true,
  PURGE_HOST: true,
  PURGE_ALL: true,
  PURGE_CACHE_TAG: true,
  PURGE_REGEX: true,
  UNKNOWN: true,
};

/** The names of the kinds, in the order in which they are offered. */
export const kindNames = Object.keys(everyKind).filter((name): name is TaskKind => name in everyKind);

interface ChipProps {
  readonly look: Look;
  readonly word: string;
  readonly meaning?: string | undefined;
  /** The number of items; absent for a single one. */
  readonly count?: number;
}

/** A colour, an icon and a word. */
export const Chip = ({ look: { tone, icon }, word, meaning, count }: ChipProps) => (
  <span className={`chip tone-${tone}`} title={meaning}>
    <Icon name={icon} />
    {word}
    {count !== undefined && <b>{count}</b>}
  </span>
);

/** The state of a task or of a URL. */
export function StateChip({ state, count }: { readonly state: TaskState; readonly count?: number }) {
  const { word, meaning } = texts().states[state];
  return <Chip look={states[state]} word={word} meaning={meaning} {...(count !== undefined && { count })} />;
}

/** How much of a task is done, from 0 to 100: what the vendor says, otherwise the share of its URLs that ended. */
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
  /** From 0 to 100; undefined if the vendor does not report it. */
  readonly percent: number | undefined;
  readonly label: string;
}

/** A progress bar. It is indeterminate if the progress is unknown. */
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

/** Why something failed, in the vendor's words; undefined if the vendor reports no reason. */
export function reasonOf(status: StatusDetailFragment): string | undefined {
  const words = [
    'reason' in status ? status.reason : null,
    'message' in status ? status.message : null,
  ].filter((word) => word != null && word !== '');
  return words.length === 0 ? undefined : [...new Set(words)].join(': ');
}
