import * as z from 'zod';
import type { Child } from './child.ts';
import type { Contestants } from './contestants.ts';
import type { Effort } from './effort.ts';
import { callsOfRows } from './fewest.ts';
import { gatewayPageBody, pageBody, pageWindow } from './queries.ts';
import type { Freshness } from './queries.ts';
import { names } from './results.ts';
import type { Work } from './results.ts';
import { alternate } from './rounds.ts';
import { checkAgreement, checkRows, repeated } from './rows.ts';
import type { Served, Stage } from './stage.ts';
import { Figures } from './statistics.ts';

/** One contestant at one work: asked for a while, it says how many answers it gave. */
export interface Runner {
  readonly name: string;
  readonly child: Child;
  readonly run: (timeMs: number) => Promise<number>;
}

const connections = 16;
/** More answers than any round has time for. */
const countless = 1_000_000;

/** A server under the load of 16 connections. `rows` holds its answer to what was asked. */
export function loaded({ load }: Stage, { name, child, url }: Served, body: string, rows?: number): Runner {
  return {
    name,
    child,
    run: async (timeMs) => {
      const question = { url, body, atOnce: connections, timeMs, count: countless };
      const { first, tookMs } = await load.ask('repeat', repeated, question);
      if (rows !== undefined) checkRows(name, first, rows);
      return tookMs.length;
    },
  };
}

/** A contestant that is asked in its own process. */
const inProcess = (name: string, child: Child, question: string, given: object): Runner => ({
  name,
  child,
  run: (timeMs) => child.ask(question, z.number(), { ...given, timeMs, count: countless }),
});

/** Everybody's processor time for an answer, in rounds. */
export async function race(
  stage: Stage,
  runners: readonly Runner[],
  { rounds, roundMs, settleMs }: Effort,
  work: Pick<Work, 'name' | 'floor' | 'fewestCalls'>,
): Promise<Work> {
  const figures = new Figures();
  const calls = new Figures();
  await warmUp(runners, settleMs);
  await alternate(runners, rounds, async (runner) => {
    await stage.callsSince();
    const { cost, answers } = await costOf(runner, roundMs);
    figures.add(runner.name, cost);
    calls.add(runner.name, (await stage.callsSince()) / answers);
  });
  return {
    ...work,
    unit: 'µs',
    measured: runners.map(({ name }) => ({
      contestant: name,
      figure: figures.median(name),
      calls: calls.median(name),
    })),
  };
}

async function costOf({ child, run }: Runner, timeMs: number): Promise<{ cost: number; answers: number }> {
  const before = await child.cpu();
  const answers = await run(timeMs);
  return { cost: ((await child.cpu()) - before) / answers, answers };
}

/** A compiler that works while it runs would else be measured with it. */
export const warmUp = (runners: readonly Runner[], timeMs: number): Promise<void> =>
  alternate(runners, 1, async ({ run }) => void (await run(timeMs)));

const sizes = [20, 100, 1_000] as const;

export const pageWork = (size: number, freshness: Freshness): string =>
  `${size.toLocaleString('en')} rows of one feed, ${freshness === 'fresh' ? 'nothing kept' : 'kept'}`;

/** Pages of one feed at no latency: what each server itself costs. */
export async function pages(stage: Stage, contestants: Contestants, effort: Effort): Promise<Work[]> {
  const works: Work[] = [];
  await stage.setLatency(0);
  const { proxy, ours, mercurius, mercuriusJit, apollo } = contestants;
  const body = pageBody(stage.now, 100, 'kept');
  await checkAgreement(stage, [ours, proxy, mercurius, mercuriusJit, apollo], body, 100);
  await warmUp(freshRunners(stage, contestants, 20), effort.warmUpMs);
  await warmUp(keptRunners(stage, contestants, 20), effort.warmUpMs);
  for (const size of sizes) {
    const fresh = {
      name: pageWork(size, 'fresh'),
      floor: names.proxy,
      fewestCalls: callsOfRows('wide', size),
    };
    const kept = { name: pageWork(size, 'kept'), floor: names.graphqlJs, fewestCalls: 0 };
    works.push(
      await race(stage, freshRunners(stage, contestants, size), effort, fresh),
      await race(stage, keptRunners(stage, contestants, size), effort, kept),
    );
  }
  return works;
}

function freshRunners(stage: Stage, all: Contestants, rows: number): Runner[] {
  const body = pageBody(stage.now, rows, 'fresh');
  const served = [all.proxy, all.ours, all.mercurius, all.mercuriusJit, all.apollo];
  const given = { ...pageWindow(stage.now), rows, atOnce: connections };
  return [
    loaded(stage, all.buffer, body),
    ...served.map((each) => loaded(stage, each, body, rows)),
    loaded(stage, all.gateway, gatewayPageBody(stage.now, rows), rows),
    inProcess(names.sdks, all.sdks, 'pages', given),
  ];
}

function keptRunners(stage: Stage, all: Contestants, rows: number): Runner[] {
  const body = pageBody(stage.now, rows, 'kept');
  const served = [all.ours, all.mercurius, all.mercuriusJit];
  return [
    inProcess(names.graphqlJs, all.graphqlJs, 'execute', { body, rows }),
    ...served.map((each) => loaded(stage, each, body, rows)),
  ];
}
