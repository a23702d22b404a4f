import { setMaxListeners } from 'node:events';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { answer, isFailure, outcome, request, requests, scope, vendor } from './call-fixture.ts';
import { settled, VirtualTime } from './virtual-time.ts';

/** The documented rate of the Tencent and Alibaba lists. */
const callsPerSecond = 20;

describe('calls that wait for the rate', () => {
  it('are scheduled round-robin by client, then by arrival', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const clients = ['greedy', 'greedy', 'greedy', 'greedy', 'modest', 'greedy', 'third', 'modest'];
    const all = requests(clients.length, { callsPerSecond: 1 }).map((one, index) =>
      calls.call(north, one, scope(time, { client: clients[index]!, deadlineMs: 60_000 })),
    );
    await time.run();
    await Promise.all(all);
    // The first call found a free slot, so greedy has had its first turn.
    expect(sent.map(({ offset }) => offset)).toEqual([0, 4, 6, 1, 7, 2, 3, 5]);
  });

  it('delay another client’s first page by at most two seconds, in 40 of 40 runs', async () => {
    const start = fc.record({
      latencies: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
      /** When the other client arrives, after the flood began. */
      arrival: fc.integer({ min: 0, max: 5_000 }),
      pages: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(start, async ({ latencies, arrival, pages }) => {
        const time = new VirtualTime();
        const calls = vendorCalls(time.runtime());
        let count = 0;
        const { north, sent } = vendor(time, () => latencies[(count += 1) % latencies.length] ?? 0);
        // Each greedy request reads page after page, and repeats the page that the rate refused.
        const greedy = Array.from({ length: 80 }, async (_, list) => {
          const mine = scope(time, { client: 'greedy', deadlineMs: 30_000 });
          for (let page = 0; page < pages; page += 1) {
            const parameters = { Offset: `greedy ${list} ${page}` };
            await outcome(calls.call(north, request({ callsPerSecond, parameters }), mine));
          }
        });
        await time.advance(arrival);
        const asked = time.now;
        const first = outcome(
          calls.call(
            north,
            request({ callsPerSecond, parameters: { Offset: 'first' } }),
            scope(time, { client: 'other' }),
          ),
        );
        await time.run();
        await Promise.all(greedy);
        expect(await first).toBe(answer);
        const at = sent.find(({ offset }) => offset === 'first')?.at ?? Infinity;
        expect(at - asked).toBeLessThanOrEqual(2_000);
      }),
      { numRuns: 40 },
    );
  });

  it('fail at once if the client’s own calls leave no slot before the deadline; those of others do not', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { north } = vendor(time, () => 0);
    const began = time.now;
    const flood = requests(100, { callsPerSecond: 5 }).map((one) =>
      outcome(calls.call(north, one, scope(time, { client: 'greedy', deadlineMs: 3_000 }))).then((ended) => ({
        ended,
        after: time.now - began,
      })),
    );
    await settled();
    const other = calls.call(
      north,
      request({ callsPerSecond: 5, parameters: { Offset: 'other' } }),
      scope(time, { client: 'other', deadlineMs: 3_000 }),
    );
    await time.run();
    expect(await other).toBe(answer);
    const refused = (await Promise.all(flood)).filter(({ ended }) => isFailure(ended));
    // Five at once, five in each second of the deadline, less the other client's turn.
    expect(refused).toHaveLength(100 - 14);
    // One had to give up its place to the other client.
    expect(refused.filter(({ after }) => after > 0)).toHaveLength(0);
    expect(refused[0]?.ended).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 3_060 });
  });

  it('are not refused with a call that another client began, however soon after it they join', async () => {
    for (let lag = 0; lag < 30; lag += 1) {
      const time = new VirtualTime();
      const calls = vendorCalls(time.runtime());
      const { north } = vendor(time, () => 0);
      const list = request({ callsPerSecond: 5, parameters: { Offset: 'list' } });
      const ask = (client: string, one = list) =>
        outcome(calls.call(north, one, scope(time, { client, deadlineMs: 3_000 })));
      for (const one of requests(30, { callsPerSecond: 5 })) void ask('greedy', one);
      await settled();
      void ask('greedy');
      for (let turn = 0; turn < lag; turn += 1) await Promise.resolve();
      const joined = ask('modest');
      await time.run();
      expect(await joined, `${lag} turns later`).toBe(answer);
    }
  });

  it('get a retryAfter by their own position, not by the length of the queue', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { north } = vendor(time, () => 0);
    for (const one of requests(10, { callsPerSecond: 1 })) {
      void outcome(calls.call(north, one, scope(time, { client: 'greedy', deadlineMs: 60_000 })));
    }
    await settled();
    const refused = (client: string) =>
      outcome(
        calls.call(
          north,
          request({ callsPerSecond: 1, parameters: { Offset: client } }),
          scope(time, { client, deadlineMs: 500 }),
        ),
      );
    expect(await refused('other')).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 2_040 });
    expect(await refused('greedy')).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 10_200 });
    await time.run();
  });

  it('yield if they are background calls, but get one slot in eleven', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const background = requests(20, { callsPerSecond: 1, action: 'ListTasks' }).map((one, index) =>
      calls.call(
        north,
        { ...one, parameters: { Offset: `background ${index}` } },
        scope(time, { client: `watcher ${index}`, priority: 'background', deadlineMs: 600_000 }),
      ),
    );
    await settled();
    const interactive = requests(40, { callsPerSecond: 1 }).map((one) =>
      calls.call(north, one, scope(time, { deadlineMs: 600_000 })),
    );
    await time.run();
    await Promise.all([...background, ...interactive]);
    const order = sent.map(({ offset }) => (typeof offset === 'number' ? 'i' : 'b')).join('');
    // The first found a free slot; the second came before the interactive call of the same turn.
    expect(order).toBe(`biiiiiiiiib${'iiiiiiiiiib'.repeat(3)}i${'b'.repeat(15)}`);
  });

  it('become interactive when an interactive request joins', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const slow = { deadlineMs: 600_000 };
    const background = requests(5, { callsPerSecond: 1 }).map((one) =>
      calls.call(north, one, scope(time, { ...slow, priority: 'background' })),
    );
    await settled();
    const joined = calls.call(
      north,
      request({ callsPerSecond: 1, parameters: { Offset: 4 } }),
      scope(time, { ...slow }),
    );
    await time.run();
    await Promise.all([...background, joined]);
    expect(sent.map(({ offset }) => offset)).toEqual([0, 4, 1, 2, 3]);
  });

  it('lose no slot when other calls of the same client are cancelled', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const client = new AbortController();
    setMaxListeners(0, client.signal);
    const slow = { deadlineMs: 600_000 };
    const flood = requests(50, { callsPerSecond: 1 }).map((one) =>
      outcome(calls.call(north, one, scope(time, { ...slow, client: 'a', clientSignal: client.signal }))),
    );
    await settled();
    client.abort();
    await Promise.all(flood);
    const ask = (offset: string, name: string) =>
      calls.call(
        north,
        request({ callsPerSecond: 1, parameters: { Offset: offset } }),
        scope(time, { ...slow, client: name }),
      );
    const rest = [ask('b 1', 'b'), ask('b 2', 'b'), ask('a 1', 'a')];
    await time.run();
    await Promise.all(rest);
    expect(sent.map(({ offset }) => offset)).toEqual([0, 'b 1', 'a 1', 'b 2']);
  });

  it('have the place of the client that waits least, among those that joined', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const greedy = scope(time, { client: 'greedy', deadlineMs: 600_000 });
    const flood = requests(30, { callsPerSecond: 1 }).map((one) => calls.call(north, one, greedy));
    await settled();
    const modest = scope(time, { client: 'modest' });
    const last = request({ callsPerSecond: 1, parameters: { Offset: 29 } });
    expect(await Promise.race([calls.call(north, last, modest), time.advance(3_000)])).toBe(answer);
    expect(sent.map(({ offset }) => offset)).toContain(29);
    await time.run();
    await Promise.all(flood);
    expect(sent).toHaveLength(30);
  });

  it('have it no longer when that client leaves', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = vendor(time, () => 0);
    const greedy = scope(time, { client: 'greedy', deadlineMs: 600_000 });
    const flood = requests(5, { callsPerSecond: 1 }).map((one) => calls.call(north, one, greedy));
    await settled();
    const left = new AbortController();
    const modest = scope(time, { client: 'modest', clientSignal: left.signal });
    const last = request({ callsPerSecond: 1, parameters: { Offset: 4 } });
    const joined = outcome(calls.call(north, last, modest));
    left.abort();
    expect(await joined).toMatchObject({ kind: 'UNAVAILABLE' });
    await time.run();
    await Promise.all(flood);
    expect(sent.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4]);
  });
});
