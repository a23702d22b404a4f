import process from 'node:process';
import { parseArgs } from 'node:util';
import { company } from './company.ts';
import { openContention } from './contention.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100' }, requests: { type: 'string', default: '80' } },
});

const contention = await openContention(company(Date.now()));
const flood = contention.flood(Number(values.requests));
const pages = await contention.readFirstPages(Number(values.runs));
await flood.stop();
await contention.close();

const sorted = (of: readonly number[]): string => {
  const ascending = of.toSorted((left, right) => left - right).map(Math.round);
  return `median ${ascending[ascending.length >> 1]} ms, longest ${ascending.at(-1)} ms`;
};
const late = pages.filter(({ took }) => took > 2_000).length;
const messages = new Set(pages.flatMap(({ errors }) => errors));
const failed = pages.filter(({ errors, tasks }) => errors.length > 0 || tasks < 20).length;
process.stdout.write(`${pages.length} first pages beside ${values.requests} requests of another client
took: ${sorted(pages.map(({ took }) => took))}; later than two seconds: ${late}
waited for a rate: ${sorted(pages.map(({ waited }) => waited))}
incomplete: ${[failed, ...messages].join('\n')}
`);
process.exitCode = late + failed === 0 ? 0 : 1;
