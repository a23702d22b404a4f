import { request as httpRequest } from 'node:http';
import { Pool } from 'undici';
import * as z from 'zod';
import { answer } from './contestants/probe.mjs';
import { authorization } from './access.ts';

/* The clients, in a process of their own, over kept connections. Every loop ends by its count and by the clock. */

const headers = { 'content-type': 'application/json', accept: 'application/json', authorization };

const target = z.object({ url: z.string() });
type Target = z.output<typeof target>;

/** `{{instant}}` in a body becomes another second each time, so that nothing that is kept can answer it. */
const repeated = target.extend({
  body: z.string(),
  atOnce: z.number(),
  count: z.number(),
  timeMs: z.number(),
});

let shift = 0;
/** Seconds after which the shifts begin anew: the widest window still fits into a vendor's. */
const shifts = 150_000;

function bodyOf(template: string): string {
  if (!template.includes('{{instant:')) return template;
  shift = (shift + 1) % shifts;
  return template.replace(/\{\{instant:(\d+)\}\}/g, (_, instant: string) =>
    new Date(Number(instant) - shift * 1_000).toISOString(),
  );
}

const pools = new Map<string, Pool>();

function poolOf({ url }: Target, connections: number): Pool {
  const { origin } = new URL(url);
  const key = `${origin} ${connections}`;
  const pool = pools.get(key) ?? new Pool(origin, { connections, headersTimeout: 60_000 });
  pools.set(key, pool);
  return pool;
}

async function post(pool: Pool, body: string): Promise<string> {
  const answered = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const text = await answered.body.text();
  if (answered.statusCode !== 200) throw new Error(`Status ${answered.statusCode}: ${text.slice(0, 500)}`);
  return text;
}

/** An answer that is much shorter than the first one is not the same answer. */
function checkLength(text: string, first: string): void {
  if (text.length < 0.9 * first.length) throw new Error(`A shorter answer: ${text.slice(0, 500)}`);
}

answer('repeat', async (given) => {
  const { body, atOnce, count, timeMs, ...where } = repeated.parse(given);
  const pool = poolOf(where, atOnce);
  const tookMs: number[] = [];
  const ask = async (): Promise<string> => {
    const began = performance.now();
    const text = await post(pool, bodyOf(body));
    tookMs.push(performance.now() - began);
    return text;
  };
  const end = performance.now() + timeMs;
  const first = await ask();
  let begun = 1;
  const client = async (): Promise<void> => {
    while (begun < count && performance.now() < end) {
      begun += 1;
      checkLength(await ask(), first);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return { first, tookMs };
});

const walked = target.extend({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  rows: z.number(),
});

const page = z.object({
  data: z.object({
    urlDetails: z.object({
      edges: z.array(z.unknown()),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      errors: z.array(z.unknown()).length(0),
    }),
  }),
});

/** Page by page to the end, or until there are rows enough. */
answer('walk', async (given) => {
  const { query, variables, rows: wanted, ...where } = walked.parse(given);
  const pool = poolOf(where, 1);
  const began = performance.now();
  let rows = 0;
  let pages = 0;
  for (let after: string | null = null; rows < wanted;) {
    const text = await post(pool, JSON.stringify({ query, variables: { ...variables, after } }));
    const { edges, pageInfo } = page.parse(JSON.parse(text)).data.urlDetails;
    rows += edges.length;
    pages += 1;
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  return { rows, pages, tookMs: performance.now() - began };
});

const burst = target.extend({ body: z.string(), clients: z.number() });

/** Everybody at the same moment, each over a connection that is open already. */
answer('burst', async (given) => {
  const { body, clients, ...where } = burst.parse(given);
  const pool = poolOf(where, clients);
  const everybody = (text: string) => Promise.all(Array.from({ length: clients }, () => post(pool, text)));
  await everybody(JSON.stringify({ query: '{ __typename }' }));
  const shared = bodyOf(body);
  const began = performance.now();
  const [first] = await everybody(shared);
  return { first, tookMs: performance.now() - began };
});

const watched = target.extend({ bodies: z.array(z.string()), watchers: z.number(), timeMs: z.number() });

/** Server-sent events, one connection a watcher, for a while. */
answer('watch', async (given) => {
  const { url, bodies, watchers, timeMs } = watched.parse(given);
  let events = 0;
  let opened = 0;
  const streams = Array.from({ length: watchers }, (_, index) => {
    const stream = httpRequest(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream' },
    });
    stream.on('response', (response) => {
      opened += response.statusCode === 200 ? 1 : 0;
      response.on('data', (chunk: Buffer) => {
        events += chunk.toString().split('event: next').length - 1;
      });
      response.on('error', () => {});
    });
    stream.on('error', () => {});
    stream.end(bodies[index % bodies.length]);
    return stream;
  });
  await new Promise((resolve) => {
    setTimeout(resolve, timeMs);
  });
  for (const stream of streams) stream.destroy();
  return { opened, events };
});
