import type { TaskState } from './gql/graphql.ts';
import type { IconName } from './shapes.ts';

/** How good or bad something is: the colours of the page. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

/** How a state is told to people: never by its colour alone. */
export interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** What it means, in a sentence. */
  readonly meaning: string;
}

/** Every state, in the order in which they are offered and drawn: what needs a look first. */
export const states: Readonly<Record<TaskState, StateWords>> = {
  FAILED: { word: 'Failed', tone: 'bad', icon: 'cross', meaning: 'Ended without success.' },
  TIMED_OUT: {
    word: 'Timed out',
    tone: 'bad',
    icon: 'clock',
    meaning: 'Given up by the vendor because it took too long.',
  },
  INVALID: {
    word: 'Invalid',
    tone: 'bad',
    icon: 'alert',
    meaning: 'The origin answered with something other than 2xx.',
  },
  PARTIALLY_SUCCEEDED: {
    word: 'Partly done',
    tone: 'warn',
    icon: 'half',
    meaning: 'Some of its URLs succeeded and some did not.',
  },
  CANCELED: { word: 'Canceled', tone: 'idle', icon: 'ban', meaning: 'Stopped before it was done.' },
  UNKNOWN: {
    word: 'Unknown',
    tone: 'idle',
    icon: 'question',
    meaning: 'The vendor uses a word that this version does not know.',
  },
  PROCESSING: { word: 'In progress', tone: 'busy', icon: 'ring', meaning: 'Waiting or at work.' },
  SUCCEEDED: { word: 'Done', tone: 'good', icon: 'check', meaning: 'Done everywhere.' },
};

/** The states by name, in their order. */
export const stateNames = Object.keys(states).filter((name): name is TaskState => name in states);
