import { barsOf } from './bars.ts';
import type { Bar } from './bars.ts';
import { byProvider } from './coverage.ts';
import { count, shortClock, shortMoment } from './format.ts';
import type { TaskRowFragment, TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { texts } from './language.ts';
import { reasonOf, stateNames, states } from './states.tsx';
import type { List } from './use-timeline.ts';

const mostBars = 48;
const width = 480;
const height = 100;
const gap = 2;
const widestBar = 24;
const day = 86_400_000;
/**
 * Gaps at the start of a range that are shorter than this are not mentioned: a vendor's retention seldom ends exactly
 * where a range begins.
 */
const slack = 60_000;

/** How many of the listed tasks are in which state, and when they were submitted, over the whole range. */
export function Chart({ list }: { readonly list: List }) {
  const { tasks, range, isLoading, isChanging } = list;
  const bars = barsOf(tasks, mostBars, range);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined || (isLoading && !isChanging)) return null;
  const time = last.to - first.from > day ? shortMoment : shortClock;
  const present = stateNames.filter((state) => bars.some(({ counts }) => counts.has(state)));
  return (
    <section className="card chart" aria-label={texts().chart.label}>
      <ul className="tally">
        {present.map((state) => (
          <li key={state} className={`tone-${states[state].tone} fill-${state.toLowerCase()}`}>
            <b>{count(totalOf(bars, state))}</b>
            <span className="tally-word">
              <Icon name={states[state].icon} />
              {texts().states[state].word}
            </span>
          </li>
        ))}
      </ul>
      <figure className="chart-figure">
        <Drawing bars={bars} present={present} readTo={list.readTo} />
        <figcaption>
          <span className="chart-axis">
            <span>{time(first.from)}</span>
            <span>{time(last.to)}</span>
          </span>
          <Extent list={list} />
        </figcaption>
      </figure>
      {tasks.length > 0 && (
        <details className="chart-table">
          <summary>
            {texts().chart.asTable}
            <Icon name="down" />
          </summary>
          <Table bars={bars} present={present} time={time} />
        </details>
      )}
    </section>
  );
}

/** States which part of the range the chart covers, and offers actions on the tasks. */
function Extent({ list }: { readonly list: List }) {
  const { tasks, hasMore, readTo, missing, isReading, readAll } = list;
  const text = texts().chart;
  const remarks = [
    hasMore && readTo !== undefined
      ? text.isPart(tasks.length, shortMoment(readTo))
      : text.isWhole(tasks.length),
    ...(missing.length > 0 ? [text.isWithout(missing)] : []),
    ...shortened(list).map(({ name, from }) => text.onlySince(name, shortMoment(from))),
  ];
  const { download, downloadSoFar, downloadHint } = texts().taskList;
  const isWhole = !hasMore && missing.length === 0;
  return (
    <span className="chart-extent">
      <span>{remarks.join(' · ')}</span>
      {hasMore && (
        <button type="button" className="button-text" disabled={isReading} onClick={readAll}>
          {isReading ? texts().taskList.loading : text.readAll}
        </button>
      )}
      {tasks.length > 0 && (
        <button
          type="button"
          className="button-text"
          title={downloadHint}
          onClick={() => downloadTasks(tasks, isWhole)}
        >
          <Icon name="download" />
          {isWhole ? download(tasks.length) : downloadSoFar(tasks.length)}
        </button>
      )}
    </span>
  );
}

/**
 * Providers whose complete list was read although it starts after the range begins: the vendor keeps no older tasks.
 */
function shortened({ coverage, range, hasMore }: List): readonly { name: string; from: string }[] {
  if (range === undefined || hasMore) return [];
  return byProvider(coverage).flatMap(({ provider, covered }) =>
    covered !== undefined && Date.parse(covered.from) > range.from + slack
      ? [{ name: provider.name, from: covered.from }]
      : [],
  );
}

const totalOf = (bars: readonly Bar[], state: TaskState): number =>
  bars.reduce((sum, { counts }) => sum + (counts.get(state) ?? 0), 0);

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly present: readonly TaskState[];
}

