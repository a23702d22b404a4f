import { DateTime } from 'luxon';
import { MINUTE } from '../domain/time.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import type { Command } from './command.ts';
import { allOf, isGiven, UsageError, valueOf } from './options.ts';
import type { Given } from './options.ts';
import { apiAt } from './wait/api.ts';
import { readDuration } from './wait/duration.ts';
import { endpointOf, endpointOptions } from './wait/endpoint.ts';
import { followTasks } from './wait/follow-tasks.ts';
import { followUrls } from './wait/follow-urls.ts';
import { readTaskName } from './wait/task-name.ts';
import { waitFor } from './wait/waiting.ts';
import type { Waiting } from './wait/waiting.ts';

const defaultTimeout = 30 * MINUTE;
const defaultSince = 15 * MINUTE;

/** `edgetasks wait`. */
export const wait: Command = {
  name: 'wait',
  summary: 'Wait until tasks are done, or URLs are everywhere; made for CI.',
  usage: ['[options] <task> [<task>…]', '[options] --site-url <url> [--site-url <url>…]'],
  sections: [
    {
      title: 'What is waited for',
      entries: [
        [
          '<task>',
          "<provider>/<KIND>/<taskId>, such as tencent-main/PREFETCH/1702364413, with the TaskId or JobId that the vendor gave; or a task's `id` in GraphQL. One that its vendor does not show yet is waited for during a minute.",
        ],
        [
          '<url>',
          'Done when the newest task that covers it is done on every provider that has one: of the URL itself, its directory, its host, or everything. A provider without one is waited for during a minute.',
        ],
      ],
    },
    {
      title: 'Exit codes',
      entries: [
        ['0', 'All succeeded.'],
        ['1', 'Some ended and did not succeed, whatever became of the others.'],
        ['2', 'The time was over before all were done.'],
        [
          '3',
          'Wrong arguments; the server cannot be reached or refuses; or a task or URL that nobody can tell of.',
        ],
        ['130', 'Interrupted by Ctrl-C; 143 by a signal to terminate.'],
      ],
    },
    {
      title: 'What is printed',
      entries: [
        [
          '',
          'On a terminal, a bar for each. Elsewhere, a line for each change of state and each ten percent.',
        ],
        ['', 'A server that answered once may restart: it is asked again until the time is over.'],
        [
          '',
          'One that answers trusted documents only answers this program too, where both are of one version.',
        ],
      ],
    },
  ],
  options: {
    ...endpointOptions,
    'site-url': { value: 'url', meaning: 'A URL to wait for, instead of tasks. May be given many times.' },
    since: {
      value: 'when',
      meaning:
        'With --site-url: only tasks since then count, so that those of an earlier release do not. A length of time ago or an ISO 8601 time. Default: 15m.',
    },
    provider: {
      value: 'name',
      meaning:
        'With --site-url: only this provider counts, and must have a task. May be given many times. Default: all that have one.',
    },
    timeout: { value: 'duration', meaning: 'Such as 90s, 10m, 1h30m or PT10M. Default: 30m.' },
    interval: {
      value: 'duration',
      meaning:
        'Ask this often. Default: the server tells of changes by itself; where it cannot, it is asked every 2 to 10 seconds.',
    },
    json: { meaning: 'Print one JSON object a line: each change, and at last the result.' },
  },
  examples: [
    'edgetasks wait tencent-main/PREFETCH/1702364413 edge/PURGE_URL/job-31xk2c --timeout 10m',
    'edgetasks wait --site-url https://www.example.com/app.js --since 5m --provider edge --provider aliyun',
    'EDGETASKS_URL=https://tasks.example.com EDGETASKS_TOKEN=… edgetasks wait "$TASK" || exit 1',
    'edgetasks wait --json "$TASK" | tail -n 1 | jq -r \'.failedUrls[].url\'',
  ],
  takesWords: true,
  run: (given, surroundings) => {
    const endpoint = endpointOf(given, surroundings.environment);
    const waiting = waitingOf(given, surroundings.clock());
    return waitFor(waiting, apiAt(endpoint, surroundings), surroundings);
  },
};

/** Throws `UsageError`. */
function waitingOf(given: Given, now: Instant): Waiting {
  const urls = allOf(given, 'site-url');
  if (urls.length > 0 && given.words.length > 0) {
    throw new UsageError('Wait for tasks or for URLs, not for both at once.');
  }
  if (urls.length === 0 && given.words.length === 0) {
    throw new UsageError('Name a task, such as tencent-main/PREFETCH/1702364413, or a URL by --site-url.');
  }
  const how = {
    timeout: durationOf(given, 'timeout') ?? defaultTimeout,
    interval: durationOf(given, 'interval'),
    isJson: isGiven(given, 'json'),
  };
  return { ...how, ...(urls.length > 0 ? urlsOf(given, urls, now) : tasksOf(given)) };
}

type Subjects = Pick<Waiting, 'things' | 'names' | 'tasks' | 'follow'>;

function tasksOf(given: Given): Subjects {
  for (const option of ['since', 'provider']) {
    if (isGiven(given, option)) throw new UsageError(`--${option} means nothing without --site-url.`);
  }
  const tasks = [...new Map(given.words.map(readTaskName).map((task) => [task.id, task])).values()];
  return { things: 'tasks', names: tasks.map(({ name }) => name), tasks, follow: followTasks(tasks) };
}

function urlsOf(given: Given, urls: readonly string[], now: Instant): Subjects {
  const wrong = urls.find((url) => !/^https?:\/\//i.test(url) || !URL.canParse(url));
  if (wrong !== undefined) {
    throw new UsageError(`--site-url ${wrong} must be a whole URL, such as https://www.example.com/app.js.`);
  }
  const names = [...new Set(urls)];
  const wish = { since: sinceOf(given, now), providers: allOf(given, 'provider') };
  return { things: 'URLs', names, tasks: [], follow: followUrls(names, wish) };
}

function durationOf(given: Given, option: string): Milliseconds | undefined {
  const text = valueOf(given, option);
  if (text === undefined) return undefined;
  const length = readDuration(text);
  if (length !== undefined) return length;
  throw new UsageError(`--${option} ${text} is no length of time: write 90s, 10m, 1h30m or PT10M.`);
}

function sinceOf(given: Given, now: Instant): Instant {
  const text = valueOf(given, 'since');
  if (text === undefined) return now - defaultSince;
  const length = readDuration(text);
  const since = length === undefined ? DateTime.fromISO(text, { zone: 'utc' }).toMillis() : now - length;
  if (since < now) return since;
  throw new UsageError(
    `--since ${text} is no time that has passed: write 15m (ago) or 2026-03-01T12:00:00Z.`,
  );
}
