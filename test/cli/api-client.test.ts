import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../src/cli/api-client.ts';
import { NoStreams, Refused, Unreachable } from '../../src/cli/response.ts';
import { settled, VirtualTime } from '../engine/virtual-time.ts';

const url = 'http://127.0.0.1:4000/graphql';
const encoder = new TextEncoder();
const next = (value: number | string): string => `event: next\ndata: ${JSON.stringify({ data: value })}\n\n`;
const complete = 'event: complete\ndata:\n\n';

/** A stream of these chunks that ends with them. */
const streamOf = (chunks: readonly (string | Uint8Array)[]): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const chunk of chunks)
          controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
        controller.close();
      },
    }),
    { headers: { 'content-type': 'text/event-stream; charset=utf-8' } },
  );

/** What a subscription gives, in order, and the error that ends it. */
async function subscribe(response: Response, signal = new AbortController().signal) {
  const time = new VirtualTime();
  const api = createApiClient({ url }, { fetch: async () => response, schedule: time.schedule });
  const events: unknown[] = [];
  let error: unknown;
  try {
    for await (const { data } of api.subscribe('subscription S { a }', {}, signal)) events.push(data);
  } catch (thrown) {
    error = thrown;
  }
  return { events, error, timers: time.waiting };
}

describe('a subscription', () => {
  it('gives each event and ends when the server completes it', async () => {
    expect(await subscribe(streamOf([next(1) + next(2), next(3), complete]))).toEqual({
      events: [1, 2, 3],
      error: undefined,
      timers: 0,
    });
  });

  it('is read however it is cut into chunks, and past comments', async () => {
    const bytes = encoder.encode(`:\n\n${next('ü…🚀')}: still here\n\n${complete}`);
    const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect((await subscribe(streamOf(chunks))).events).toEqual(['ü…🚀']);
  });

  it('that ends without being completed is unreachable, after its events', async () => {
    const { events, error } = await subscribe(streamOf([next(1), 'event: next\ndata: {"da']));
    expect(events).toEqual([1]);
    expect(error).toEqual(new Unreachable(`${url} closed the connection.`));
  });

  it.each(['event: hello\ndata: {}\n\n', 'event: next\ndata: <html>\n\n', 'data: {}\n\n'])(
    'with malformed events is no stream (%j)',
    async (chunk) => {
      const { error } = await subscribe(streamOf([chunk]));
      expect(error).toBeInstanceOf(NoStreams);
    },
  );

  it('with an event that refuses it is refused', async () => {
    const { error } = await subscribe(streamOf(['event: next\ndata: {"errors":[{"message":"No."}]}\n\n']));
    expect(error).toEqual(new Refused('No.'));
  });

  it('ends with the reason of its signal', async () => {
    const ending = new AbortController();
    const silent = new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } });
    const result = subscribe(silent, ending.signal);
    ending.abort(new Error('enough'));
    expect(await result).toMatchObject({ events: [], error: new Error('enough'), timers: 0 });
  });

  it('closes its connection when the reader stops', async () => {
    let request: RequestInit | undefined;
    const time = new VirtualTime();
    const endless = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await settled();
        controller.enqueue(encoder.encode(next(1)));
      },
    });
    const api = createApiClient(
      { url },
      {
        schedule: time.schedule,
        fetch: async (_, sent) => {
          request = sent;
          return new Response(endless, { headers: { 'content-type': 'text/event-stream' } });
        },
      },
    );
    for await (const _ of api.subscribe('subscription S { a }', {}, new AbortController().signal)) break;
    expect([request?.signal?.aborted, time.waiting]).toEqual([true, 0]);
  });
});
