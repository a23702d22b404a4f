import * as z from 'zod';
import { listeners } from './contestants.ts';
import type { Effort } from './effort.ts';
import { listQuery, walkVariables } from './queries.ts';
import type { Work } from './results.ts';
import { alternate } from './rounds.ts';
import type { Served, Stage } from './stage.ts';
import { Figures } from './statistics.ts';

export const costWork = 'processor time a row walked';
export const memoryWork = 'memory that stays after a walk, with all kept that may be';
export const peakWork = 'the most memory of the process by the end of a walk';

const walked = z.object({ rows: z.number() });
const memory = z.object({ heapUsed: z.number(), peak: z.number() });

/** Walks are repeated until they have about so many rows, for a short one says little. */
const rowsPerFigure = 10_000;
/** As many as the server keeps by default. */
const cacheRows = 100_000;

const nameOf = (rows: number): string => `${rows.toLocaleString('en')} rows`;

/** Whether cost and memory grow with the length of a walk, by pages of 1,000 of the large feed; a server anew for each. */
export async function growth(stage: Stage, { walks, longRounds }: Effort): Promise<Work[]> {
  await stage.setLatency(0);
  const figures = { cost: new Figures(), calls: new Figures(), memory: new Figures(), peak: new Figures() };
  await alternate(walks, longRounds, async (rows) => {
    const name = nameOf(rows);
    const server = await stage.serve(listeners.ours);
    // What it keeps is full, and has been replaced once, before anything counts: the heap finds its size only then.
    for (const number of [1, 2]) await walk(stage, server, cacheRows, number);
    await stage.callsSince();
    const times = Math.max(1, rowsPerFigure / rows);
    for (let number = 3; number < 3 + times; number += 1) {
      const before = await server.child.cpu();
      await walk(stage, server, rows, number);
      figures.cost.add(name, ((await server.child.cpu()) - before) / rows);
      figures.calls.add(name, await stage.callsSince());
    }
    const { heapUsed, peak } = await server.child.ask('memory', memory);
    figures.memory.add(name, heapUsed / 1_000_000);
    figures.peak.add(name, peak / 1_000_000);
    await server.child.end();
  });
  const work = (name: string, unit: string, kind: keyof typeof figures): Work => ({
    name,
    unit,
    floor: nameOf(walks[0] ?? 0),
    measured: walks.map(nameOf).map((contestant) => ({
      contestant,
      figure: figures[kind].median(contestant),
      calls: kind === 'cost' ? figures.calls.median(contestant) : undefined,
    })),
  });
  return [work(costWork, 'µs', 'cost'), work(memoryWork, 'MB', 'memory'), work(peakWork, 'MB', 'peak')];
}

async function walk({ load, now }: Stage, { url }: Served, rows: number, number: number): Promise<void> {
  const variables = walkVariables(now, 'bulk', 1_000, number);
  const { rows: read } = await load.ask('walk', walked, { url, query: listQuery, variables, rows });
  if (read !== rows) throw new Error(`A walk of ${rows} rows gave ${read}`);
}
