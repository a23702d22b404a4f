import type { Behaviour, Count } from './behaviour.ts';

const dayMs = 86_400_000;

/** Every setting that a test may draw: all but those that documents fix or that only cost time. */
export type DrawnSetting = Exclude<keyof Behaviour, 'enforcesRate' | 'latencyMs' | 'retentionMs'>;

/** How a setting is drawn when it deviates from its default. */
type Draws = { readonly [Setting in DrawnSetting]: (random: () => number) => Behaviour[Setting] };

const draws: Draws = {
  isAllowListed: () => false,
  startIsInclusive: () => false,
  endIsInclusive: () => false,
  order: (random) => pick(['oldest-first', 'last-changed-first', 'shuffled'], random),
  ties: (random) => pick(['by-page-size', 'per-call'], random),
  maxPageSize: (random) => pick([5, 20, 50, 100, 1000], random),
  oversizedPages: () => 'capped',
  maxWindowMs: (random) => pick([dayMs, 3 * dayMs, 7 * dayMs, 14 * dayMs, 30 * dayMs, Infinity], random),
  oversizedWindows: () => 'clipped',
  maxDepth: (random) => pick([1000, 2000, 10_000], random),
  count: (random) => pick(counts, random),
  identicalRowShare: (random) => pick([0.05, 0.3, 1], random),
  lateRowShare: (random) => pick([0.05, 0.3], random),
  lateRowDelayMs: (random) => 1000 * (1 + Math.floor(random() * 30)),
  visibleDelayMs: (random) => Math.floor(random() * 3000),
  clockOffsetMs: (random) => Math.floor((random() * 2 - 1) * 150) * 1000,
  staleFirstAnswer: () => true,
  unknownStateShare: (random) => pick([0.02, 0.2], random),
  unknownKindShare: (random) => pick([0.02, 0.2], random),
  stateSpelling: (random) => pick(['capitalized', 'upper-case'], random),
  percentHasSign: () => false,
  emptyLists: (random) => pick(['null', 'absent'], random),
  emptyValues: (random) => pick(['null', 'empty-text', 'absent'], random),
};

const counts: readonly Count[] = [
  'one-too-high',
  'doubled',
  'absent',
  'of-the-page',
  'of-tasks',
  { cappedAt: 100 },
  { cappedAt: 1000 },
];

/**
 * Draws the behaviour of a vendor: each undocumented setting keeps its default or deviates from it. A pure function of
 * `random`, which gives numbers in [0, 1). The number of draws is the same for every result, so that settings do not
 * depend on each other.
 *
 * @param deviation the probability that a setting deviates, 0..1
 * @returns the deviating settings only; spread others over it to fix them
 */
export function drawBehaviour(random: () => number, deviation = 0.25): Partial<Behaviour> {
  return Object.assign({}, ...settings.map((setting) => drawn(setting, random, deviation)));
}

/** Every setting that `drawBehaviour` can change. */
export const settings = keysOf(draws);

function drawn(setting: DrawnSetting, random: () => number, deviation: number): Partial<Behaviour> {
  const deviates = random() < deviation;
  const fraction = random();
  return deviates ? { [setting]: draws[setting](() => fraction) } : {};
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table).filter((key): key is Key => Object.hasOwn(table, key));
}

function pick<const Choice>(choices: readonly Choice[], random: () => number): Choice {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new RangeError('There is nothing to pick from');
  return choice;
}
