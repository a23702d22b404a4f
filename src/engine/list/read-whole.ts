import type { UrlDetail } from '../../domain/task.ts';
import { matches } from '../../domain/query.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import { inOrder, type Direction } from './order.ts';
import { contains, isExhausted, type Ask } from './pages.ts';
import { listStart, pageAfter, progressed } from './paging.ts';
import type { Stream } from './plan.ts';
import type { Reader, Second } from './seconds.ts';
import { windowAfter, windowBefore } from './windows.ts';

/** Rows that come while a list without order is read can hide others; then it is read again, so many times. */
const MAX_READINGS = 3;

/** Reads a stream whose vendor does not answer newest first: each window whole, then sorted here. */
export function readWhole(stream: Stream, ask: Ask, start: Instant, direction: Direction): Reader {
  const { range, feed } = stream;
  const { maxWindow } = feed.capabilities;
  let ready: Second[] = [];
  let window =
    direction === 'forward' ? before(Math.min(range.to, start + SECOND)) : after(Math.max(range.from, start));

  function before(to: Instant): Window | undefined {
    return to <= range.from ? undefined : windowBefore(range, to, maxWindow);
  }
  function after(from: Instant): Window | undefined {
    return from >= range.to ? undefined : windowAfter(range, from, maxWindow);
  }

  async function readOn(reading: Window): Promise<Second> {
    const seconds = bySecond(await windowRows(stream, ask, reading));
    ready = direction === 'forward' ? seconds : seconds.toReversed();
    window = direction === 'forward' ? before(reading.from) : after(reading.to);
    const reached = direction === 'forward' ? reading.from : reading.to - SECOND;
    return ready.shift() ?? { second: reached, rows: [] };
  }

  return {
    next() {
      const second = ready.shift();
      return second !== undefined || window === undefined ? second : readOn(window);
    },
    ahead: () => ready.flatMap(({ rows }) => rows),
  };
}

/** All wanted rows of a window, in order. */
export async function windowRows(stream: Stream, ask: Ask, window: Window): Promise<UrlDetail[]> {
  const { feed, narrowing, here } = stream;
  let rows: readonly UrlDetail[] = [];
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    // The pages of the reading before are kept, and would be the same.
    const askAgain = reading === 0 ? ask : ask.anew;
    const read: UrlDetail[] = [];
    let answered = 0;
    let counts = new Set<number | undefined>();
    for (let progress = listStart; ;) {
      const slice = pageAfter(feed.capabilities, progress, feed.capabilities.maxPageSize);
      const page = await askAgain({ ...narrowing, window, ...slice });
      read.push(...page.rows);
      answered += page.rowsAnswered;
      counts = counts.add(page.totalCount);
      progress = progressed(progress, slice, page.rowsAnswered);
      if (isExhausted(page, slice)) break;
    }
    rows = inOrder([...rows, ...read]);
    if (counts.size <= 1 && (read.length < answered || inOrder(read).length === read.length)) break;
  }
  return rows.filter((row) => contains(window, row) && matches(row, here));
}

/** Rows in order → whole seconds, newest first. */
function bySecond(rows: readonly UrlDetail[]): Second[] {
  const seconds: { second: Instant; rows: UrlDetail[] }[] = [];
  for (const row of rows) {
    const second = secondOf(row.createdAt);
    const last = seconds.at(-1);
    if (last?.second === second) last.rows.push(row);
    else seconds.push({ second, rows: [row] });
  }
  return seconds;
}
