import * as z from 'zod';
import type { Work } from './results.ts';
import { alternate } from './rounds.ts';
import type { Stage } from './stage.ts';
import { Figures } from './statistics.ts';

/** One contestant at one work: does it once, or some times, and says how long each took, in milliseconds. */
export interface Runner {
  readonly name: string;
  readonly run: (round: number) => Promise<readonly number[]>;
}

/** Everybody's time, and the calls that one answer cost, in rounds. */
export async function time(
  stage: Stage,
  runners: readonly Runner[],
  rounds: number,
  work: Pick<Work, 'name' | 'floor' | 'fewestCalls'>,
): Promise<Work> {
  const times = new Figures();
  const calls = new Figures();
  await alternate(runners, rounds + 1, async ({ name, run }, round) => {
    await stage.callsSince();
    const tookMs = await run(round);
    const spent = await stage.callsSince();
    // The first round opens connections and warms up.
    if (round === 0) return;
    for (const each of tookMs) times.add(name, each);
    calls.add(name, spent / tookMs.length);
  });
  const measured = runners.map(({ name }) => ({
    contestant: name,
    figure: times.median(name),
    calls: calls.median(name),
  }));
  return { ...work, unit: 'ms', measured };
}

/** What a contestant tells that was asked directly. */
export const timed = z.object({ rows: z.number(), tookMs: z.number() });
