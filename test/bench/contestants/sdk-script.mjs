import { answer } from './probe.mjs';
import { pageOf, taskOf } from './sdks.mjs';
import { repeat } from './world.mjs';

/* What somebody writes who has the SDKs and an afternoon: calls one by one or all at once, joined by hand. */

const createdAt = {
  tencent: (row) => Date.parse(`${row.CreateTime.replace(' ', 'T')}+08:00`),
  edge: (row) => Date.parse(row.CreateTime),
  aliyun: (row) => Date.parse(row.creationTime),
};

const oneByOne = async (tasks) => {
  const results = [];
  for (const task of tasks) results.push(await task());
  return results;
};

const allAtOnce = (tasks) => Promise.all(tasks.map((task) => task()));

const inWay = { 'one by one': oneByOne, 'all at once': allAtOnce };

async function newest({ way, from, to, count }) {
  const names = Object.keys(pageOf);
  const pages = await inWay[way](names.map((name) => () => pageOf[name]({ from, to })));
  return pages
    .flatMap(({ rows }, index) => rows.map((row) => ({ at: createdAt[names[index]](row), row })))
    .toSorted((one, other) => other.at - one.at)
    .slice(0, count);
}

const lookUps = ({ way, references }) =>
  inWay[way](
    references.map(
      ({ provider, taskId }) =>
        () =>
          taskOf[provider](taskId),
    ),
  );

async function walk({ from, to, count }) {
  let rows = 0;
  while (rows < count) {
    const page = await pageOf.tencent({ from, to, offset: rows });
    if (page.rows.length === 0) break;
    rows += page.rows.length;
  }
  return rows;
}

async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { tookMs: performance.now() - began, rows: Array.isArray(result) ? result.length : result };
}

answer('newest', (given) => timed(() => newest(given)));
answer('look-ups', (given) => timed(() => lookUps(given)));
answer('walk', (given) => timed(() => walk(given)));

answer('pages', ({ from, to, rows, ...bounds }) =>
  repeat(bounds, async () => {
    const { length } = (await pageOf.tencent({ from, to, limit: rows })).rows;
    if (length !== rows) throw new Error(`${length} rows of ${rows}`);
  }),
);
