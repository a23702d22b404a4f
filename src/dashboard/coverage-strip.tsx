import { useState } from 'react';
import { byProvider } from './coverage.ts';
import type { ProviderCoverage } from './coverage.ts';
import { count, shortMoment } from './format.ts';
import type { CoverageFragment, CoverageOutcome, ProblemFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { Problem } from './problem.tsx';
import { Quotas } from './quotas.tsx';
import { Chip } from './states.tsx';
import type { Look } from './states.tsx';
import { vendorTitle } from './task-row.tsx';

const outcomes: Readonly<Record<CoverageOutcome, Look>> = {
  COMPLETE: { tone: 'good', icon: 'check' },
  PARTIAL: { tone: 'warn', icon: 'half' },
  FAILED: { tone: 'bad', icon: 'cross' },
  SKIPPED: { tone: 'idle', icon: 'skip' },
};

const soFar: Look = { tone: 'idle', icon: 'half' };
const waiting: Look = { tone: 'warn', icon: 'clock' };

const isBudget = ({ __typename }: ProblemFragment): boolean => __typename === 'CallBudgetError';

/** Using up the call budget of a request is not a failure: the next page continues. */
function OutcomeChip({ coverage: { outcome, problems } }: { readonly coverage: ProviderCoverage }) {
  const text = texts().coverage;
  return problems.length > 0 && problems.every(isBudget) ? (
    <Chip look={soFar} word={text.soFar} />
  ) : (
    <Chip look={outcomes[outcome]} word={text.outcomes[outcome]} />
  );
}

interface CoverageStripProps {
  readonly coverage: readonly CoverageFragment[];
  /** Names of providers that have not answered for a while. */
  readonly slow: readonly string[];
}

/** How much of the list each provider answered, at what cost, and why not all of it. */
export function CoverageStrip({ coverage, slow }: CoverageStripProps) {
  const providers = byProvider(coverage);
  const silent = slow.filter((name) => providers.every(({ provider }) => provider.name !== name));
  if (providers.length + silent.length === 0) return null;
  const calls = providers.reduce((sum, { vendorCalls }) => sum + vendorCalls, 0);
  return (
    <section className="card coverage" aria-labelledby="coverage-title">
      <div className="card-head">
        <h2 id="coverage-title">{texts().coverage.title}</h2>
        <span className="card-note">{texts().coverage.latestPage(calls)}</span>
      </div>
      <ul>
        {providers.map((each) => (
          <Provider key={each.provider.id} coverage={each} />
        ))}
        {silent.map((name) => (
          <li key={name} className="coverage-provider coverage-waiting">
            <span className="coverage-name">{name}</span>
            <Chip look={waiting} word={texts().coverage.waiting} meaning={texts().coverage.waitingNote} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Provider({ coverage }: { readonly coverage: ProviderCoverage }) {
  const { provider, covered, vendorCalls, rowsRead, problems, feeds } = coverage;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="coverage-provider">
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          <span className="coverage-name" title={vendorTitle(provider.vendor)}>
            {provider.name}
          </span>
          <OutcomeChip coverage={coverage} />
          <Icon name="down" />
          <span className="coverage-note">
            {covered === undefined ? texts().coverage.nothing : texts().since(shortMoment(covered.from))}
            <span className="dot" />
            {texts().coverage.call(vendorCalls)}
            <span className="dot" />
            {texts().rows(rowsRead)}
          </span>
        </summary>
        <Feeds feeds={feeds} />
        {isOpen && <Quotas provider={provider.name} />}
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
        <th scope="col">{texts().coverage.feed}</th>
        <th scope="col">{texts().coverage.answer}</th>
        <th scope="col">{texts().coverage.asOf}</th>
        <th scope="col" className="number">
          {texts().coverage.calls}
        </th>
        <th scope="col" className="number">
          {texts().coverage.rows}
        </th>
      </tr>
    </thead>
    <tbody>
      {feeds.map(({ action, scope, outcome, source, asOf, vendorCalls, rowsRead }) => (
        <tr key={`${action} ${scope ?? ''}`}>
          <td>
            <code>{action}</code>
            {scope !== null && <code className="coverage-scope">{scope}</code>}
          </td>
          <td>{texts().coverage.outcomes[outcome]}</td>
          <td title={texts().coverage.sources[source]}>{shortMoment(asOf)}</td>
          <td className="number">{count(vendorCalls)}</td>
          <td className="number">{count(rowsRead)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
