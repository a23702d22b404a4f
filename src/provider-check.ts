import process from 'node:process';
import { loadSettings } from './config.ts';
import { ConfigurationError } from './config/issue.ts';
import type { Environment } from './config/settings.ts';
import { startDemo } from './demo.ts';
import { VendorError } from './domain/errors.ts';
import type { Feed, TaskSource } from './domain/source.ts';
import { HOUR, SECOND, secondOf } from './domain/time.ts';
import { createSources } from './create-sources.ts';
import { openHttp } from './transport/http.ts';
import { vendorNamed, vendors } from './vendors/registry.ts';

/** Whether one feed of a provider answers a signed call. */
interface Finding {
  readonly provider: string;
  readonly feed: string;
  /** In milliseconds. */
  readonly took: number;
  readonly problem?: string | undefined;
}

const patience = 10 * SECOND;

/** One row of the last hour: the cheapest thing that can be asked with a signature. */
async function check({ provider, send }: TaskSource, feed: Feed): Promise<Finding> {
  const to = secondOf(Date.now());
  const began = performance.now();
  const request = feed.encode({ window: { from: to - HOUR, to }, offset: 0, limit: 1 });
  const problem = await send(request, AbortSignal.timeout(patience))
    .then((answer) => void feed.decode(answer))
    .catch(explained);
  return {
    provider: `${provider.name} (${vendorNamed(provider.vendor)?.title ?? provider.vendor})`,
    feed: [feed.action, feed.scope].filter((part) => part !== undefined).join(' of '),
    took: Math.round(performance.now() - began),
    problem,
  };
}

const explained = (error: unknown): string => {
  if (!(error instanceof VendorError)) return 'the call ended in a way that was not foreseen';
  const { kind, message, requestId } = error;
  return `${kind}: ${message}${requestId === undefined ? '' : ` (RequestId ${requestId})`}`;
};

/** Each scope may be allowed or not; within one, the calls share their permission often enough. */
const feedsToAsk = ({ feeds }: TaskSource): readonly Feed[] => [
  ...new Map(feeds.toReversed().map((feed) => [feed.scope, feed])).values(),
];

const line = ({ provider, feed, took, problem }: Finding): string =>
  problem === undefined
    ? `ok    ${provider}: ${feed}, ${took} ms`
    : `FAIL  ${provider}: ${feed}\n      ${problem}`;

/**
 * Prints for each provider whether it answers. Resolves with the exit code: 1 where one does not, or where the configuration
 * is wrong. The environment is the process's own if none is given.
 */
export const checkProviders = (environment?: Environment): Promise<number> =>
  checkAll(environment).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  });

async function checkAll(environment: Environment | undefined): Promise<number> {
  const settings = loadSettings(vendors, environment);
  const demo = settings.origin.kind === 'demo' ? await startDemo(Date.now) : undefined;
  const http = openHttp();
  const sources = createSources(demo?.providers ?? settings.providers, { http, clock: Date.now });
  if (demo !== undefined)
    process.stdout.write('Nothing is configured: these are the accounts of the demo.\n');
  const findings = await Promise.all(
    sources.flatMap((source) => feedsToAsk(source).map((feed) => check(source, feed))),
  );
  process.stdout.write(findings.map((finding) => `${line(finding)}\n`).join(''));
  await http.close();
  await demo?.close();
  return findings.some(({ problem }) => problem !== undefined) ? 1 : 0;
}
