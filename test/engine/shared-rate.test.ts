import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { MemoryRateCounter } from '../../src/engine/call/rate-counter.ts';
import type { RateCounter } from '../../src/engine/call/rate-counter.ts';
import { answer, isFailure, mostInASecond, outcome, request, scope, source } from './call-fixture.ts';
import { VirtualTime } from './virtual-time.ts';

/** A counter of several instances, as each reaches it over a network: questions, grants and answers take their time. */
const remote = (time: VirtualTime, counter: RateCounter, delay: () => number): RateCounter => ({
  async take(rate, count) {
    await time.sleep(delay());
    const taken = await counter.take(rate, count);
    await time.sleep(delay());
    return {
      freeAt: (index) => taken.freeAt(index),
      slots: taken.slots.map((slot) => ({
        answered: () => void time.schedule(delay(), () => slot.answered()),
        cancel: () => void time.schedule(delay(), () => slot.cancel()),
      })),
    };
  },
  pause: (rate, length) => void time.schedule(delay(), () => counter.pause(rate, length)),
  close: () => counter.close(),
});

const milliseconds = (max: number, min = 0) =>
  fc.array(fc.integer({ min, max }), { minLength: 5, maxLength: 30 });

describe('instances that share a rate', () => {
  it('never show the vendor more calls in any second than the rate, in 8 runs of 30 seconds', async () => {
    const run = fc.record({
      instances: fc.constantFrom(2, 3),
      callsPerSecond: fc.constantFrom(5, 10, 20),
      /** How long a call takes to the vendor and back. */
      there: milliseconds(200),
      back: milliseconds(200),
      network: milliseconds(20),
      pauses: milliseconds(300, 50),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ instances, callsPerSecond, there, back, network, pauses }) => {
        const time = new VirtualTime();
        let drawn = 0;
        const draw = (from: readonly number[]) => from[(drawn += 1) % from.length] ?? 0;
        const counter = new MemoryRateCounter(time.runtime());
        const arrivedAt: number[] = [];
        const north = source(async () => {
          await time.sleep(draw(there));
          arrivedAt.push(time.now);
          await time.sleep(draw(back));
          return answer;
        });
        const all = Array.from({ length: instances }, () =>
          vendorCalls({ ...time.runtime(), rateCounter: remote(time, counter, () => draw(network)) }),
        );
        const outcomes: ReturnType<typeof outcome>[] = [];
        for (const end = time.now + 30_000; time.now < end; await time.advance(draw(pauses))) {
          for (const calls of all) {
            const mine = scope(time, { deadlineMs: 2_000 });
            for (let count = 0; count < 3; count += 1) {
              const one = request({ callsPerSecond, parameters: { Offset: outcomes.length } });
              outcomes.push(outcome(calls.call(north, one, mine)));
            }
          }
        }
        await time.run();
        expect(mostInASecond(arrivedAt)).toBeLessThanOrEqual(callsPerSecond);
        // The rate is used: a call holds its slot for a second and the time of its answer.
        expect(arrivedAt.length).toBeGreaterThan((30 * callsPerSecond) / 2);
        const kinds = new Set((await Promise.all(outcomes)).filter(isFailure).map(({ kind }) => kind));
        expect(['RATE_LIMIT', 'TIMEOUT']).toEqual(expect.arrayContaining([...kinds]));
      }),
      { numRuns: 8 },
    );
  });
});
