import type { ReceivedCall } from '../../../src/emulator/emulator.ts';

/** Calls a second, as the vendors' documents have it: DescribeRefreshTasks 5, Alibaba by id 30, all of Tencent's 20. */
const rateOf = ({ vendor, action }: ReceivedCall): number =>
  action === 'DescribeRefreshTasks' ? 5 : vendor === 'ALIBABA_CDN' ? 30 : 20;

/** The most calls that an account saw of an action in any second, wherever it begins. */
export interface BusiestSecond {
  readonly place: string;
  readonly calls: number;
  /** The same of a second that is shorter by as long as the vendors were too busy to look at their clock. */
  readonly callsForSure: number;
  readonly rate: number;
}

/**
 * One for each account and action, by the vendors' own clock. Calls that came one after another while nobody looked at it
 * (for at most `stall` ms) are noted at one time.
 */
export function busiestSeconds(calls: readonly ReceivedCall[], stall: number): BusiestSecond[] {
  const byPlace = new Map<string, ReceivedCall[]>();
  for (const call of calls) {
    const place = `${call.account} ${call.action}`;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [call]);
    else known.push(call);
  }
  return [...byPlace].map(([place, those]) => {
    const times = those.map(({ at }) => at).toSorted((left, right) => left - right);
    const [call] = those;
    return {
      place,
      calls: mostWithin(1_000, times),
      callsForSure: mostWithin(1_000 - stall, times),
      rate: call === undefined ? 0 : rateOf(call),
    };
  });
}

function mostWithin(span: number, times: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while (first < last && (times[last] ?? 0) - (times[first] ?? 0) >= span) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
