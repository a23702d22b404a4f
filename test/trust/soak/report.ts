import type { SoakReport } from './run.ts';

/** Beyond it the heap has grown for another reason than that there are more rows, in bytes. */
const growth = 32 * 1024 * 1024;

/** What is wrong, in sentences; none if the server held. */
export function verdictOn(report: SoakReport): string[] {
  const { tally, busiestSeconds, heap, exitCode, unforeseen, wholeAgainAfter } = report;
  const [, middle = NaN, end = NaN] = heap;
  return [
    ...tally.wrong,
    ...busiestSeconds
      .filter(({ callsForSure, rate }) => callsForSure > rate)
      .map(
        ({ place, callsForSure, rate }) =>
          `${place} saw ${callsForSure} calls in a second, and ${rate} are allowed`,
      ),
    ...(exitCode === 0 ? [] : [`The server ended with ${exitCode}`]),
    ...unforeseen,
    ...(end - middle <= growth ? [] : [`The heap grew from ${inMegabytes(middle)} to ${inMegabytes(end)}`]),
    ...(wholeAgainAfter === undefined ? ['It was not whole again after the faults'] : []),
  ];
}

/** The report as text. */
export function written(report: SoakReport): string {
  const { tally, seconds, clients, seed, heap, strikes, vendorCalls, busiestSeconds, exitCode, stall } =
    report;
  const wrong = verdictOn(report);
  const breaches = busiestSeconds.filter(({ callsForSure, rate }) => callsForSure > rate).length;
  return [
    `Soak of ${seconds} s by ${clients} clients (--seed ${seed})`,
    '',
    `requests         ${tally.total}, ${Math.round(tally.total / seconds)} a second`,
    ...listed(tally.requests),
    `answers by status`,
    ...listed(tally.statuses),
    `errors in answers`,
    ...listed(tally.errors),
    `faults that struck, of ${vendorCalls} vendor calls`,
    ...listed(strikes),
    `most calls in any second (the clock stood still for ${stall} ms at most), of those allowed; breaches: ${breaches}`,
    ...busiestSeconds.map(({ place, calls, rate }) => `  ${`${calls}/${rate}`.padStart(8)}  ${place}`),
    `rows and tasks compared with the truth: ${tally.compared}; wrong: ${tally.wrong.length}`,
    `heap after collection, warm, in the middle, at the end: ${heap.map(inMegabytes).join(', ')}`,
    `whole again ${report.wholeAgainAfter ?? '∞'} ms after the last fault; exit code ${exitCode}`,
    '',
    wrong.length === 0 ? 'It held.' : `It did not hold:\n${wrong.slice(0, 50).join('\n')}`,
    '',
  ].join('\n');
}

const listed = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts]
    .toSorted(([, left], [, right]) => right - left)
    .map(([name, times]) => `  ${String(times).padStart(8)}  ${name}`);

const inMegabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
