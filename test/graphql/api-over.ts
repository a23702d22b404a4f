import { observed, ObservedEnds } from '../../src/engine/observed-ends.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { taskWatch } from '../../src/engine/watch.ts';
import { createApi } from '../../src/graphql/http/api.ts';
import type { ApiParts, ApiSettings } from '../../src/graphql/http/api.ts';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { now } from './fake-tasks.ts';
import { scopeWith } from '../scope-with.ts';

export const vendors = ['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'].map((name) => ({
  name,
  title: name,
}));
const schema = buildSubgraph({ vendors });

/** An answer as a client reads it. */
export interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

/** The API over tasks at hand, with the clock stopped and errors collected. */
export function apiOver(tasks: Tasks, parts: Partial<ApiParts> = {}, settings: Partial<ApiSettings> = {}) {
  const reported: { readonly error: unknown; readonly id: string }[] = [];
  const ends = new ObservedEnds(() => now);
  const api = createApi(
    {
      schema,
      tasks: observed(tasks, ends),
      watch: taskWatch({
        tasks: observed(tasks, ends),
        openScope: (signal) => ({
          scope: scopeWith({ now, signal }),
          dispose: () => {},
        }),
        clock: () => now,
        sleep: () => Promise.resolve(),
      }),
      ends,
      clock: () => now,
      report: (error, id) => {
        reported.push({ error, id });
      },
      newId: () => `id-${reported.length + 1}`,
      examples: async () => [{ query: '# What there is\nquery Example { providers { name } }' }],
      ...parts,
    },
    {
      requestDeadline: 10_000,
      maxVendorCallsPerRequest: 50,
      corsOrigins: [],
      isGraphiqlOn: true,
      isIntrospectionOn: true,
      compileFrom: Number(process.env['COMPILE_FROM'] ?? 2),
      ...settings,
    },
  );
  const post = async (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const ask = async (
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await post(JSON.stringify({ query, variables }), headers);
    const answer: Omit<Answer, 'status'> = await response.json();
    return { status: response.status, ...answer };
  };
  return { api, post, ask, reported };
}

/** The codes of the errors of an answer. */
export const codesOf = (errors: unknown): unknown =>
  Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code)
    : errors;
