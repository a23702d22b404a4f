import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startContestants } from './contestants.ts';
import type { Contestants } from './contestants.ts';
import { full, quick } from './effort.ts';
import type { Effort } from './effort.ts';
import { goalTable } from './goals.ts';
import { growth } from './growth.ts';
import { latencies } from './latencies.ts';
import { machine } from './machine.ts';
import { pages } from './pages.ts';
import type { Work } from './results.ts';
import { signing } from './signing.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { starts } from './starts.ts';
import { table } from './table.ts';
import { watchers } from './watchers.ts';

/*
 * The benchmark: our server as it is built, what is possible at all, and what people would use instead, side by side in
 * one run. `npm run build && npm run bench`; `-- --quick` measures less (some minutes), `-- --part pages` one part only.
 *
 * Every program that is measured has one core to itself, the emulated vendors and the clients have the others. All take
 * turns, round by round, so that what disturbs one disturbs all, and a figure is the median of its rounds. Who gives other
 * rows than ours, or has a call refused, ends the run.
 *
 * How to read it: within one work, by the ratios. `µs` is processor time an answer, which a busy neighbour disturbs less
 * than the clock; `ms` is the clock. The floor of a work is what nobody there can be much quicker than, or, where there is
 * no such thing, what people use today. A figure of one machine says nothing about another.
 */

type Part = (stage: Stage, contestants: Contestants, effort: Effort) => Promise<readonly Work[]>;

const parts: Readonly<Record<string, Part>> = {
  pages,
  latencies,
  watchers: async (stage, { ours }, effort) => [await watchers(stage, ours, effort)],
  starts: (stage, _, effort) => starts(stage, effort),
  growth: (stage, _, effort) => growth(stage, effort),
  signing: (stage, _, effort) => signing(stage, effort),
};

const folder = fileURLToPath(new URL('./', import.meta.url));
const resultsPath = fileURLToPath(new URL('./results.md', import.meta.url));

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, part: { type: 'string', multiple: true } },
});
const chosen = options.part ?? Object.keys(parts);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The peers' packages have a lock file of their own, so that nobody else has to install them. */
function installPeers(): void {
  if (existsSync(`${folder}node_modules`)) return;
  say("Installing the peers' packages, once.");
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function measure(effort: Effort): Promise<Work[]> {
  const stage = await openStage();
  try {
    const contestants = await startContestants(stage);
    const works: Work[] = [];
    for (const name of chosen) {
      const began = performance.now();
      const part = parts[name];
      if (part === undefined) throw new Error(`There is no part ${name}: ${Object.keys(parts).join(', ')}`);
      works.push(...(await part(stage, contestants, effort)));
      say(`${name}: ${Math.round((performance.now() - began) / 1000)} s`);
    }
    return works;
  } finally {
    await stage.close();
  }
}

const report = (works: readonly Work[]): string => `\
Made by \`npm run bench${options.quick ? ' -- --quick' : ''}\` on ${machine()}.

Medians of rounds in which all take turns. \`µs\` is processor time an answer, of all threads: what a second holds of it is
what one core can answer. \`ms\` is what a client waits, with vendors that take 20 ms; \`calls\` are vendor calls. "Against
the floor" says how many times as quick as the work's floor a contestant is. Machines differ: compare, do not quote.

${table(works)}
${goalTable(works)}`;

installPeers();
const text = report(await measure(options.quick ? quick : full));
process.stdout.write(text);
if (options.part === undefined && !options.quick) writeFileSync(resultsPath, text);
