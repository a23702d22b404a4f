import type { CoverageFragment, ProviderHealthFragment } from './gql/graphql.ts';
import { clock } from './format.ts';
import { Icon, Mark } from './icons.tsx';
import { ProviderHealth } from './provider-health.tsx';
import { ThemeButton } from './theme.tsx';

interface HeaderProps {
  readonly providers: readonly ProviderHealthFragment[];
  /** Of the latest answer. */
  readonly coverage: readonly CoverageFragment[];
  /** When the list began, epoch milliseconds. */
  readonly asOf: number;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
}

/** Always in sight: what this is, who answers, and how fresh it is. */
export const Header = ({ providers, coverage, asOf, isRefreshing, onRefresh }: HeaderProps) => (
  <header className="header">
    <a className="skip" href="#timeline">
      Skip to the tasks
    </a>
    <h1 className="brand">
      <Mark />
      Edgetasks
    </h1>
    <ProviderHealth providers={providers} coverage={coverage} />
    <div className="header-tools">
      <button
        type="button"
        className={isRefreshing ? 'button-plain refreshing' : 'button-plain'}
        onClick={onRefresh}
        title="Refresh"
      >
        <Icon name="refresh" />
        <span className="unseen">Refresh</span>
        <span className="as-of">as of {clock(asOf)}</span>
      </button>
      <ThemeButton />
    </div>
  </header>
);
