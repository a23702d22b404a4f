import type { TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { states } from './states.ts';

/** A state as a picture, a word and a colour. */
export function StateChip({ state }: { readonly state: TaskState }) {
  const { word, tone, icon, meaning } = states[state];
  return (
    <span className={`chip tone-${tone}`} title={meaning}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
