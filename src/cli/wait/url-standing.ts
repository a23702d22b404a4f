import { z } from 'zod';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { decoded } from './answer.ts';
import { stateShape, whyShape, whyText } from './shapes.ts';
import { longestAppearance, verdictOn } from './standing.ts';
import type { Row, Standing, Verdict } from './standing.ts';

/** What each provider last did to a URL. */
export const urlDocument = `query WaitForUrl($url: String!, $since: DateTime!) {
  urlReport(url: $url, since: $since) {
    providers {
      provider { name }
      latest {
        state
        progress
        requestId
        task { kind taskId }
        status {
          ... on Failed { reason message }
          ... on Invalid { message }
        }
      }
      error { type: __typename message retryable }
    }
  }
}`;

const reportShape = z.object({
  urlReport: z.object({
    providers: z.array(
      z.object({
        provider: z.object({ name: z.string() }),
        latest: z
          .object({
            state: stateShape,
            progress: z.number().nullable(),
            requestId: z.string().nullable(),
            task: z.object({ kind: z.string(), taskId: z.string() }),
            status: whyShape,
          })
          .nullable(),
        error: z.object({ type: z.string(), message: z.string(), retryable: z.boolean() }).nullable(),
      }),
    ),
  }),
});
type ProviderReport = z.infer<typeof reportShape>['urlReport']['providers'][number];

/** What is asked of a URL. */
export interface UrlWish {
  /** Only tasks since then count. */
  readonly since: Instant;
  /** Each of them must have a task that covers the URL; empty: those count that have one. */
  readonly providers: readonly string[];
}

/** Names that were asked for and are no provider's; and the names that there are. */
export function strangers(data: unknown, { providers }: UrlWish): { unknown: string[]; known: string[] } {
  const known = decoded(reportShape, data).urlReport.providers.map(({ provider }) => provider.name);
  return { unknown: providers.filter((name) => !known.includes(name)), known };
}

/** Where a URL stands on all providers together. */
export function standingOfUrl(data: unknown, wish: UrlWish, waited: Milliseconds): Standing {
  const reports = decoded(reportShape, data).urlReport.providers.filter(
    ({ provider }) => wish.providers.length === 0 || wish.providers.includes(provider.name),
  );
  const findings = reports.map((report) => findingOn(report, wish, waited));
  const counted = findings.filter(({ verdict }) => verdict !== 'absent');
  const troubles = findings.flatMap(({ trouble }) => (trouble === undefined ? [] : [trouble]));
  return {
    verdict: counted.length === 0 ? 'unknowable' : together(counted.map(({ verdict }) => verdict)),
    rows: findings.map(({ row }) => row),
    trouble:
      counted.length === 0
        ? `No provider has a task that covers it since ${new Date(wish.since).toISOString()}. Look further back with --since.`
        : troubles.join(' ') || undefined,
  };
}

interface Finding {
  readonly row: Row;
  /** `absent`: the provider has no part in this. */
  readonly verdict: Verdict | 'absent';
  readonly trouble?: string | undefined;
}

/** What is older than a vendor keeps cannot be newer than what it gave. */
const harmless = 'RetentionError';

function findingOn(
  { provider, latest, error }: ProviderReport,
  { providers }: UrlWish,
  waited: Milliseconds,
): Finding {
  const row = rowOf(provider.name, latest);
  if (error !== null && error.type !== harmless) {
    const trouble = `${provider.name}: ${error.message}`;
    return { row, verdict: error.retryable ? 'waiting' : 'unknowable', trouble };
  }
  if (latest !== null) return { row, verdict: verdictOn(latest.state) };
  if (waited < longestAppearance) return { row, verdict: 'waiting' };
  if (providers.length === 0) return { row, verdict: 'absent' };
  return { row, verdict: 'unknowable', trouble: `${provider.name} has no task that covers it.` };
}

function rowOf(name: string, latest: ProviderReport['latest']): Row {
  if (latest === null) return { name, detail: 'no task' };
  const { state, progress, task, status, requestId } = latest;
  const support = verdictOn(state) === 'failed' && requestId !== null ? `RequestId ${requestId}` : '';
  const detail = [`${task.kind} ${task.taskId}`, whyText(status), support].filter((part) => part !== '');
  return { name, state, progress: progress ?? undefined, detail: detail.join(', ') };
}

/** What keeps all waiting comes first, then what went wrong. */
const precedence = ['waiting', 'failed', 'unknowable', 'succeeded'] as const;

const together = (verdicts: readonly (Verdict | 'absent')[]): Verdict =>
  precedence.find((verdict) => verdicts.includes(verdict)) ?? 'unknowable';
