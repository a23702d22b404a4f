import { describe, expect, it } from 'vitest';
import { readDuration, stopwatchText } from '../../../src/cli/wait/duration.ts';
import { endpointOf } from '../../../src/cli/wait/endpoint.ts';
import { readTaskName } from '../../../src/cli/wait/task-name.ts';
import { taskId, urlDetailId } from '../../../src/graphql/global-id.ts';
import { readOptions } from '../../../src/cli/options.ts';
import { endpointOptions } from '../../../src/cli/wait/endpoint.ts';
import { worldWith } from '../world.ts';

const minute = 60_000;

const endpoint = (line: string, environment: Record<string, string> = {}) =>
  endpointOf(readOptions(line === '' ? [] : line.split(' '), endpointOptions), environment);

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
  ])('%s is read', (text, length) => {
    expect(readDuration(text)).toBe(length);
  });

  it.each(['', '10', 'm', '0s', '-5m', '10 m', '5m1h', 'soon', 'P', 'PT', '1..5s', 'PT-5M'])(
    '%j is none',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );

  it('is shown as a monotonicNow does', () => {
    expect([0, 42_900, 725_000, 3_725_000].map(stopwatchText)).toEqual(['0:00', '0:42', '12:05', '1:02:05']);
  });
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
    ['main/17', 'names no task: write <provider>/<KIND>/<taskId>'],
    ['main/PUSH/17', '"PUSH" in main/PUSH/17 is no kind of task. There are: PREFETCH, PURGE_URL'],
    ['main/PREFETCH/', 'names no task'],
    ['https://www.example.com/a.js', 'write --site-url https://www.example.com/a.js'],
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
    expect(endpoint('')).toEqual({ url: 'http://127.0.0.1:4000/graphql', token: undefined });
    expect(endpoint('', environment)).toEqual({ url: 'https://env.example/api', token: 'from-env' });
    expect(endpoint('--url http://a.example --token own', environment)).toEqual({
      url: 'http://a.example/graphql',
      token: 'own',
    });
    expect(endpoint('', { EDGETASKS_URL: ' ', EDGETASKS_TOKEN: '' }).url).toBe(
      'http://127.0.0.1:4000/graphql',
    );
  });

  it.each([
    ['--url tasks.example.com', {}, '--url must be the address of a server'],
    ['', { EDGETASKS_URL: 'ftp://a.example' }, 'EDGETASKS_URL must be the address of a server'],
    ['--url https://user:hush@a.example', {}, '--url must hold no user name and no password'],
    ['', { EDGETASKS_TOKEN: 'hush\nhush' }, 'EDGETASKS_TOKEN holds characters that no token can have'],
  ])('%j with %j is refused, without a secret', (line, variables, message) => {
    expect(() => endpoint(line, variables)).toThrow(message);
    expect(() => endpoint(line, variables)).not.toThrow('hush');
  });
});

describe('what to wait for', () => {
  it.each([
    ['', 'Name a task, such as tencent-main/PREFETCH/1702364413, or a URL by --site-url.'],
    ['a/PREFETCH/1 --site-url https://a.example/', 'Wait for tasks or for URLs, not for both at once.'],
    ['--site-url a.example/app.js', '--site-url a.example/app.js must be a whole URL'],
    ['a/PREFETCH/1 --since 5m', '--since means nothing without --site-url.'],
    ['a/PREFETCH/1 --provider a', '--provider means nothing without --site-url.'],
    ['a/PREFETCH/1 --timeout 10', '--timeout 10 is no length of time: write 90s, 10m, 1h30m or PT10M.'],
    ['a/PREFETCH/1 --interval often', '--interval often is no length of time'],
    ['--site-url https://a.example/ --since tomorrow', '--since tomorrow is no time that has passed'],
    ['--site-url https://a.example/ --since 2099-01-01', '--since 2099-01-01 is no time that has passed'],
  ])('%j is refused, with 3 and what to change', async (line, message) => {
    const { exitCode, output, errors } = await run(line);
    expect([exitCode, output]).toEqual([3, '']);
    expect(errors).toContain(`edgetasks wait: ${message}`);
  });
});
