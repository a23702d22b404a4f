import { troubled } from './coverage.ts';
import type { CoverageFragment, ProviderHealthFragment } from './gql/graphql.ts';
import { vendorTitles } from './gql/vendor-titles.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './shapes.ts';
import type { Tone } from './states.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly words: string;
}

const looks = {
  well: { tone: 'good', icon: 'check', words: 'answers' },
  failed: { tone: 'warn', icon: 'alert', words: 'did not answer in full' },
  heldBack: { tone: 'bad', icon: 'cross', words: 'is held back for a while: too many calls failed' },
} as const satisfies Record<string, Look>;

interface ProviderHealthProps {
  readonly providers: readonly ProviderHealthFragment[];
  /** Of the latest answer. */
  readonly coverage: readonly CoverageFragment[];
}

/** Every provider, and whether it answers. What failed long ago is only told to who points at it. */
export function ProviderHealth({ providers, coverage }: ProviderHealthProps) {
  const inTrouble = new Set(troubled(coverage).map(({ id }) => id));
  const lookOf = ({ id, health }: ProviderHealthFragment): Look => {
    if (!health.available) return looks.heldBack;
    return inTrouble.has(id) ? looks.failed : looks.well;
  };
  return (
    <ul className="health" aria-label="Providers">
      {providers.map((provider) => {
        const { id, name, vendor, health } = provider;
        const { tone, icon, words } = lookOf(provider);
        const last = health.lastError === null ? '' : `\nLast failure: ${health.lastError.message}`;
        return (
          <li
            key={id}
            className={`health-provider tone-${tone}`}
            title={`${name} (${vendorTitles[vendor]}) ${words}.${last}`}
          >
            <Icon name={icon} />
            <span className="health-name">{name}</span>
            <span className="unseen">{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
