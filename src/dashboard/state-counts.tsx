import { count } from './format.ts';
import type { TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { stateNames, states } from './states.ts';

interface StateCountsProps {
  readonly task: {
    readonly urlCount: number;
    readonly stateCounts: readonly { readonly state: TaskState; readonly count: number }[];
  };
  /** Absent: all of them. */
  readonly chosen: TaskState | undefined;
  readonly onChoose: (state: TaskState | undefined) => void;
}

/** How many URLs of a task stand where, what needs a look first; choosing one narrows the list below. */
export function StateCounts({ task, chosen, onChoose }: StateCountsProps) {
  const present = stateNames.flatMap((state) => task.stateCounts.filter((each) => each.state === state));
  if (present.length < 2 && chosen === undefined) return null;
  return (
    <div className="state-counts" role="group" aria-label="Which URLs to list">
      <button
        type="button"
        className="count"
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        All <b>{count(task.urlCount)}</b>
      </button>
      {present.map(({ state, count: own }) => (
        <button
          key={state}
          type="button"
          className={`count tone-${states[state].tone}`}
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? undefined : state)}
        >
          <Icon name={states[state].icon} />
          {states[state].word} <b>{count(own)}</b>
        </button>
      ))}
    </div>
  );
}
