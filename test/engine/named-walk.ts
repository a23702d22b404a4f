import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { NOW, type Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** A task of one row for each age, in seconds before now; the first names the kind. */
export function task(
  taskId: string,
  kind: Submission['kind'],
  ages: number[],
  more: Partial<Submission> = {},
): Submission {
  return {
    taskId,
    kind,
    at: NOW - Math.max(...ages) * SECOND,
    targets: ages.map((age, place) => ({
      url: `https://www.example.com/${place}`,
      createdAt: NOW - age * SECOND,
      finishesAt: NOW - age * SECOND,
      outcome: 'succeeded',
      zone: 'zone-1',
    })),
    ...more,
  };
}

export const account = (
  vendor: EmulatedAccount['vendor'],
  order: 'newest-first' | 'oldest-first',
  ...history: Submission[]
): EmulatedAccount => ({
  vendor,
  name: vendor,
  id: vendor,
  secret: 'secret',
  zones: vendor === 'TENCENT_EDGEONE' ? ['zone-1', 'zone-2'] : [],
  history: vendor === 'TENCENT_EDGEONE' ? history : history.map(withoutZones),
  behaviour: { order, startIsInclusive: false, endIsInclusive: false },
});

const withoutZones = (submission: Submission): Submission => ({
  ...submission,
  targets: submission.targets.map(({ zone: _, ...target }) => target),
});

/** The same submission, with its rows in these zones. */
export const inZones = (submission: Submission, zones: readonly string[]): Submission => ({
  ...submission,
  targets: submission.targets.map((target, place) => ({ ...target, zone: zones[place] ?? 'zone-1' })),
});

export const scenario = (parts: Partial<Scenario> & Pick<Scenario, 'accounts'>): Scenario => ({
  maxPageSize: 2,
  query: {},
  count: 1,
  direction: 'forward',
  keeps: false,
  interludes: [],
  outages: [],
  ...parts,
});

/** What is wrong with what a walk gave: rows that it owes and did not give, or gave twice, or out of order. */
export async function faults(list: ListName, parts: Parameters<typeof scenario>[0]): Promise<string[]> {
  const { given, owed, givenInOrder } = await walk(scenario(parts), list);
  const disordered =
    parts.outages === undefined ? given.filter((name, place) => givenInOrder[place] !== name) : [];
  return [
    ...[...owed].filter((name) => !given.includes(name)),
    ...given.filter((name, place) => !owed.has(name) || given.indexOf(name) !== place),
    ...disordered,
  ];
}
