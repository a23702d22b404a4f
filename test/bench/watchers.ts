import * as z from 'zod';
import type { Effort } from './effort.ts';
import { watchBody } from './queries.ts';
import { names } from './results.ts';
import type { Work } from './results.ts';
import type { Served, Stage } from './stage.ts';

const tasks = 10;
const crowd = 1_000;
export const watchWork = `${crowd.toLocaleString('en')} watchers of ${tasks} tasks over SSE`;

const seen = z.object({ opened: z.number(), events: z.number() });

export const fewWatchers = `${names.ours}, one watcher a task`;
export const manyWatchers = `${names.ours}, ${crowd.toLocaleString('en')} watchers`;

/** The vendor calls while tasks are watched: by one client each, then by a crowd. */
export async function watchers(stage: Stage, ours: Served, { watchMs }: Effort): Promise<Work> {
  const callsOf = async (count: number): Promise<number> => {
    // Young tasks: old ones are asked about less often, and both must see the same.
    const taskIds = await stage.emulator.ask('watched', z.array(z.string()), tasks);
    await stage.callsSince();
    const question = { url: ours.url, bodies: taskIds.map(watchBody), watchers: count, timeMs: watchMs };
    const { opened, events } = await stage.load.ask('watch', seen, question);
    const calls = await stage.callsSince();
    if (opened !== count || events < count) {
      throw new Error(`${count} watchers opened ${opened} streams and saw ${events} events`);
    }
    return calls;
  };
  const few = await callsOf(tasks);
  const many = await callsOf(crowd);
  return {
    name: watchWork,
    unit: 'calls',
    floor: fewWatchers,
    fewestCalls: few,
    measured: [
      { contestant: fewWatchers, figure: few, calls: few },
      { contestant: manyWatchers, figure: many, calls: many },
    ],
  };
}
