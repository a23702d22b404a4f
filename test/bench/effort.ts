/** How much is measured: the more, the quieter the medians. */
export interface Effort {
  /** Of everything that is quick, in turn; odd, so that a median is one of them. */
  readonly rounds: number;
  /** Of what takes seconds each. */
  readonly longRounds: number;
  /** How long each contestant is asked in one round. */
  readonly roundMs: number;
  /** How long each is asked before anything counts: compilers need thousands of answers. */
  readonly warmUpMs: number;
  /** How long each is asked before a work counts, once it is warm. */
  readonly settleMs: number;
  /** Answers one after the other in one round. */
  readonly answersOneByOne: number;
  readonly watchMs: number;
  /** Rows of the walks that show whether cost and memory grow. */
  readonly walks: readonly number[];
}

export const full: Effort = {
  rounds: 7,
  longRounds: 3,
  roundMs: 600,
  warmUpMs: 10_000,
  settleMs: 1_500,
  answersOneByOne: 15,
  watchMs: 8_000,
  walks: [1_000, 10_000, 100_000],
};

export const quick: Effort = {
  rounds: 3,
  longRounds: 1,
  roundMs: 250,
  warmUpMs: 3_000,
  settleMs: 250,
  answersOneByOne: 10,
  watchMs: 4_000,
  walks: [1_000, 10_000],
};

/** For the script that looks at every change: few works, each begun cold. */
export const guarded: Effort = { ...quick, rounds: 7, roundMs: 300, settleMs: 6_000 };
