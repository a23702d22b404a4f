import { barsOf } from './bars.ts';
import type { Bar } from './bars.ts';
import { count, counted, shortClock, shortMoment } from './format.ts';
import type { TaskRowFragment, TaskState } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import { stateNames, states } from './states.ts';

const mostBars = 48;
const width = 480;
const height = 100;
const gap = 2;
/** A few bars are no wall. */
const widestBar = 24;
const day = 86_400_000;

interface ChartProps {
  readonly tasks: readonly TaskRowFragment[];
  /** There are older ones that are not listed yet. */
  readonly hasMore: boolean;
}

/** How many of the listed tasks stand where, and when they were submitted. What needs a look comes first. */
export function Chart({ tasks, hasMore }: ChartProps) {
  const bars = barsOf(tasks, mostBars);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const time = last.to - first.from > day ? shortMoment : shortClock;
  const present = stateNames.filter((state) => bars.some(({ counts }) => counts.has(state)));
  return (
    <section className="card chart" aria-label="Tasks over time">
      <ul className="tally">
        {present.map((state) => (
          <li key={state} className={`tone-${states[state].tone} fill-${state.toLowerCase()}`}>
            <b>{count(totalOf(bars, state))}</b>
            <span className="tally-word">
              <Icon name={states[state].icon} />
              {states[state].word}
            </span>
          </li>
        ))}
      </ul>
      <figure className="chart-figure">
        <Drawing bars={bars} present={present} />
        <figcaption className="chart-axis">
          <span>{time(first.from)}</span>
          <span>
            {hasMore ? `the newest ${counted(tasks.length, 'task')}` : `all ${counted(tasks.length, 'task')}`}
          </span>
          <span>{time(last.to)}</span>
        </figcaption>
      </figure>
      <details className="chart-table">
        <summary>
          As a table
          <Icon name="down" />
        </summary>
        <Table bars={bars} present={present} time={time} />
      </details>
    </section>
  );
}

const totalOf = (bars: readonly Bar[], state: TaskState): number =>
  bars.reduce((sum, { counts }) => sum + (counts.get(state) ?? 0), 0);

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly present: readonly TaskState[];
}

function Drawing({ bars, present }: BarsProps) {
  const most = Math.max(...bars.map(({ total }) => total));
  const step = width / bars.length;
  const thick = Math.min(Math.max(step - gap, 1), widestBar);
  const summary = present.map((state) => `${states[state].word}: ${count(totalOf(bars, state))}`).join(', ');
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby="bars-title"
      aria-describedby="bars-description"
    >
      <title id="bars-title">Tasks over time by state</title>
      <desc id="bars-description">{`${summary}. At most ${counted(most, 'task')} in a bar.`}</desc>
      {bars.map((bar, index) => (
        <g key={bar.from}>
          <title>{told(bar)}</title>
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

const told = ({ from, to, counts }: Bar): string =>
  [
    `${shortMoment(from)} – ${shortClock(to)}`,
    ...stateNames.flatMap((state) =>
      counts.has(state) ? [`${states[state].word}: ${count(counts.get(state) ?? 0)}`] : [],
    ),
  ].join('\n');

/** From the ground up, what needs a look first. */
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

const Table = ({ bars, present, time }: BarsProps & { readonly time: (moment: number) => string }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">From</th>
        {present.map((state) => (
          <th key={state} scope="col" className="number">
            {states[state].word}
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
