import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../src/cli/api-client.ts';
import type { EndpointOptions } from '../../../src/cli/api-client.ts';
import { clockText, pastInstantOption, readDuration, readTaskName } from '../../../src/cli/arguments.ts';
import { taskId, urlDetailId } from '../../../src/graphql/global-id.ts';
import { worldWith } from '../world.ts';

const minute = 60_000;

const endpoint = (options: EndpointOptions, environment: Record<string, string> = {}) =>
  endpointOf(options, environment);

const run = (line: string) =>
  worldWith({ fetch: () => Promise.reject(new Error('Nothing is asked here.')) }).run(`wait ${line}`);

describe('a length of time', () => {
  it.each([
    ['10m', 10 * minute],
    ['10min', 10 * minute],
    ['1h30m', 90 * minute],
    ['90s', 1.5 * minute],
    ['1.5h', 90 * minute],
    ['500ms', 500],
    ['PT10M', 10 * minute],
    ['pt1h', 60 * minute],
    ['P1D', 1_440 * minute],
    ['1d', 1_440 * minute],
    ['1d12h', 2_160 * minute],
    ['7D', 10_080 * minute],
  ])('%s is read', (text, length) => {
    expect(readDuration(text)).toBe(length);
  });

  it.each(['', '10', 'm', '0s', '-5m', '10 m', '5m1h', '1h1d', 'soon', 'P', 'PT', '1..5s', 'PT-5M'])(
    '%j is none',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );

  it('is shown as a clock does', () => {
    expect([0, 42_900, 725_000, 3_725_000].map(clockText)).toEqual(['0:00', '0:42', '12:05', '1:02:05']);
  });
});

describe('a time in the past', () => {
  const now = Date.UTC(2026, 2, 1, 12);

  it.each([
    ['15m', Date.UTC(2026, 2, 1, 11, 45)],
    ['1h', Date.UTC(2026, 2, 1, 11)],
    ['1d', Date.UTC(2026, 1, 28, 12)],
    ['2026-02-27', Date.UTC(2026, 1, 27)],
    ['2026-03-01T11:00', Date.UTC(2026, 2, 1, 11)],
    ['2026-03-01T11:00:00Z', Date.UTC(2026, 2, 1, 11)],
    ['2026-03-01T19:00:00+08:00', Date.UTC(2026, 2, 1, 11)],
  ])('%s is read', (text, instant) => {
    expect(pastInstantOption('since', text, now)).toBe(instant);
  });

  it.each(['', 'now', '0', '2026-03-01T12:00:00Z', '2026-13-01', '0001-01-01', '9999999d'])(
    '%j is none',
    (text) => {
      expect(() => pastInstantOption('since', text, now)).toThrow(
        `--since ${text} is not a time in the past`,
      );
    },
  );
});

describe('the name of a task', () => {
  const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '17' });

  it.each([
    ['main/PREFETCH/17', { name: 'main/PREFETCH/17', id }],
    ['main/prefetch/17', { name: 'main/PREFETCH/17', id }],
    [id, { name: 'main/PREFETCH/17', id }],
    [
      'main/PURGE_URL/a/b',
      { name: 'main/PURGE_URL/a/b', id: taskId({ provider: 'main', kind: 'PURGE_URL', taskId: 'a/b' }) },
    ],
  ])('%s is read', (word, named) => {
    expect(readTaskName(word)).toEqual(named);
  });

  it.each([
    ['17', 'is not the id of a task'],
    ['main/17', 'does not name a task: write <provider>/<KIND>/<taskId>'],
    ['main/PUSH/17', '"PUSH" in main/PUSH/17 is not a kind of task. Kinds: PREFETCH, PURGE_URL'],
    ['main/PREFETCH/', 'does not name a task'],
    [
      urlDetailId({ provider: 'main', kind: 'PREFETCH', taskId: '17', url: 'https://a.example/' }),
      'is not the id of a task',
    ],
  ])('%s is none, and it says what to write', (word, message) => {
    expect(() => readTaskName(word)).toThrow(message);
  });
});