/** Bars, stacked by state. */
export function Drawing({ bars, present, readTo }: BarsProps & { readonly readTo: number | undefined }) {
  const most = Math.max(...bars.map(({ total }) => total), 1);
  const step = width / bars.length;
  const thick = Math.min(Math.max(step - gap, 1), widestBar);
  const text = texts();
  const summary = present.map((state) => `${text.states[state].word}: ${count(totalOf(bars, state))}`);
  const unread = readTo === undefined ? 0 : shareBefore(bars, readTo) * width;
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby="bars-title"
      aria-describedby="bars-description"
    >
      <title id="bars-title">{text.chart.title}</title>
      <desc id="bars-description">{`${summary.join(', ')}. ${text.chart.mostInBar(most)}`}</desc>
      <defs>
        <pattern
          id="hatched"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="hatch" width="2" height="6" />
        </pattern>
      </defs>
      {unread > 0 && (
        <rect className="bars-unread" x={0} y={0} width={unread} height={height} fill="url(#hatched)">
          <title>{text.chart.unread}</title>
        </rect>
      )}
      {bars.map((bar, index) => (
        <g key={bar.from}>
          <title>{describe(bar)}</title>
          <rect className="bar-ground" x={index * step} y={0} width={step} height={height} />
          {stacked(bar, most).map(({ state, y, length }) => (
            <rect
              key={state}
              className={`bar fill-${state.toLowerCase()}`}
              x={index * step + (step - thick) / 2}
              y={y}
              width={thick}
              height={length}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** The share of the drawn time that lies before an instant. */
function shareBefore(bars: readonly Bar[], instant: number): number {
  const [from, to] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 1];
  return Math.min(Math.max((instant - from) / (to - from), 0), 1);
}

const describe = ({ from, to, counts }: Bar): string =>
  [
    `${shortMoment(from)} – ${shortClock(to)}`,
    ...stateNames.flatMap((state) =>
      counts.has(state) ? [`${texts().states[state].word}: ${count(counts.get(state) ?? 0)}`] : [],
    ),
  ].join('\n');

/** From the bottom up, what needs attention first. */
function stacked({ counts }: Bar, most: number) {
  let top = height;
  return stateNames.flatMap((state) => {
    const own = counts.get(state);
    if (own === undefined) return [];
    const whole = (own / most) * height;
    top -= whole;
    return [{ state, y: top, length: Math.max(whole - 1, 1) }];
  });
}

/** The same figures as text. */
export const Table = ({ bars, present, time }: BarsProps & { readonly time: (moment: number) => string }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">{texts().filters.from}</th>
        {present.map((state) => (
          <th key={state} scope="col" className="number">
            {texts().states[state].word}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {bars
        .filter(({ total }) => total > 0)
        .map(({ from, counts }) => (
          <tr key={from}>
            <th scope="row">{time(from)}</th>
            {present.map((state) => (
              <td key={state} className="number">
                {count(counts.get(state) ?? 0)}
              </td>
            ))}
          </tr>
        ))}
    </tbody>
  </table>
);

/** The listed tasks as JSON lines: one object for each task. */
export const jsonLines = (tasks: readonly TaskRowFragment[]): string =>
  tasks.map((task) => `${JSON.stringify(recordOf(task))}\n`).join('');

function recordOf(task: TaskRowFragment) {
  const { id, provider, taskId, kind, state, progress, createdAt, finishedAt, urlCount, stateCounts } = task;
  const firstFailure = task.firstFailure.edges[0]?.node.status;
  return {
    id,
    provider: provider.name,
    vendor: provider.vendor,
    taskId,
    kind,
    state,
    vendorStatus: 'vendorStatus' in task.status ? task.status.vendorStatus : null,
    progress,
    createdAt,
    finishedAt,
    urlCount,
    stateCounts: Object.fromEntries(stateCounts.map((each) => [each.state, each.count])),
    firstUrl: task.urlDetails.edges[0]?.node.url ?? null,
    reason: (firstFailure === undefined ? undefined : reasonOf(firstFailure)) ?? null,
    error: task.error?.message ?? null,
  };
}

/** Downloads the tasks as a file. Its name says if the list was not read to its end. */
export function downloadTasks(tasks: readonly TaskRowFragment[], isWhole: boolean): void {
  const address = URL.createObjectURL(new Blob([jsonLines(tasks)], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `edgetasks-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}${isWhole ? '' : '-incomplete'}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
