import { performance } from 'node:perf_hooks';
import { printLine } from './cli/command.ts';
import type { CommandOutput } from './cli/command.ts';
import { loadSettings } from './config.ts';
import { ConfigurationError } from './config/issue.ts';
import type { Environment } from './config/settings.ts';
import { createSources } from './create-sources.ts';
import { startDemo } from './demo.ts';
import { VendorError } from './domain/errors.ts';
import type { Quota, QuotaReport } from './domain/quota.ts';
import type { RequestScope } from './domain/request-scope.ts';
import type { ListedScope, ScopeDiscovery } from './domain/scope.ts';
import type { Feed, TaskSource } from './domain/source.ts';
import type { UrlDetail } from './domain/task.ts';
import { DAY, SECOND, secondOf } from './domain/time.ts';
import type { Clock, Milliseconds } from './domain/time.ts';
import { vendorCalls } from './engine/call/calls.ts';
import type { Call } from './engine/call/calls.ts';
import { requestScope } from './engine/call/deadline.ts';
import { Quotas } from './engine/quotas.ts';
import { Scopes } from './engine/scopes.ts';
import { openHttp } from './transport/http.ts';
import { vendorNamed, vendors } from './vendors/registry.ts';

/** The result of one signed call of a feed. */
interface FeedCheck {
  readonly feed: string;
  readonly took: Milliseconds;
  /** The error; absent if the feed answered. */
  readonly problem?: string | undefined;
  /** A few of the newest rows of the last day. */
  readonly rows: readonly UrlDetail[];
}

const timeoutMs: Milliseconds = 10 * SECOND;
/** A `Date` header has whole seconds and a call takes time, so a smaller offset is not certain. */
const notableOffset: Milliseconds = 5 * SECOND;

/** Reads a few rows of the last day with one signed call. The rows may contradict the settings. */
async function checkFeed({ send }: TaskSource, feed: Feed, clock: Clock): Promise<FeedCheck> {
  const to = secondOf(clock());
  const began = performance.now();
  const request = feed.encode({ window: { from: to - DAY, to }, offset: 0, limit: 5 });
  const answer = await send(request, AbortSignal.timeout(timeoutMs))
    .then((body) => ({ rows: feed.decode(body).rows }))
    .catch((error: unknown) => ({ rows: [], problem: problemText(error) }));
  return {
    feed: [feed.action, feed.scope].filter((part) => part !== undefined).join(' of '),
    took: Math.round(performance.now() - began),
    ...answer,
  };
}

const problemText = (error: unknown): string => {
  if (!(error instanceof VendorError)) return 'The call failed in an unexpected way.';
  const { kind, message, requestId } = error;
  return `${kind}: ${message}${requestId === undefined ? '' : ` (RequestId ${requestId})`}`;
};

/**
 * The most scopes that are called; further ones are only listed. An account can have hundreds, at a few calls a second.
 */
const MAX_CHECKED_SCOPES = 20;

/** One feed for each scope: permissions differ between scopes, and the calls within a scope usually share theirs. */
const feedsToAsk = ({ feeds }: TaskSource): readonly Feed[] => [
  ...new Map(feeds.toReversed().map((feed) => [feed.scope, feed])).values(),
];

/** The lines about one provider, and whether everything that was checked answered. */
async function checkSource(
  source: TaskSource,
  clock: Clock,
): Promise<{ readonly lines: readonly string[]; readonly isOk: boolean }> {
  const { scopes, discovery } = await throughEngine((call, scope) =>
    new Scopes({ call, observe: () => undefined }).report(source, scope),
  );
  const feeds = feedsToAsk(source);
  const checks = await Promise.all(
    feeds.slice(0, MAX_CHECKED_SCOPES).map((feed) => checkFeed(source, feed, clock)),
  );
  const hasAnswered = checks.some(({ problem }) => problem === undefined);
  const { quotas, errors } = hasAnswered ? await readQuotas(source) : { quotas: [], errors: [] };
  const { name, vendor } = source.provider;
  const title = `${name} (${vendorNamed(vendor)?.title ?? vendor})`;
  const doubts = source.settingsDoubts?.(checks.flatMap(({ rows }) => rows)) ?? [];
  const warnings = [
    clockWarning(source, clock),
    ...doubts,
    ...scopeWarnings(discovery, feeds.length),
    // Tasks can be listed without the permission to read quotas.
    ...errors.map((error) => `quotas: ${problemText(error)}`),
  ].filter((warning) => warning !== undefined);
  const outcomes = [...undiscovered(discovery), ...checks];
  return {
    lines: [
      ...scopes.map((scope) => `scope ${title}: ${scopeText(scope)}`),
      ...outcomes.flatMap(({ feed, took, problem }) =>
        problem === undefined
          ? [`ok    ${title}: ${feed}, ${took} ms`]
          : [`FAIL  ${title}: ${feed}`, `      ${problem}`],
      ),
      ...quotas.map((quota) => `quota ${title}: ${quotaText(quota)}`),
      ...warnings.map((warning) => `warn  ${title}: ${warning}`),
    ],
    isOk: outcomes.every(({ problem }) => problem === undefined),
  };
}

