import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { isFinal } from '../../domain/task.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { urlStandings, urlVerdicts } from '../../domain/url-report.ts';
import { decoded } from '../response.ts';
import { longestAppearance } from './progress.ts';
import type { TargetOutcome, TargetRow, TargetStatus } from './progress.ts';
import { pauseBetweenRounds, waitedFor } from './reconnect.ts';
import type { Follow, Following } from './reconnect.ts';
import { reasonFields, reasonShape, reasonText, stateShape } from './tasks.ts';

/** The query for the verdicts on many URLs and their standing at each provider. */
export const urlsDocument = `query WaitForUrls($urls: [String!]!, $since: DateTime!, $providers: [String!]) {
  urlReports(urls: $urls, since: $since, providers: $providers) {
    verdict
    providers {
      provider { name }
      standing
      latest {
        state
        progress
        requestId
        task { kind taskId }
        status { ${reasonFields} }
      }
      error { message retryable }
    }
  }
}`;

const latestShape = z.object({
  state: stateShape,
  progress: z.number().nullable(),
  requestId: z.string().nullable(),
  task: z.object({ kind: z.string(), taskId: z.string() }),
  status: reasonShape,
});

const reportShape = z.object({
  // Values that only a newer server knows must not count as success.
  verdict: z.enum(urlVerdicts).catch('UNKNOWN'),
  providers: z.array(
    z.object({
      provider: z.object({ name: z.string() }),
      standing: z.enum(urlStandings).catch('UNKNOWN'),
      latest: latestShape.nullable(),
      error: z.object({ message: z.string(), retryable: z.boolean() }).nullable(),
    }),
  ),
});
type Report = z.infer<typeof reportShape>;
type ProviderReport = Report['providers'][number];

const reportsShape = z.object({ urlReports: z.array(reportShape) });

/** The parameters of the reports. */
export interface ReportOptions {
  /** Only tasks created since then count. */
  readonly since: Instant;
  /** Only these providers count; empty: all. */
  readonly providers: readonly string[];
}

/** The most URLs in one request that the API accepts. */
const urlsPerRequest = 1_000;
/** The server accepts requests of a million bytes. */
const bytesPerRequest = 800_000;

/** Polls all open URLs together: one request a round for up to 1,000 of them. */
export const followUrls =
  (urls: readonly string[], options: ReportOptions): Follow =>
  async (following) => {
    const { progress } = following;
    for (;;) {
      for (const chunk of chunksOf(urls.filter((url) => !progress.isOver(url)))) {
        await poll(chunk, options, following);
      }
      if (urls.every((url) => progress.isOver(url))) return;
      await pauseBetweenRounds(following);
    }
  };

function chunksOf(urls: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let bytes = 0;
  for (const url of urls) {
    const size = Buffer.byteLength(JSON.stringify(url)) + 1;
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === urlsPerRequest || bytes + size > bytesPerRequest) {
      chunks.push([url]);
      bytes = size;
    } else {
      chunk.push(url);
      bytes += size;
    }
  }
  return chunks;
}

async function poll(urls: readonly string[], options: ReportOptions, following: Following): Promise<void> {
  const { api, progress, reconnect, signal } = following;
  const variables = {
    urls,
    since: new Date(options.since).toISOString(),
    ...(options.providers.length > 0 && { providers: options.providers }),
  };
  const { data } = await reconnect.attempt(() => api.query(urlsDocument, variables, signal), signal);
  const { urlReports } = decoded(reportsShape, data);
  for (const [index, report] of urlReports.entries()) {
    const url = urls[index];
    if (url !== undefined) progress.update(url, statusOf(report, options.since, waitedFor(following)));
  }
}

function statusOf(report: Report, since: Instant, waited: Milliseconds): TargetStatus {
  const outcome = outcomeOf(report, waited);
  const missing = report.providers.filter(({ standing }) => standing === 'NOT_SUBMITTED');
  const troubles = [
    ...report.providers.flatMap(({ provider, error }) =>
      error === null ? [] : [`${provider.name}: ${error.message}`],
    ),
    ...(outcome === 'waiting' || missing.length === 0
      ? []
      : [
          `No task since ${new Date(since).toISOString()} covers it at ${missing.map(({ provider }) => provider.name).join(', ')}. Look further back with --since.`,
        ]),
    ...(report.providers.length > 0 && report.providers.every(({ standing }) => standing === 'NOT_SERVED')
      ? ['No provider serves its host, according to their `domains` settings.']
      : []),
  ];
  return {
    outcome,
    verdict: report.verdict,
    rows: report.providers.map(rowOf),
    trouble: troubles.join(' ') || undefined,
  };
}

/** The verdict comes from the API. This decides only whether to ask again. */
function outcomeOf({ verdict, providers }: Report, waited: Milliseconds): TargetOutcome {
  if (verdict === 'EVERYWHERE') return 'succeeded';
  if (providers.some((report) => mayChange(report, waited))) return 'waiting';
  return providers.some(({ standing }) => standing === 'FAILED') ? 'failed' : 'unknowable';
}

/** Whether a later report may differ. Vendors do not retry a failed task. */
function mayChange({ standing, latest, error }: ProviderReport, waited: Milliseconds): boolean {
  if (standing === 'IN_PROGRESS') return true;
  if (standing === 'NOT_SUBMITTED') return waited < longestAppearance;
  if (standing !== 'UNKNOWN') return false;
  if (error !== null) return error.retryable;
  return waited < longestAppearance || (latest !== null && !isFinal(latest.state));
}

function rowOf({ provider: { name }, standing, latest }: ProviderReport): TargetRow {
  if (latest === null) return { name, standing };
  const { state, progress, task, status, requestId } = latest;
  const support = standing === 'FAILED' && requestId !== null ? `RequestId ${requestId}` : '';
  const detail = [`${task.kind} ${task.taskId}`, reasonText(status), support].filter((part) => part !== '');
  return { name, standing, state, progress: progress ?? undefined, detail: detail.join(', ') };
}
