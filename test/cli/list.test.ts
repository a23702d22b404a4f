import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import { VirtualTime } from '../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../graphql/fake-tasks.ts';
import type { FakeTasks } from '../graphql/fake-tasks.ts';
import { serverOver, worldWith } from './world.ts';
import type { Ended, WorldParts } from './world.ts';

const rows = (count: number): readonly UrlDetail[] =>
  Array.from({ length: count }, (_, index) =>
    row({ provider: 'main', taskId: String(index + 1), progress: 100, vendorStatus: 'done' }),
  );
const down = new VendorError({
  kind: 'UNAVAILABLE',
  provider: 'edge',
  message: 'The vendor is down.',
  retryable: true,
});

/** As Node reports a server that is not there. */
const refused = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
  );

/** Runs a command against a server over these tasks. */
async function run(commandLine: string, tasks: FakeTasks, parts: Partial<WorldParts> = {}) {
  const time = new VirtualTime(now);
  const world = worldWith({ time, fetch: serverOver(tasks, time), ...parts });
  const ended: Ended = await world.run(commandLine);
  const variables = world.asked.map(({ body }) => {
    const request: { variables: { filter: unknown } } = JSON.parse(body);
    return request.variables;
  });
  return { ...ended, requests: world.asked.length, filter: variables[0]?.filter };
}

const terminal = (columns: number) => ({ size: () => ({ columns, rows: 24 }), hasColors: false });
const objectsOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

describe('a list in a pipe', () => {
  it('is one JSON object a line, one level deep', async () => {
    const failed = row({
      provider: 'main',
      taskId: '1',
      state: 'FAILED',
      vendorStatus: 'fail',
      reason: 'originPullFailed',
      message: 'OriginTimeout',
    });
    const ended = await run('tasks', fakeTasks([failed]));
    expect([ended.exitCode, ended.errors]).toEqual([0, '']);
    expect(objectsOf(ended.output)).toEqual([
      {
        id: expect.any(String),
        provider: 'main',
        vendor: 'TENCENT_CDN',
        kind: 'PREFETCH',
        taskId: '1',
        state: 'FAILED',
        progress: null,
        createdAt: '2026-03-01T11:59:00.000Z',
        finishedAt: null,
        urlCount: 1,
        stateCounts: [{ state: 'FAILED', count: 1 }],
        vendorStatus: null,
        reason: null,
        message: null,
      },
    ]);
  });

  it('of URLs has the reason of each failure', async () => {
    const failed = row({ provider: 'main', taskId: '1', state: 'FAILED', reason: 'fetch', message: '5XX' });
    const ended = await run('urls', fakeTasks([failed]));
    expect(objectsOf(ended.output)).toMatchObject([
      { url: failed.url, domain: failed.domain, taskId: '1', reason: 'fetch', message: '5XX' },
    ]);
  });

  it('is empty if nothing matches', async () => {
    expect(await run('tasks --provider main --state FAILED', fakeTasks(rows(1)))).toMatchObject({
      exitCode: 0,
      output: '',
    });
  });
});

describe('a list on a terminal', () => {
  it('is a table', async () => {
    const ended = await run('tasks', fakeTasks(rows(2)), { terminal: terminal(100) });
    expect(ended.output.split('\n')).toEqual([
      'CREATED (UTC)        PROVIDER  KIND      TASK ID  STATE      DONE  URLS  REASON',
      '2026-03-01 11:59:00  main      PREFETCH  1        SUCCEEDED           1',
      '2026-03-01 11:59:00  main      PREFETCH  2        SUCCEEDED           1',
      '',
    ]);
  });

  it('says so if nothing matches, apart from the rows', async () => {
    const ended = await run('urls --domain other.example', fakeTasks(rows(1)), { terminal: terminal(80) });
    expect([ended.exitCode, ended.output, ended.errors]).toEqual([0, '', 'No URLs found.\n']);
  });

  it.each([120, 80, 60, 50])('fits into %i columns and keeps the id of a task whole', async (columns) => {
    const long = row({ provider: 'tencent-overseas', taskId: '17953283081630598403104' });
    const ended = await run('tasks', fakeTasks([long]), { terminal: terminal(columns) });
    const lines = ended.output.trimEnd().split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines[1]).toContain('17953283081630598403104');
  });

  it('is JSON with --json', async () => {
    const ended = await run('tasks --json', fakeTasks(rows(2)), { terminal: terminal(80) });
    expect(objectsOf(ended.output)).toHaveLength(2);
  });
});

describe('how many rows', () => {
  it.each([
    ['', 20, 1],
    ['--first 5', 5, 1],
    ['--first 130', 130, 2],
    ['--first 999', 250, 3],
    ['--all', 250, 3],
  ])('%j prints %i of 250 in %i requests', async (option, printed, requests) => {
    for (const command of ['tasks', 'urls']) {
      const ended = await run(`${command} ${option}`, fakeTasks(rows(250)));
      const ids = new Set(objectsOf(ended.output).map((each) => JSON.stringify(each)));
      expect([ended.exitCode, ids.size, ended.requests]).toEqual([0, printed, requests]);
    }
  });
});

