import { MINUTE, SECOND } from '../domain/time.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import { createApiClient, endpointOf, withEndpointOptions } from './api-client.ts';
import type { ApiClient, EndpointOptions } from './api-client.ts';
import { durationOption, looksLikeUrl, pastInstantOption, readTaskName, urlOption } from './arguments.ts';
import type { NamedTask } from './arguments.ts';
import { printLine, repeated, UsageError } from './command.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { Refused } from './response.ts';
import { failedUrlsOf } from './wait/failed-urls.ts';
import { WaitProgress } from './wait/progress.ts';
import { Reconnect } from './wait/reconnect.ts';
import type { Follow, Following } from './wait/reconnect.ts';
import { resultOf } from './wait/result.ts';
import { followTasks } from './wait/tasks.ts';
import { terminalView } from './wait/terminal-view.ts';
import { followUrls } from './wait/urls.ts';
import { jsonView, linesView } from './wait/views.ts';
import type { WaitView } from './wait/views.ts';

interface WaitOptions extends EndpointOptions {
  /** Older name of `server`. */
  readonly url?: string | undefined;
  readonly siteUrl?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly timeout?: string | undefined;
  readonly interval?: string | undefined;
  readonly json?: boolean | undefined;
}

const defaultTimeout = 30 * MINUTE;
const defaultSince = '15m';

/** `edgetasks wait`. */
export const addWait: AddCommand = (program, context, end) => {
  withEndpointOptions(
    program
      .command('wait')
      .description('Wait until tasks are done, or until URLs are everywhere. Made for CI.')
      .argument('[target...]', 'Tasks, or URLs: see below.'),
  )
    .option('--url <address>', 'Older name of --server.')
    .option('--site-url <url>', 'A URL to wait for, like a URL as target. May be given many times.', repeated)
    .option(
      '--since <when>',
      `With URLs: only tasks since then count, so that those of an earlier release do not. A duration ago (15m, 1h, 1d) or an ISO 8601 date or time. Default: ${defaultSince}.`,
    )
    .option(
      '--provider <name>',
      'With URLs: only this provider counts. May be given many times. Default: all.',
      repeated,
    )
    .option('--timeout <duration>', 'Such as 90s, 10m, 1h30m or PT10M. Default: 30m.')
    .option(
      '--interval <duration>',
      'Ask this often. Default: the server reports changes of tasks by itself; for anything else it is asked every 2 to 10 seconds.',
    )
    .option('--json', 'Print one JSON object a line: each change, and at last the result.')
    .addHelpText('after', help)
    .action(async (words: readonly string[], options: WaitOptions) => {
      const endpoint = endpointOf({ ...options, server: options.server ?? options.url }, context.environment);
      const request = waitRequestOf(words, options, context.clock());
      end(await waitFor(request, createApiClient(endpoint, context), context));
    });
};

const help = `
Targets:
  <provider>/<KIND>/<taskId>
      A task, such as tencent-main/PREFETCH/1702364413, with the TaskId or JobId of the
      vendor; or a task's \`id\` in GraphQL. A task that its vendor does not show yet is
      waited for during one minute.
  https://…
      A URL. The API says where it stands at each provider (DONE, IN_PROGRESS, FAILED,
      NOT_SUBMITTED, NOT_SERVED, UNKNOWN) and whether it is EVERYWHERE. A provider to
      which nothing was submitted yet is waited for during one minute.

Exit codes:
  0    All tasks succeeded; all URLs are EVERYWHERE.
  1    Some ended and did not succeed, whatever became of the others.
  2    The timeout passed before all were done.
  3    Wrong arguments; the server cannot be reached or refuses; or a task or URL whose
       state cannot be known, or that nobody submitted.
  130  Interrupted by Ctrl-C; 143 by SIGTERM.

Output:
  On a terminal, a bar for each. Elsewhere, a line for each change of state and each
  ten percent. A server that answered once may restart: it is asked again until the
  timeout passes. One that answers trusted documents only answers this program too, if
  both have the same version.

Examples:
  edgetasks wait tencent-main/PREFETCH/1702364413 edge/PURGE_URL/job-31xk2c --timeout 10m
  edgetasks wait https://www.example.com/app.js --since 5m --provider edge --provider aliyun
  EDGETASKS_URL=https://tasks.example.com EDGETASKS_TOKEN=… edgetasks wait "$TASK" || exit 1
  edgetasks wait --json "$TASK" | tail -n 1 | jq -r '.failedUrls[].url'`;

/** What to wait for, and how. */
interface WaitRequest {
  /** `tasks succeeded` or `URLs everywhere`. */
  readonly goal: string;
  readonly names: readonly string[];
  /** The targets whose failed URLs can be listed. */
  readonly tasks: readonly NamedTask[];
  readonly follow: Follow;
  /** For URLs: only tasks created since then count. */
  readonly since?: Instant | undefined;
  /** For URLs: the same as text for people. */
  readonly note?: string | undefined;
  readonly timeout: Milliseconds;
  readonly interval?: Milliseconds | undefined;
  readonly isJson: boolean;
}