describe('the server', () => {
  const environment = { EDGETASKS_URL: 'https://env.example/api', EDGETASKS_TOKEN: 'from-env' };

  it('is this machine, or of the environment, or of the options', () => {
    expect(endpoint({})).toEqual({ url: 'http://127.0.0.1:4000/graphql', token: undefined });
    expect(endpoint({}, environment)).toEqual({ url: 'https://env.example/api', token: 'from-env' });
    expect(endpoint({ server: 'http://a.example', token: 'own' }, environment)).toEqual({
      url: 'http://a.example/graphql',
      token: 'own',
    });
    expect(endpoint({}, { EDGETASKS_URL: ' ', EDGETASKS_TOKEN: '' }).url).toBe(
      'http://127.0.0.1:4000/graphql',
    );
  });

  it.each([
    [{ server: 'tasks.example.com' }, {}, '--server must be the address of a server'],
    [{}, { EDGETASKS_URL: 'ftp://a.example' }, 'EDGETASKS_URL must be the address of a server'],
    [{ server: 'https://user:hush@a.example' }, {}, '--server must not contain a user name or a password'],
    [{}, { EDGETASKS_TOKEN: 'hush\nhush' }, 'EDGETASKS_TOKEN contains characters that no token can have'],
  ])('%j with %j is refused, without a secret', (options, variables, message) => {
    expect(() => endpoint(options, variables)).toThrow(message);
    expect(() => endpoint(options, variables)).not.toThrow('hush');
  });
});

describe('what to wait for', () => {
  it.each([
    [
      '',
      'Name a task, such as tencent-main/PREFETCH/1702364413, or a URL, such as https://www.example.com/app.js.',
    ],
    ['a/PREFETCH/1 --site-url https://a.example/', 'Wait for tasks or for URLs, not for both at once.'],
    ['a/PREFETCH/1 https://a.example/', 'Wait for tasks or for URLs, not for both at once.'],
    ['https://a.example:x/', 'The target https://a.example:x/ must be a whole URL'],
    ['--site-url a.example/app.js', '--site-url a.example/app.js must be a whole URL'],
    ['a/PREFETCH/1 --since 5m', '--since requires a URL to wait for.'],
    ['a/PREFETCH/1 --provider a', '--provider requires a URL to wait for.'],
    ['a/PREFETCH/1 --timeout 10', '--timeout 10 is not a duration: write 90s, 10m, 1h30m or PT10M.'],
    ['a/PREFETCH/1 --timeout 25d', '--timeout 25d is too long: write at most 24d.'],
    ['a/PREFETCH/1 --interval often', '--interval often is not a duration'],
    ['--site-url https://a.example/ --since tomorrow', '--since tomorrow is not a time in the past'],
    ['--site-url https://a.example/ --since 2099-01-01', '--since 2099-01-01 is not a time in the past'],
    ['a/PREFETCH/1 --timout 5m', "unknown option '--timout' (Did you mean --timeout?)"],
    ['a/PREFETCH/1 --timeout', "option '--timeout <duration>' argument missing"],
    ['a/PREFETCH/1 --timeout=', '--timeout needs a value: --timeout <duration>.'],
    ['https://a.example/ --provider=', '--provider needs a value: --provider <name>.'],
    ['https://a.example/ --provider a --provider --interval', '--provider needs a value'],
  ])('%j is refused, with 3 and what to change', async (line, message) => {
    const { exitCode, output, errors } = await run(line);
    expect([exitCode, output]).toEqual([3, '']);
    expect(errors).toContain(`edgetasks wait: ${message}`);
    const asJson = await run(`--json ${line}`);
    expect([asJson.exitCode, asJson.errors]).toEqual([3, errors]);
    expect(JSON.parse(asJson.output)).toMatchObject({
      type: 'result',
      outcome: 'error',
      exitCode: 3,
      message: expect.stringContaining(message),
      failedUrls: [],
    });
  });
});
