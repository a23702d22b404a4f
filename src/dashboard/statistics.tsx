import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Drawing, Table } from './chart.tsx';
import { messageOf } from './client.ts';
import { count, lengthOfTime, shortMoment } from './format.ts';
import { StatisticsDocument } from './gql/graphql.ts';
import type { ProviderHealthFragment, StatisticsQuery } from './gql/graphql.ts';
import { texts } from './language.ts';
import { Notice } from './problem.tsx';
import { stateNames } from './states.tsx';
import { daysOf, milliseconds, percent } from './statistics.ts';
import { presets } from './view.ts';

const lengths = ['7d', '30d'] as const;

const pollMs = 60_000;

/**
 * Statistics of the last days from the history: how many tasks there were, how they ended, and how long they took.
 * Makes no vendor calls.
 */
export function Statistics({ providers }: { readonly providers: readonly ProviderHealthFragment[] }) {
  const [length, setLength] = useState<(typeof lengths)[number]>('30d');
  // The start of a day, so that the query stays the same while it is shown.
  const [now] = useState(() => Date.now());
  const from = now - presets[length];
  const { data, error } = useQuery(StatisticsDocument, {
    variables: { filter: { createdAt: { from: new Date(from).toISOString() } } },
    pollInterval: pollMs,
    skipPollAttempt: () => document.hidden,
    fetchPolicy: 'cache-and-network',
  });
  const text = texts().statistics;
  return (
    <section className="statistics" aria-labelledby="statistics-title">
      <div className="statistics-head">
        <h2 id="statistics-title">{text.title}</h2>
        <select
          aria-label={texts().filters.timeRange}
          value={length}
          onChange={({ target }) => {
            const chosen = lengths.find((each) => each === target.value);
            if (chosen !== undefined) setLength(chosen);
          }}
        >
          {lengths.map((each) => (
            <option key={each} value={each}>
              {texts().filters.ranges[each]}
            </option>
          ))}
        </select>
      </div>
      {error !== undefined && <Notice tone="bad" title={text.failed} text={messageOf(error)} />}
      {data !== undefined && <Figures data={data} from={from} to={now} />}
      <Since providers={providers} />
    </section>
  );
}

function Figures({
  data,
  from,
  to,
}: {
  readonly data: StatisticsQuery;
  readonly from: number;
  readonly to: number;
}) {
  const { byDay, byProvider } = data;
  const text = texts().statistics;
  const bars = daysOf(byDay.groups, from, to);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const present = stateNames.filter((state) => bars.some(({ counts }) => counts.has(state)));
  const incomplete = [
    ...new Set(byDay.coverage.flatMap(({ provider, error }) => (error === null ? [] : [provider.name]))),
  ];
  return (
    <>
      <section className="card chart" aria-label={texts().chart.label}>
        <figure className="chart-figure">
          <Drawing bars={bars} present={present} readTo={undefined} />
          <figcaption>
            <span className="chart-axis">
              <span>{shortMoment(first.from)}</span>
              <span>{shortMoment(last.to)}</span>
            </span>
          </figcaption>
        </figure>
        {present.length > 0 && (
          <details className="chart-table">
            <summary>{texts().chart.asTable}</summary>
            <Table bars={bars} present={present} time={shortMoment} />
          </details>
        )}
      </section>
      {incomplete.length > 0 && <p className="statistics-note">{text.isIncomplete(incomplete)}</p>}
      <Providers groups={byProvider.groups} />
    </>
  );
}

/** A row for each provider. For vendors that report no end, durations are upper bounds. */
const Providers = ({ groups }: { readonly groups: StatisticsQuery['byProvider']['groups'] }) => {
  const text = texts().statistics;
  return (
    <div className="card statistics-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{texts().filters.provider}</th>
            {[text.tasks, text.urls, text.succeeded, text.median, text.most, text.longest].map((title) => (
              <th key={title} scope="col" className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ provider, tasks, urls, successShare, timeToDone }) => (
            <tr key={provider?.id}>
              <th scope="row">{provider?.name}</th>
              <td className="number">{count(tasks)}</td>
              <td className="number">{count(urls)}</td>
              <td className="number">{successShare === null ? '–' : percent(successShare)}</td>
              {(['p50', 'p95', 'max'] as const).map((key) => (
                <td key={key} className="number">
                  {timeToDone === null
                    ? '–'
                    : `${timeToDone.isUpperBound ? '≤ ' : ''}${lengthOfTime(milliseconds(timeToDone[key]))}`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** When the history began, and how old its newest reading is. */
const Since = ({ providers }: { readonly providers: readonly ProviderHealthFragment[] }) => (
  <ul className="statistics-since">
    {providers.map(({ id, name, health: { historySince, historyLag } }) => (
      <li key={id}>
        {historySince === null || historyLag === null
          ? texts().statistics.notKept(name)
          : texts().statistics.keptSince(
              name,
              shortMoment(historySince),
              lengthOfTime(milliseconds(historyLag)),
            )}
      </li>
    ))}
  </ul>
);
