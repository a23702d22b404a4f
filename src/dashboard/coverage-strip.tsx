import { byProvider } from './coverage.ts';
import type { ProviderCoverage } from './coverage.ts';
import { count, counted, shortMoment } from './format.ts';
import type { CoverageFragment, CoverageOutcome, ProblemFragment } from './gql/graphql.ts';
import { vendorTitles } from './gql/vendor-titles.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './shapes.ts';
import { Problem } from './problem.tsx';
import type { Tone } from './states.ts';

interface OutcomeWords {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const outcomes: Readonly<Record<CoverageOutcome, OutcomeWords>> = {
  COMPLETE: { word: 'Complete', tone: 'good', icon: 'check' },
  PARTIAL: { word: 'In part', tone: 'warn', icon: 'half' },
  FAILED: { word: 'No answer', tone: 'bad', icon: 'cross' },
  SKIPPED: { word: 'Not asked', tone: 'idle', icon: 'skip' },
};

/** Read as far as the list needed, or as one request may: the rest comes with the next page. */
const soFar: OutcomeWords = { word: 'So far', tone: 'idle', icon: 'half' };

const isBudget = ({ __typename }: ProblemFragment): boolean => __typename === 'CallBudgetError';

const wordsFor = ({ outcome, problems }: ProviderCoverage): OutcomeWords =>
  problems.length > 0 && problems.every(isBudget) ? soFar : outcomes[outcome];

/** What the list speaks of: how much of it each provider answered, at what cost, and why not all. */
export function CoverageStrip({ coverage }: { readonly coverage: readonly CoverageFragment[] }) {
  const providers = byProvider(coverage);
  if (providers.length === 0) return null;
  const calls = providers.reduce((sum, { vendorCalls }) => sum + vendorCalls, 0);
  return (
    <section className="card coverage" aria-labelledby="coverage-title">
      <div className="card-head">
        <h2 id="coverage-title">Who answered</h2>
        <span className="card-note">Latest page: {counted(calls, 'vendor call')}</span>
      </div>
      <ul>
        {providers.map((each) => (
          <Provider key={each.provider.id} coverage={each} />
        ))}
      </ul>
    </section>
  );
}

function Provider({ coverage }: { readonly coverage: ProviderCoverage }) {
  const { provider, covered, vendorCalls, rowsRead, problems, feeds } = coverage;
  const { word, tone, icon } = wordsFor(coverage);
  return (
    <li className="coverage-provider">
      <details>
        <summary>
          <span className="coverage-name" title={vendorTitles[provider.vendor]}>
            {provider.name}
          </span>
          <span className={`chip tone-${tone}`}>
            <Icon name={icon} />
            {word}
          </span>
          <Icon name="down" />
          <span className="coverage-note">
            {covered === undefined ? 'Nothing covered' : `Since ${shortMoment(covered.from)}`}
            <span className="dot" />
            {counted(vendorCalls, 'call')}
            <span className="dot" />
            {counted(rowsRead, 'row')}
          </span>
        </summary>
        <Feeds feeds={feeds} />
      </details>
      {problems
        .filter((problem) => !isBudget(problem))
        .map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
    </li>
  );
}

const Feeds = ({ feeds }: { readonly feeds: readonly CoverageFragment[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Feed</th>
        <th scope="col">Answer</th>
        <th scope="col" className="number">
          Calls
        </th>
        <th scope="col" className="number">
          Rows
        </th>
      </tr>
    </thead>
    <tbody>
      {feeds.map(({ action, scope, outcome, vendorCalls, rowsRead }) => (
        <tr key={`${action} ${scope ?? ''}`}>
          <td>
            <code>{action}</code>
            {scope !== null && <code className="coverage-scope">{scope}</code>}
          </td>
          <td>{outcomes[outcome].word}</td>
          <td className="number">{count(vendorCalls)}</td>
          <td className="number">{count(rowsRead)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