/** A list of scopes that could not be read at all. */
const undiscovered = (discovery: ScopeDiscovery | undefined): readonly FeedCheck[] =>
  discovery === undefined || discovery.readAt !== undefined
    ? []
    : [{ feed: discovery.action, took: 0, problem: problemText(discovery.error), rows: [] }];

function scopeWarnings(discovery: ScopeDiscovery | undefined, scopes: number): readonly string[] {
  const unasked = scopes - MAX_CHECKED_SCOPES;
  return [
    ...(unasked > 0 ? [`${unasked} of ${scopes} scopes were not asked, because they are many.`] : []),
    ...(discovery?.readAt !== undefined && scopes === 0
      ? [`${discovery.action} lists nothing, so that no tasks are read.`]
      : []),
    ...(discovery?.readAt !== undefined && discovery.error !== undefined
      ? [problemText(discovery.error)]
      : []),
  ];
}

/** Such as `zone-1 (example.com), serves example.com, *.example.com`. */
const scopeText = ({ id, name, domains }: ListedScope): string =>
  `${id}${name === undefined ? '' : ` (${name})`}, ${domains === undefined ? 'may serve any host' : `serves ${domains.join(', ')}`}`;

/** The lines about quotas. */
const readQuotas = (source: TaskSource): Promise<QuotaReport> =>
  throughEngine((call, scope) =>
    new Quotas({ call, clock: Date.now, observe: () => undefined }).report(source, scope),
  );

/** Makes calls through the engine's rate limiter, because there may be more of them than the rate permits at once. */
async function throughEngine<Answer>(
  ask: (call: Call, scope: RequestScope) => Promise<Answer>,
): Promise<Answer> {
  const calls = vendorCalls();
  const opened = requestScope({ now: Date.now(), deadlineMs: 3 * timeoutMs, callBudget: 1_000 });
  try {
    return await ask(calls.call, opened.scope);
  } finally {
    opened.dispose();
    await calls.close();
  }
}

/** Such as `PURGE_URL (UrlPurge, MAINLAND), 9996 of 10000 left for a day`. */
function quotaText({ kind, name, area, scope, period, limit, remaining }: Quota): string {
  const details = [name, area, scope].filter((detail) => detail !== undefined).join(', ');
  const days = Math.round(period / DAY);
  return `${kind} (${details}), ${remaining} of ${limit} left for ${days === 1 ? 'a day' : `${days} days`}`;
}

/** The warning about an offset of the vendor's clock. Lists correct for it, but one of the two clocks is wrong. */
function clockWarning({ now }: TaskSource, clock: Clock): string | undefined {
  const offset = now() - clock();
  if (Math.abs(offset) <= notableOffset) return undefined;
  const direction = offset > 0 ? 'ahead of' : 'behind';
  return `the vendor's clock is ${Math.round(Math.abs(offset) / SECOND)} s ${direction} this machine's clock. Check the time synchronisation of this machine.`;
}

/** Prints the result for each provider. Resolves with whether all answered. */
export async function checkSources(
  sources: readonly TaskSource[],
  clock: Clock,
  output: CommandOutput,
): Promise<boolean> {
  const results = await Promise.all(sources.map((source) => checkSource(source, clock)));
  for (const line of results.flatMap(({ lines }) => lines)) printLine(output, line);
  return results.every(({ isOk }) => isOk);
}

/** Checks the configured providers. Resolves with the exit code: 1 if one does not answer, or if the configuration is wrong. */
export async function checkProviders(
  environment: Environment,
  output: CommandOutput,
  errors: CommandOutput,
): Promise<number> {
  try {
    return (await checkConfigured(environment, output)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // One line for each mistake.
    for (const line of error.message.split('\n')) printLine(errors, line);
    return 1;
  }
}

async function checkConfigured(environment: Environment, output: CommandOutput): Promise<boolean> {
  const settings = loadSettings(vendors, environment);
  const demo = settings.origin.kind === 'demo' ? await startDemo(Date.now) : undefined;
  const http = openHttp();
  try {
    const sources = createSources(demo?.providers ?? settings.providers, { http, clock: Date.now });
    if (demo !== undefined) printLine(output, 'Nothing is configured: these are the accounts of the demo.');
    return await checkSources(sources, Date.now, output);
  } finally {
    await http.close();
    await demo?.close();
  }
}
