import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { loadSettings } from '../../src/config.ts';
import { createSources } from '../../src/create-sources.ts';
import type { TaskSource } from '../../src/domain/source.ts';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import { scheduleInRealTime } from '../../src/engine/runtime.ts';
import { openHttp } from '../../src/transport/http.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { NOW, rangeOf, rowOf } from '../history/fixture.ts';
import { openHistory, temporaryFolder } from '../history/opening.ts';

const environmentOf = (url: string | undefined) => ({
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'key',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret',
  ...(url !== undefined && { EDGETASKS_HISTORY_URL: url }),
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'history.db');
});
afterEach(() => folder.remove());

async function edgetasks(
  commandLine: string,
  { url = `file:${file}`, columns = 0, configuration = '' } = {},
) {
  const printed = { output: '', errors: '' };
  const context: CommandContext = {
    environment: {
      ...environmentOf(url === '' ? undefined : url),
      ...(configuration !== '' && { EDGETASKS_CONFIG: configuration }),
    },
    output: {
      write: (text) => void (printed.output += text),
      terminal: columns === 0 ? undefined : { size: () => ({ columns, rows: 24 }), hasColors: false },
    },
    errors: { write: (text) => void (printed.errors += text) },
    fetch: () => Promise.reject(new Error('No server is asked here.')),
    clock: () => NOW,
    schedule: scheduleInRealTime,
    interruption: () => new AbortController().signal,
  };
  const exitCode = await run(commandLine.split(' '), context);
  return { exitCode, ...printed };
}

const objectsOf = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

/** The configured provider, and a feed of it. */
function configured() {
  const http = openHttp();
  const [source] = createSources(loadSettings(vendors, environmentOf(undefined)).providers, {
    http,
    clock: () => NOW,
  });
  const [feed] = source?.feeds ?? [];
  if (source === undefined || feed === undefined) throw new Error('Nothing is configured.');
  return { source, feed, http };
}

/** Ten days with a gap of a day, and a late row. */
async function fill(): Promise<TaskSource> {
  const { source, feed, http } = configured();
  const history = await openHistory({ url: `file:${file}`, clock: () => NOW });
  const day = 86_400;
  const row = (id: string, days: number) => ({ ...rowOf(id, days * day), provider: source.provider.name });
  const record = (rows: ReturnType<typeof row>[], seenAt: number, ranges: ReturnType<typeof rangeOf>[]) =>
    history.record(source, feed, { rows, seenAt, ranges });
  record([row('9', 9), row('8', 8)], NOW - DAY, [rangeOf(10 * day, 6 * day, NOW - DAY)]);
  record([row('2', 2), row('1', 1)], NOW, [rangeOf(5 * day, 0, NOW)]);
  record([row('7', 7)], NOW + MINUTE, []);
  await history.flush();
  await history.close();
  await http.close();
  return source;
}

describe('edgetasks history status', () => {
  it('prints a line about the database and one for each feed', async () => {
    const { provider } = await fill();
    const { exitCode, output } = await edgetasks('history status');
    expect(exitCode).toBe(0);
    expect(objectsOf(output)).toEqual([
      { location: file, size: expect.any(Number) },
      {
        provider: provider.name,
        vendor: 'ALIBABA_CDN',
        account: provider.account,
        action: 'DescribeRefreshTasks',
        scope: '',
        list: '',
        since: new Date(NOW - 10 * DAY).toISOString(),
        until: new Date(NOW).toISOString(),
        readAt: new Date(NOW).toISOString(),
        rows: 5,
        ranges: 2,
        gaps: 1,
        lateRows: 1,
      },
    ]);
    expect(objectsOf(output)[0]).toMatchObject({ size: expect.toSatisfy((size: number) => size > 4_096) });
  });

  it('names all providers of an account', async () => {
    await fill();
    const configuration = join(folder.path, 'edgetasks.json');
    const credentials = { accessKeyId: 'key', accessKeySecret: 'secret' };
    const providers = ['one', 'two'].map((name) => ({ name, vendor: 'ALIBABA_CDN', credentials }));
    await writeFile(configuration, JSON.stringify({ providers }));
    const { output } = await edgetasks('history status', { configuration });
    expect(objectsOf(output)[1]).toMatchObject({ provider: 'one, two', rows: 5 });
  });

  it('prints a table on a terminal that fits its width', async () => {
    await fill();
    const { output } = await edgetasks('history status', { columns: 100 });
    expect(output).toMatch(/history\.db: 5 rows, \d+\.\d MiB\n/);
    expect(output).toMatch(
      /alibaba-cdn +DescribeRefreshTasks +2026-11-12 12:00 +2026-11-22 12:00 +5 +2 +1 +1\n/,
    );
    const narrow = await edgetasks('history status', { columns: 70 });
    const lines = narrow.output.split('\n').slice(1);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(70);
  });

  it('names the migrations that the next start runs, and changes nothing', async () => {
    await writeFile(file, '');
    for (let time = 0; time < 2; time++) {
      const { exitCode, output } = await edgetasks('history status');
      expect([exitCode, output]).toEqual([
        0,
        'The next start runs these migrations: 2026-11-27-initial, 2026-11-28-estimates.\n',
      ]);
    }
  });
});

