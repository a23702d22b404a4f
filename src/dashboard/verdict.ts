import type { EverywhereQuery, TaskState } from './gql/graphql.ts';
import type { IconName } from './shapes.ts';
import type { Tone } from './states.ts';

type Report = EverywhereQuery['urlReport'];

/** The answer in a few words. */
export interface Verdict {
  readonly title: string;
  readonly detail: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

/** Whether a URL is everywhere. Providers that have no task for it say nothing about it; those that did not answer may. */
export function verdictOf({ providers }: Pick<Report, 'providers'>): Verdict {
  const told = providers.flatMap(({ latest }) => (latest === null ? [] : [latest.state]));
  const silent = providers.filter(({ error }) => error !== null).length;
  const done = told.filter((state) => state === 'SUCCEEDED').length;
  const detail = [
    told.length > 0 ? `${done} of ${told.length} done` : '',
    silent > 0 ? `${silent} did not answer in full` : '',
  ].filter((part) => part !== '');
  return { ...answerTo(told, done, silent), detail: detail.join(', ') || 'Nothing in the last 24 hours' };
}

const underWay: readonly TaskState[] = ['PROCESSING', 'UNKNOWN'];

function answerTo(told: readonly TaskState[], done: number, silent: number): Omit<Verdict, 'detail'> {
  if (told.some((state) => state !== 'SUCCEEDED' && !underWay.includes(state))) {
    return { title: 'No, it failed', tone: 'bad', icon: 'cross' };
  }
  if (told.length === 0) {
    return silent > 0
      ? { title: 'Nobody can tell', tone: 'warn', icon: 'alert' }
      : { title: 'No task covers this URL', tone: 'idle', icon: 'question' };
  }
  if (done < told.length) return { title: 'Not yet', tone: 'busy', icon: 'ring' };
  return silent > 0
    ? { title: 'As far as can be told', tone: 'warn', icon: 'alert' }
    : { title: 'Yes, everywhere', tone: 'good', icon: 'check' };
}

const order: readonly (TaskState | undefined)[] = [
  'FAILED',
  'TIMED_OUT',
  'INVALID',
  'CANCELED',
  'PARTIALLY_SUCCEEDED',
  'UNKNOWN',
  'PROCESSING',
  undefined,
  'SUCCEEDED',
];

/** The providers of a report, those that hold it back first. */
export const laggardsFirst = (providers: Report['providers']): Report['providers'] =>
  providers.toSorted((one, other) => order.indexOf(one.latest?.state) - order.indexOf(other.latest?.state));
