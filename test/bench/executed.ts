import { Session } from 'node:inspector/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { company } from '../trust/company.ts';
import { openWorld } from '../trust/world.ts';

/** The list whose cost in code is counted: what a person asks first. */
const query = `{ tasks(first: 20) { nodes { taskId kind state createdAt urlCount progress provider { name } }
  errors { message } pageInfo { hasNextPage endCursor } } }`;

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** How many functions of each file of `src` run, the emulator's left out, by path. */
async function executedBy(run: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const executed = new Map<string, number>();
  for (const { url, functions } of result) {
    if (!url.startsWith('file:')) continue;
    const path = fileURLToPath(url);
    if (!path.startsWith(source) || path.startsWith(`${source}emulator/`)) continue;
    const count = functions.filter(
      ({ functionName, ranges: [whole] }) => functionName !== '' && (whole?.count ?? 0) > 0,
    ).length;
    if (count > 0) executed.set(path.slice(source.length), count);
  }
  return executed;
}

const world = await openWorld({ accounts: company(Date.now()) });
try {
  const executed = await executedBy(() => world.ask(query));
  const sum = [...executed.values()].reduce((total, count) => total + count, 0);
  for (const [path, count] of [...executed].toSorted(([left], [right]) => left.localeCompare(right)))
    process.stdout.write(`${String(count).padStart(5)}  ${path}\n`);
  process.stdout.write(`${executed.size} files, ${sum} functions\n`);
} finally {
  await world.close();
}
