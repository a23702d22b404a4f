import * as z from 'zod';
import type { Contestants } from './contestants.ts';
import type { Effort } from './effort.ts';
import { callsOfNewest } from './fewest.ts';
import { loaded, warmUp } from './pages.ts';
import { newestBody, newestWindow, threeVendors } from './queries.ts';
import { names } from './results.ts';
import type { Work } from './results.ts';
import { checkAgreement, checkRows, repeated } from './rows.ts';
import type { Served, Stage } from './stage.ts';
import { time, timed } from './timing.ts';
import type { Runner } from './timing.ts';

const count = 200;
export const newestWork = `the newest ${count} rows over three vendors, nothing kept`;

/** One list of three vendors, against the one call that nobody can do without. */
export async function newest(
  stage: Stage,
  all: Contestants,
  { answersOneByOne, rounds, warmUpMs }: Effort,
  latencyMs: number,
): Promise<Work> {
  const window = newestWindow(stage.now);
  const body = newestBody(stage.now, count);
  const served = [all.ours, all.mercurius, all.apollo];
  const servedRunner = ({ name, url }: Served): Runner => ({
    name,
    run: async () => {
      const question = { url, body, atOnce: 1, count: answersOneByOne, timeMs: 60_000 };
      const { first, tookMs } = await stage.load.ask('repeat', repeated, question);
      checkRows(name, first, count);
      return tookMs;
    },
  });
  const directRunner = (name: string, way: string): Runner => ({
    name,
    run: () =>
      severalTimes(answersOneByOne, async () => {
        const { rows, tookMs } = await all.sdks.ask('newest', timed, { ...window, way, count });
        if (rows !== count) throw new Error(`${name} gave ${rows} rows of ${count}`);
        return tookMs;
      }),
  });
  const rawRunner = (name: string, providers: readonly string[]): Runner => ({
    name,
    run: () =>
      severalTimes(answersOneByOne, () =>
        all.proxy.child.ask('raw-calls', z.number(), { ...window, providers }),
      ),
  });

  await stage.setLatency(0);
  await checkAgreement(stage, served, body, count);
  await warmUp(
    served.map((each) => loaded(stage, each, body, count)),
    warmUpMs,
  );
  await stage.setLatency(latencyMs);
  const work = await time(
    stage,
    [
      ...threeVendors.map((provider) => rawRunner(provider, [provider])),
      rawRunner(names.rawCalls, threeVendors),
      ...served.map(servedRunner),
      directRunner(names.sdksAtOnce, 'all at once'),
      directRunner(names.sdksOneByOne, 'one by one'),
    ],
    rounds,
    { name: newestWork, floor: names.rawCall, fewestCalls: callsOfNewest(threeVendors, count) },
  );
  return withSlowestOf(threeVendors, work);
}

async function severalTimes(times: number, act: () => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  while (figures.length < times) figures.push(await act());
  return figures;
}

/** Of the raw calls to one vendor only that to the slowest stays: nobody can be quicker than that. */
function withSlowestOf(providers: readonly string[], work: Work): Work {
  const raw = work.measured.filter(({ contestant }) => providers.includes(contestant));
  const others = work.measured.filter((measured) => !raw.includes(measured));
  const figure = Math.max(...raw.map((each) => each.figure));
  return { ...work, measured: [{ contestant: names.rawCall, figure, calls: 1 }, ...others] };
}