describe('edgetasks history prune', () => {
  it('forgets what is older than history.keepFor, or than --keep', async () => {
    await fill();
    expect((await edgetasks('history prune')).output).toMatch(/^0 rows were created before 2026-08-24/);
    const { exitCode, output } = await edgetasks('history prune --keep 3d');
    expect([exitCode, output]).toEqual([
      0,
      '3 rows were created before 2026-11-19T12:00:00.000Z and forgotten.\n',
    ]);
    expect(objectsOf((await edgetasks('history status')).output)[1]).toMatchObject({
      rows: 2,
      lateRows: 0,
      gaps: 0,
      since: '2026-11-19T12:00:00.000Z',
    });
  });
});

describe('edgetasks history export', () => {
  it('prints each row, oldest first, with names in camel case and times in ISO 8601', async () => {
    const { provider } = await fill();
    const { exitCode, output } = await edgetasks('history export');
    expect(exitCode).toBe(0);
    const rows = objectsOf(output);
    expect(rows.map((row) => row instanceof Object && 'taskId' in row && row.taskId)).toEqual([
      '9',
      '8',
      '7',
      '2',
      '1',
    ]);
    expect(rows[4]).toEqual({
      provider: provider.name,
      vendor: 'ALIBABA_CDN',
      action: 'DescribeRefreshTasks',
      kind: 'PREFETCH',
      taskId: '1',
      url: 'https://www.example.com/1?v=1',
      domain: 'www.example.com',
      state: 'SUCCEEDED',
      vendorStatus: 'succeeded',
      createdAt: new Date(NOW - DAY).toISOString(),
      observedAt: new Date(NOW).toISOString(),
      firstSeen: new Date(NOW).toISOString(),
      lastSeen: new Date(NOW).toISOString(),
      firstSeenFinal: new Date(NOW).toISOString(),
      raw: { Id: '1' },
    });
  });

  it('prints the rows of a range', async () => {
    await fill();
    const { output } = await edgetasks('history export --since 8d --until 1d');
    expect(objectsOf(output)).toMatchObject([{ taskId: '8' }, { taskId: '7' }, { taskId: '2' }]);
  });

  it('names the provider of scopes that are discovered', async () => {
    const { source, feed, http } = configured();
    const history = await openHistory({ url: `file:${file}`, clock: () => NOW });
    const facts = { rows: [rowOf('1', 60)], seenAt: NOW, ranges: [] };
    history.record(source, { ...feed, scope: 'discovered' }, facts);
    await history.flush();
    await history.close();
    await http.close();
    const { name } = source.provider;
    expect(objectsOf((await edgetasks('history export')).output)).toMatchObject([{ provider: name }]);
    const [, status] = objectsOf((await edgetasks('history status')).output);
    expect(status).toMatchObject({ provider: name, scope: 'discovered' });
  });

  it('prints every row of many, once', async () => {
    const { source, feed, http } = configured();
    const history = await openHistory({ url: `file:${file}`, clock: () => NOW });
    // More in one second than are read at once, and more around it.
    const rows = Array.from({ length: 2_600 }, (_, index) =>
      rowOf(String(index), index < 1_300 ? 50 : index),
    );
    history.record(source, feed, { rows, seenAt: NOW, ranges: [] });
    await history.flush();
    await history.close();
    await http.close();
    const ids = objectsOf((await edgetasks('history export')).output).map((row) =>
      row instanceof Object && 'taskId' in row ? row.taskId : undefined,
    );
    expect(ids).toHaveLength(2_600);
    expect(new Set(ids).size).toBe(2_600);
  });
});

describe.each(['status', 'prune', 'export'])('edgetasks history %s', (name) => {
  it('ends with 1 and says what to set if no history is configured', async () => {
    const { exitCode, output, errors } = await edgetasks(`history ${name}`, { url: '' });
    expect([exitCode, output]).toEqual([1, '']);
    expect(errors).toBe(
      'No history is configured. Set history.url in the configuration, or EDGETASKS_HISTORY_URL.\n',
    );
  });

  it('creates no file where there is none', async () => {
    const { exitCode, errors } = await edgetasks(`history ${name}`);
    expect(exitCode).toBe(1);
    expect(errors).toContain('does not exist yet');
    expect(existsSync(file)).toBe(false);
  });

  it('ends with 1 and says what is wrong with a file that is no database', async () => {
    await writeFile(file, 'This is no database. '.repeat(500));
    const { exitCode, errors } = await edgetasks(`history ${name}`);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/damaged or no SQLite database/);
  });

  it('refuses arguments that it does not know', async () => {
    const { exitCode, errors } = await edgetasks(`history ${name} --oops`);
    expect(exitCode).toBe(3);
    expect(errors).toContain("unknown option '--oops'");
  });
});