describe('the filter', () => {
  it('is sent as it is given, with words in any case and in lists', async () => {
    const ended = await run(
      'tasks --provider main,edge --vendor tencent_cdn --kind prefetch --kind PURGE_URL,PURGE_HOST --state failed ' +
        '--since 2d --until 1h --url https://www.example.com/app.js --url https://www.example.com/a,b.js ' +
        '--domain WWW.example.com,img.example.com',
      fakeTasks([...rows(1), row({ provider: 'edge', taskId: '9' })]),
    );
    expect([ended.exitCode, ended.errors]).toEqual([0, '']);
    expect(ended.filter).toEqual({
      providers: ['main', 'edge'],
      vendors: ['TENCENT_CDN'],
      kinds: ['PREFETCH', 'PURGE_URL', 'PURGE_HOST'],
      states: ['FAILED'],
      createdAt: { from: '2026-02-27T12:00:00.000Z', to: '2026-03-01T11:00:00.000Z' },
      urls: ['https://www.example.com/app.js', 'https://www.example.com/a,b.js'],
      domains: ['WWW.example.com', 'img.example.com'],
    });
  });

  it.each([
    ['--since 1d', 24],
    ['--since 1h', 1],
    ['', 24],
    ['--since 2026-03-01T10:00:00Z', 2],
  ])('%j begins %i hours ago', async (option, hours) => {
    const { filter } = await run(`urls ${option}`, fakeTasks(rows(1)));
    expect(filter).toEqual({ createdAt: { from: new Date(now - hours * 3_600_000).toISOString() } });
  });

  it.each([
    ['--max-age 30s', 30_000],
    ['--max-age 1h30m', 5_400_000],
    ['--max-age PT0.5S', 500],
    ['', undefined],
  ])('%j is the age of readings on every page', async (option, maxAge) => {
    for (const command of ['tasks', 'urls']) {
      const tasks = fakeTasks(rows(130));
      expect((await run(`${command} --all ${option}`, tasks)).exitCode).toBe(0);
      expect(tasks.listed.map(({ page }) => page.maxAge)).toEqual([maxAge, maxAge]);
    }
  });

  it('begins a day before --until if --since is left out', async () => {
    const { filter } = await run('urls --until 2d', fakeTasks(rows(1)));
    expect(filter).toEqual({
      createdAt: { from: '2026-02-26T12:00:00.000Z', to: '2026-02-27T12:00:00.000Z' },
    });
  });

  it.each([
    ['--state done', '--state done is not known. Write one of: PROCESSING, SUCCEEDED'],
    ['--kind push', '--kind push is not known. Write one of: PREFETCH'],
    ['--first 0', '--first 0 is not a number of rows: write 1 or more.'],
    ['--first ten', '--first ten is not a number of rows'],
    ['--all --first 3', '--all and --first cannot be combined.'],
    ['--since tomorrow', '--since tomorrow is not a time in the past'],
    ['--provider=', '--provider needs a value: --provider <name>.'],
    ['--url=', '--url needs a value: --url <url>.'],
    ['--state --all', '--state needs a value: --state <state>.'],
    ['--max-age soon', '--max-age soon is not a duration: write 90s, 10m, 1h30m or PT10M.'],
    ['--since 1h --until 2h', '--since must be earlier than --until.'],
    ['--server nowhere', '--server must be the address of a server'],
    ['main', "too many arguments for 'tasks'"],
    ['--vendor nobody', 'Variable "$filter" got invalid value "NOBODY"'],
    ['--provider nobody', 'No provider is called "nobody". There are: main.'],
  ])('%j is refused, with 3 and what to change', async (option, message) => {
    const ended = await run(`tasks ${option}`, fakeTasks(rows(1)));
    expect([ended.exitCode, ended.output]).toEqual([3, '']);
    expect(ended.errors).toContain(`edgetasks tasks: ${message}`);
  });
});

describe('what is missing', () => {
  it('is reported on stderr once, and ends with 1 after the rows of the others', async () => {
    const ended = await run('tasks --all', fakeTasks(rows(250), { edge: down }));
    expect(ended.exitCode).toBe(1);
    expect(objectsOf(ended.output)).toHaveLength(250);
    expect(ended.errors).toBe('edgetasks tasks: edge: The vendor is down.\n');
  });

  it('because the call budget of a request was used up is in the next page', async () => {
    const tasks = fakeTasks(rows(150));
    const budget = new VendorError({ kind: 'CALL_BUDGET', message: 'Used up.', retryable: true });
    const limited: FakeTasks = {
      ...tasks,
      tasks: async (query, page, scope) => {
        const answer = await tasks.tasks(query, page, scope);
        return page.after === undefined ? { ...answer, errors: [budget] } : answer;
      },
    };
    const ended = await run('tasks --all', limited);
    expect([ended.exitCode, objectsOf(ended.output).length, ended.errors]).toEqual([0, 150, '']);
  });

  it('ends with 1 if pages stay empty', async () => {
    const tasks = fakeTasks(rows(1));
    const stuck: FakeTasks = {
      ...tasks,
      tasks: async (query, page, scope) => ({
        ...(await tasks.tasks(query, page, scope)),
        edges: [],
        hasNextPage: true,
        endCursor: '0',
      }),
    };
    const ended = await run('tasks --all', stuck);
    expect([ended.exitCode, ended.requests]).toEqual([1, 10]);
    expect(ended.errors).toBe(
      'edgetasks tasks: 10 pages in a row were empty. Narrow the period or the filter to see the rest.\n',
    );
  });

  it('is everything if the server cannot be reached', async () => {
    const ended = await run('urls', fakeTasks([]), { fetch: refused });
    expect([ended.exitCode, ended.output]).toEqual([3, '']);
    expect(ended.errors).toBe(
      'edgetasks urls: http://127.0.0.1:4000/graphql cannot be reached (ECONNREFUSED).\n',
    );
  });
});
