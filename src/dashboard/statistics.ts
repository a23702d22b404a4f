import type { Bar } from './bars.ts';
import type { StatisticsQuery } from './gql/graphql.ts';

const day = 86_400_000;

/** One bar for each UTC day in a range (epoch milliseconds), the oldest first, including days without tasks. */
export function daysOf(groups: StatisticsQuery['byDay']['groups'], from: number, to: number): readonly Bar[] {
  const byDay = new Map(groups.map((group) => [Date.parse(group.from ?? ''), group]));
  const first = Math.floor(from / day) * day;
  return Array.from({ length: Math.ceil((to - first) / day) }, (_, index) => {
    const start = first + index * day;
    const group = byDay.get(start);
    return {
      from: start,
      to: start + day,
      counts: new Map(group?.stateCounts.map(({ state, count }) => [state, count])),
      total: group?.tasks ?? 0,
    };
  });
}

/** A duration as the API writes it, such as `P1DT2H3M4.5S`, in milliseconds. */
export function milliseconds(duration: string): number {
  const parts =
    /^P(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(duration)?.slice(1) ?? [];
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
}

/** Such as `99.9 %`. Rounds down, so that only everything is shown as 100 %. */
export const percent = (share: number): string => `${Math.floor(share * 1_000) / 10} %`;