/** Throws `UsageError`. */
function waitRequestOf(words: readonly string[], options: WaitOptions, now: Instant): WaitRequest {
  const urls = [
    ...(options.siteUrl ?? []).map((url) => urlOption('--site-url', url)),
    ...words.filter(looksLikeUrl).map((url) => urlOption('The target', url)),
  ];
  const tasks = words.filter((word) => !looksLikeUrl(word));
  if (urls.length > 0 && tasks.length > 0) {
    throw new UsageError('Wait for tasks or for URLs, not for both at once.');
  }
  if (urls.length === 0 && tasks.length === 0) {
    throw new UsageError(
      'Name a task, such as tencent-main/PREFETCH/1702364413, or a URL, such as https://www.example.com/app.js.',
    );
  }
  const common = {
    timeout: durationOption('timeout', options.timeout) ?? defaultTimeout,
    interval: durationOption('interval', options.interval),
    isJson: options.json === true,
  };
  return { ...common, ...(urls.length > 0 ? urlRequest(urls, options, now) : taskRequest(tasks, options)) };
}

type Targets = Omit<WaitRequest, 'timeout' | 'interval' | 'isJson'>;

function taskRequest(words: readonly string[], options: WaitOptions): Targets {
  if (options.since !== undefined) throw new UsageError('--since requires a URL to wait for.');
  if (options.provider !== undefined) throw new UsageError('--provider requires a URL to wait for.');
  const tasks = [...new Map(words.map(readTaskName).map((task) => [task.id, task])).values()];
  return { goal: 'tasks succeeded', names: tasks.map(({ name }) => name), tasks, follow: followTasks(tasks) };
}

function urlRequest(urls: readonly string[], options: WaitOptions, now: Instant): Targets {
  const names = [...new Set(urls)];
  const given = options.since ?? defaultSince;
  const since = pastInstantOption('since', given, now);
  return {
    goal: 'URLs everywhere',
    names,
    tasks: [],
    follow: followUrls(names, { since, providers: options.provider ?? [] }),
    since,
    note: `Only tasks since ${new Date(since).toISOString()} count (--since ${given}).`,
  };
}

/** The timeout for listing the failed URLs, so that the command does not end much later. */
const failedUrlsTimeout = 10 * SECOND;

/** Waits, shows the progress, and resolves with the exit code. */
async function waitFor(request: WaitRequest, api: ApiClient, context: CommandContext): Promise<number> {
  const began = context.clock();
  const interrupted = context.interruption();
  const progress = new WaitProgress(request.names, (target) => view.changed(target));
  const view = viewOf(request, progress, context);
  try {
    const reconnect = new Reconnect(context, view.notice);
    const following = { api, progress, reconnect, timing: context, began, interval: request.interval };
    const refusal = await followUntil(request, following, interrupted, context);
    const failedUrls = interrupted.aborted
      ? []
      : await failedUrlsUntil(request, progress, api, interrupted, context);
    const code: unknown = interrupted.reason;
    const result = resultOf({
      goal: request.goal,
      targets: progress.targets,
      refusal,
      interruptedWith: typeof code === 'number' ? code : undefined,
      failedUrls,
      waited: context.clock() - began,
    });
    view.end(result);
    if (refusal !== undefined) printLine(context.errors, `edgetasks wait: ${refusal}`);
    return result.exitCode;
  } finally {
    view.close();
  }
}

function viewOf(
  { isJson, timeout, since, note }: WaitRequest,
  progress: WaitProgress,
  context: CommandContext,
): WaitView {
  const { output, errors, clock } = context;
  if (isJson) return jsonView(output, clock, since === undefined ? undefined : new Date(since).toISOString());
  if (output.terminal === undefined) return linesView(output, errors, clock, note);
  return terminalView(output, output.terminal, () => progress.targets, { timeout, note }, context);
}

/** Resolves when all targets have ended, the timeout passes, or a signal interrupts; with the message of `Refused`. */
async function followUntil(
  { follow, timeout }: WaitRequest,
  following: Omit<Following, 'signal'>,
  interrupted: AbortSignal,
  { schedule }: CommandContext,
): Promise<string | undefined> {
  const late = new AbortController();
  const signal = AbortSignal.any([late.signal, interrupted]);
  const cancel = schedule(timeout, () => late.abort());
  try {
    await follow({ ...following, signal });
    return undefined;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof Refused) return error.message;
    throw error;
  } finally {
    cancel();
  }
}

async function failedUrlsUntil(
  { tasks }: WaitRequest,
  { targets }: WaitProgress,
  api: ApiClient,
  interrupted: AbortSignal,
  { schedule }: CommandContext,
): ReturnType<typeof failedUrlsOf> {
  const failed = new Set(targets.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name));
  const asked = tasks.filter(({ name }) => failed.has(name));
  if (asked.length === 0) return [];
  const late = new AbortController();
  const cancel = schedule(failedUrlsTimeout, () => late.abort());
  try {
    return await failedUrlsOf(asked, api, AbortSignal.any([late.signal, interrupted]));
  } finally {
    cancel();
  }
}
