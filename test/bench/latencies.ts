import * as z from 'zod';
import { taskIds } from './accounts.ts';
import type { Contestants } from './contestants.ts';
import type { Effort } from './effort.ts';
import { callsOfLookUps, callsOfNewest, callsOfRows } from './fewest.ts';
import { newest } from './newest.ts';
import {
  dashboardBody,
  dashboardRows,
  listQuery,
  lookUpBody,
  threeVendors,
  walkVariables,
} from './queries.ts';
import type { Reference } from './queries.ts';
import { names } from './results.ts';
import type { Work } from './results.ts';
import { checkRows, repeated } from './rows.ts';
import type { Served, Stage } from './stage.ts';
import { time, timed } from './timing.ts';
import type { Runner } from './timing.ts';

const latencyMs = 20;

/** What users wait for, with vendors that take 20 ms. */
export async function latencies(stage: Stage, contestants: Contestants, effort: Effort): Promise<Work[]> {
  const first = await newest(stage, contestants, effort, latencyMs);
  await stage.setLatency(latencyMs);
  return [
    first,
    await lookUps(stage, contestants, effort),
    await walk(stage, contestants, effort),
    await dashboard(stage, contestants, effort),
  ];
}

const distinctPerVendor = 20;
const asked = 100;
export const lookUpWork = `${asked} aliased look-ups, 40 of them repeats, nothing kept`;

/** Other tasks in each round, each of them once and then 40 of them again. */
function references(round: number): Reference[] {
  const ids = (provider: Reference['provider']) =>
    taskIds(provider, (round + 1) * distinctPerVendor)
      .slice(-distinctPerVendor)
      .map((taskId) => ({ provider, taskId }));
  const distinct = [...ids('tencent'), ...ids('edge'), ...ids('aliyun')];
  return Array.from({ length: asked }, (_, index) => distinct[index % distinct.length]).filter(
    (reference) => reference !== undefined,
  );
}

function lookUps(stage: Stage, all: Contestants, effort: Effort): Promise<Work> {
  const served = ({ name, url }: Served): Runner => ({
    name,
    run: async (round) => {
      const question = { url, body: lookUpBody(references(round)), atOnce: 1, count: 1, timeMs: 60_000 };
      const { first, tookMs } = await stage.load.ask('repeat', repeated, question);
      const found = first.match(/"urlCount":5/g)?.length ?? 0;
      if (found !== asked)
        throw new Error(`${name} found ${found} tasks of ${asked}: ${first.slice(0, 500)}`);
      return tookMs;
    },
  });
  const direct = (name: string, way: string): Runner => ({
    name,
    run: async (round) => {
      const { tookMs } = await all.sdks.ask('look-ups', timed, { way, references: references(round) });
      return [tookMs];
    },
  });
  return time(
    stage,
    [
      ...[all.ours, all.mercurius, all.apollo].map(served),
      direct(names.sdksAtOnce, 'all at once'),
      direct(names.sdksOneByOne, 'one by one'),
    ],
    effort.longRounds,
    { name: lookUpWork, floor: names.sdksAtOnce, fewestCalls: callsOfLookUps(references(0)) },
  );
}

const walkRows = 10_000;
export const walkWork = `a walk of ${walkRows.toLocaleString('en')} rows over 30 days, pages of 1,000`;
const walked = z.object({ rows: z.number(), tookMs: z.number() });

function walk(stage: Stage, all: Contestants, effort: Effort): Promise<Work> {
  const variables = (round: number) => walkVariables(stage.now, 'tencent', 1_000, round);
  const check = (name: string, rows: number): void => {
    if (rows < walkRows) throw new Error(`${name} walked ${rows} rows`);
  };
  const served = ({ name, url }: Served): Runner => ({
    name,
    run: async (round) => {
      const question = { url, query: listQuery, variables: variables(round), rows: walkRows };
      const { rows, tookMs } = await stage.load.ask('walk', walked, question);
      check(name, rows);
      return [tookMs];
    },
  });
  const direct: Runner = {
    name: names.sdksOneByOne,
    run: async (round) => {
      const { from, to } = variables(round).filter.createdAt;
      const window = { from: Date.parse(from), to: Date.parse(to), count: walkRows };
      const { rows, tookMs } = await all.sdks.ask('walk', timed, window);
      check(names.sdksOneByOne, rows);
      return [tookMs];
    },
  };
  return time(stage, [direct, ...[all.ours, all.mercurius, all.apollo].map(served)], effort.longRounds, {
    name: walkWork,
    floor: names.sdksOneByOne,
    fewestCalls: callsOfRows('tencent', walkRows),
  });
}

const clients = 200;
export const dashboardWork = `one dashboard query from ${clients} clients at once`;
const burst = z.object({ first: z.string(), tookMs: z.number() });

function dashboard(stage: Stage, all: Contestants, effort: Effort): Promise<Work> {
  const body = dashboardBody(stage.now);
  const served = ({ name, url }: Served): Runner => ({
    name,
    run: async () => {
      const { first, tookMs } = await stage.load.ask('burst', burst, { url, body, clients });
      checkRows(name, first, dashboardRows);
      return [tookMs];
    },
  });
  return time(stage, [all.ours, all.mercurius, all.apollo].map(served), effort.longRounds, {
    name: dashboardWork,
    floor: names.ours,
    fewestCalls: callsOfNewest(threeVendors, dashboardRows),
  });
}
