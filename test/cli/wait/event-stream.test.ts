import { describe, expect, it } from 'vitest';
import { serverEvents } from '../../../src/cli/wait/event-stream.ts';

async function eventsOf(...chunks: readonly (string | Uint8Array)[]) {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  }
  let heard = 0;
  const events = [];
  for await (const event of serverEvents(body(), () => (heard += 1))) events.push(event);
  return { events, heard };
}

const next = { name: 'next', data: '{"data":1}' };

describe('a stream of events', () => {
  it('is read event by event', async () => {
    const { events } = await eventsOf('event: next\ndata: {"data":1}\n\nevent: complete\ndata:\n\n');
    expect(events).toEqual([next, { name: 'complete', data: '' }]);
  });

  it('is read however it is cut into chunks', async () => {
    const bytes = new TextEncoder().encode('event: next\ndata: "ü…"\n\n');
    const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect((await eventsOf(...chunks)).events).toEqual([{ name: 'next', data: '"ü…"' }]);
  });

  it('may end its lines in any of the three ways', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect((await eventsOf(`event: next${end}data: {"data":1}${end}${end}`)).events).toEqual([next]);
    }
  });

  it('hears comments, which are no events', async () => {
    expect(await eventsOf(':\n\n', ': still here\n\n')).toEqual({ events: [], heard: 2 });
  });

  it('joins the lines of one event, and has names for those without', async () => {
    expect((await eventsOf('data: one\ndata:two\nid: 7\n\n')).events).toEqual([
      { name: 'message', data: 'one\ntwo' },
    ]);
  });

  it('drops an event that is not whole when it ends', async () => {
    expect((await eventsOf('event: next\ndata: {"da')).events).toEqual([]);
  });
});
