import { ChoiceMenu } from './choice-menu.tsx';
import type { ProviderHealthFragment, TaskRowFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { kindNames, kinds } from './kinds.ts';
import { RangeFilter } from './range-filter.tsx';
import { SiteFilter } from './site-filter.tsx';
import { StateChip } from './state-chip.tsx';
import { stateNames, states } from './states.ts';
import { show } from './use-view.ts';
import { isNarrowed, plainView } from './view.ts';
import type { View } from './view.ts';

interface FiltersProps {
  readonly view: View;
  readonly providers: readonly ProviderHealthFragment[];
  /** What is listed: the sites that it speaks of are offered. */
  readonly tasks: readonly TaskRowFragment[];
}

/** What to list. Every choice is in the page's address. */
export function Filters({ view, providers, tasks }: FiltersProps) {
  const offeredKinds = kindNames.filter((name) =>
    providers.some((provider) => provider.kinds.includes(name)),
  );
  return (
    <search className="filters" aria-label="Filter the tasks">
      <SiteFilter site={view.site} tasks={tasks} />
      <RangeFilter range={view.range} />
      <ChoiceMenu
        label="State"
        choices={stateNames.map((value) => ({
          value,
          word: states[value].word,
          picture: <StateChip state={value} />,
        }))}
        chosen={view.states}
        onChoose={(chosen) => show({ states: chosen })}
      />
      <ChoiceMenu
        label="Kind"
        choices={offeredKinds.map((value) => ({ value, word: kinds[value] }))}
        chosen={view.kinds}
        onChoose={(chosen) => show({ kinds: chosen })}
      />
      <ChoiceMenu
        label="Provider"
        choices={providers.map(({ name }) => ({ value: name, word: name }))}
        chosen={view.providers}
        onChoose={(chosen) => show({ providers: chosen })}
      />
      {isNarrowed(view) && (
        <button type="button" className="button-quiet" onClick={clearFilters}>
          <Icon name="close" />
          Clear
        </button>
      )}
    </search>
  );
}

/** Shows all of the chosen time again. */
export const clearFilters = (): void => {
  const { providers, kinds: allKinds, states: allStates, site } = plainView;
  show({ providers, kinds: allKinds, states: allStates, site });
};
