import { observed, ObservedEnds } from '../../src/engine/observed-ends.ts';
import { vi } from 'vitest';
import type { RequestScope } from '../../src/domain/request-scope.ts';
import { taskWatch } from '../../src/engine/watch.ts';
import { createApi } from '../../src/graphql/http/api.ts';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { vendors } from '../../src/vendors/registry.ts';
import type { World } from '../engine/world.ts';

const schema = buildSubgraph({ vendors });

/** The API over a world of emulated vendors, and streams whose polls the test decides. */
export interface WatchingApi {
  /** The data of an answer. Throws what the answer says of errors. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  subscribe(query: string, variables: Readonly<Record<string, unknown>>): Promise<Stream>;
  /** Lets every watcher ask now. Resolves once each has asked and rests again, or has ended. */
  poll(): Promise<void>;
}

/** The events of a subscription, as they come. */
export interface Stream {
  /** The data of each. */
  readonly events: readonly unknown[];
  readonly isOver: boolean;
}

/** Opens the API with the world's clock. */
export function watchingApi(world: World): WatchingApi {
  const resting = new Set<() => void>();
  const streams = new Set<{ isOver: boolean }>();
  const scopeOf = (signal: AbortSignal): RequestScope => ({ ...world.scope(), signal });
  const ends = new ObservedEnds(() => world.clock.now);
  const tasks = observed(world.tasks, ends);
  const api = createApi(
    {
      schema,
      tasks,
      watch: taskWatch({
        tasks,
        openScope: (signal) => ({ scope: scopeOf(signal), dispose: () => undefined }),
        clock: () => world.clock.now,
        sleep: (_length, signal) =>
          new Promise((resolve) => {
            const wake = (): void => {
              resting.delete(wake);
              resolve();
            };
            resting.add(wake);
            signal.addEventListener('abort', wake, { once: true });
          }),
      }),
      ends,
      clock: () => world.clock.now,
      report: (error) => {
        throw error;
      },
      newId: () => 'id',
      examples: () => Promise.resolve([]),
    },
    {
      requestDeadline: 600_000,
      maxVendorCallsPerRequest: 100_000,
      corsOrigins: [],
      isGraphiqlOn: false,
      isIntrospectionOn: true,
      compileFrom: 2,
    },
  );
  const post = async (body: object, accept: string): Promise<Response> =>
    api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
  const open = (): number => [...streams].filter(({ isOver }) => !isOver).length;
  const rested = (): Promise<void> =>
    vi.waitFor(
      () => {
        if (resting.size < open()) throw new Error('A watcher neither rests nor has ended.');
      },
      { timeout: 60_000, interval: 1 },
    );

  return {
    async ask<Data>(query: string, variables = {}): Promise<Data> {
      const response = await post({ query, variables }, 'application/json');
      const { data, errors }: { data: Data; errors?: unknown } = await response.json();
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async subscribe(query, variables) {
      const events: unknown[] = [];
      const stream = { events, isOver: false };
      streams.add(stream);
      const response = await post({ query, variables }, 'text/event-stream');
      void read(response, (data) => events.push(data)).finally(() => (stream.isOver = true));
      await rested();
      return stream;
    },
    async poll() {
      for (const wake of resting) wake();
      await rested();
    },
  };
}

/** Reads server-sent events to their end. */
async function read(response: Response, take: (data: unknown) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines.filter((each) => each.startsWith('data: {'))) {
      const { data, errors }: { data: unknown; errors?: unknown } = JSON.parse(line.slice('data: '.length));
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      take(data);
    }
  }
}
