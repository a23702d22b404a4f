/**
 * How an account's vendor behaves where its documents are silent. Every undocumented behaviour is a setting, so that
 * tests can draw them at random (`drawBehaviour`). Settings marked "at submission" apply to what is submitted later.
 */
export interface Behaviour {
  /** Calls beyond the documented rate are refused, by the emulator's clock. Default `true`. */
  readonly enforcesRate: boolean;
  /** How long every answer takes. Default 0. */
  readonly latencyMs: number;
  /** The account may call DescribePreloadDetailById (Alibaba). Default `true`. */
  readonly isAllowListed: boolean;

  /** Errors of the service come with HTTP 200, those of the gateway do not (Huawei). Default `true`. */
  readonly serviceErrorsAre200: boolean;

  /** A row created in the second of StartTime, the older end, is listed. Default `true`. */
  readonly startIsInclusive: boolean;
  /** A row created in the second of EndTime, the newer end, is listed. Default `true`. */
  readonly endIsInclusive: boolean;
  /** The order of the list. `shuffled` is arbitrary but stable. Default `newest-first`. */
  readonly order: 'newest-first' | 'oldest-first' | 'last-changed-first' | 'shuffled';
  /** The order of rows within one second: the same in every call, another for each page size, or for each call. Default `fixed`. */
  readonly ties: 'fixed' | 'by-page-size' | 'per-call';

  /** The largest page. Default: the documented one; 100 where none is published (Tencent Cloud CDN). */
  readonly maxPageSize: number;
  /**
   * What happens to a call that asks for a larger page: it is rejected, or returns fewer rows without a notice. Default
   * `rejected`.
   */
  readonly oversizedPages: 'rejected' | 'capped';
  /** The longest time range of a call. Default: 7 days EdgeOne, otherwise unlimited. */
  readonly maxWindowMs: number;
  /**
   * What happens to a call that asks for a longer range: it is rejected, or lists only the newest part. Default
   * `rejected`.
   */
  readonly oversizedWindows: 'rejected' | 'clipped';
  /** Rows from this position of a list on are not returned, although the count includes them. Default: no limit. */
  readonly maxDepth: number;
  /** What the count of an answer contains. Default `exact`: the number of matching rows. */
  readonly count: Count;

  /** The share of rows that are listed twice with equal values (at submission). Default 0. */
  readonly identicalRowShare: number;
  /** The share of rows that appear `lateRowDelayMs` after their creation time (at submission). Default 0. */
  readonly lateRowShare: number;
  /** How much later the late rows appear (at submission). Default 0. */
  readonly lateRowDelayMs: number;
  /** Every new row appears this much later. Default 0. */
  readonly visibleDelayMs: number;
  /** How long the vendor keeps a row. Default: 30 days Tencent Cloud CDN, 3 days Alibaba, otherwise for ever. */
  readonly retentionMs: number;
  /** The vendor's clock is ahead by this much: signatures, `Date` headers and row times follow it (at submission). Default 0. */
  readonly clockOffsetMs: number;
  /** The first call about a row after a pause returns the state of the call before (Alibaba). Default `false`. */
  readonly staleFirstAnswer: boolean;

  /** The share of finished rows with an undocumented state (at submission). Default 0. */
  readonly unknownStateShare: number;
  /** The share of tasks with an undocumented kind (at submission). Default 0. */
  readonly unknownKindShare: number;
  /** The case of states: `done`, `Done` or `DONE`. Default `as-documented`. */
  readonly stateSpelling: 'as-documented' | 'capitalized' | 'upper-case';
  /** Percentages end in a percent sign: `100%` instead of `100` (Alibaba). Default `true`. */
  readonly percentHasSign: boolean;
  /** How a page without rows is written: `[]`, `null`, or not at all. Default `array`. */
  readonly emptyLists: 'array' | 'null' | 'absent';
  /** How a row's member without a value is written. Default `as-documented`. */
  readonly emptyValues: 'as-documented' | 'null' | 'empty-text' | 'absent';
}

/** What the count of an answer contains: the number of matching rows, a wrong number, or nothing. */
export type Count =
  | 'exact'
  | 'one-too-high'
  | 'doubled'
  | 'absent'
  | 'of-the-page'
  | 'of-tasks'
  | { readonly cappedAt: number };

/** The defaults of all vendors. A vendor's documents override them. */
export const defaultBehaviour: Behaviour = {
  enforcesRate: true,
  latencyMs: 0,
  isAllowListed: true,
  serviceErrorsAre200: true,
  startIsInclusive: true,
  endIsInclusive: true,
  order: 'newest-first',
  ties: 'fixed',
  maxPageSize: 100,
  oversizedPages: 'rejected',
  maxWindowMs: Infinity,
  oversizedWindows: 'rejected',
  maxDepth: Infinity,
  count: 'exact',
  identicalRowShare: 0,
  lateRowShare: 0,
  lateRowDelayMs: 0,
  visibleDelayMs: 0,
  retentionMs: Infinity,
  clockOffsetMs: 0,
  staleFirstAnswer: false,
  unknownStateShare: 0,
  unknownKindShare: 0,
  stateSpelling: 'as-documented',
  percentHasSign: true,
  emptyLists: 'array',
  emptyValues: 'as-documented',
};

const dayMs = 86_400_000;

/** Every setting that a test may draw: all but those that documents fix or that only cost time. */
type DrawnSetting = Exclude<keyof Behaviour, 'enforcesRate' | 'latencyMs' | 'retentionMs'>;

/** How a setting is drawn when it deviates from its default. */
type Draws = { readonly [Setting in DrawnSetting]: (random: () => number) => Behaviour[Setting] };

const draws: Draws = {
  isAllowListed: () => false,
  serviceErrorsAre200: () => false,
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
 * `random`, which returns numbers in [0, 1). The number of draws is always the same, so that settings do not depend on
 * each other.
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
