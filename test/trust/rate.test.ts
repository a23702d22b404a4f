import { describe, expect, it } from 'vitest';
import type { EmulatedVendor, ReceivedCall } from '../../src/emulator/emulator.ts';
import { accountNames, company, vendorNames } from './company.ts';
import { openWorld } from './world.ts';

const second = 1_000;

/** Of a purge's lookup. EdgeOne's and Tencent's actions may be called 20 times a second, Alibaba's by id 30 times. */
const rates: Readonly<Record<EmulatedVendor, number>> = {
  TENCENT_CDN: 20,
  TENCENT_EDGEONE: 20,
  ALIBABA_CDN: 30,
};

/** The most calls of any second, wherever it begins. */
const busiestSecond = (calls: readonly ReceivedCall[]): number =>
  Math.max(
    0,
    ...calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + second).length),
  );

describe('a burst of requests', () => {
  it('is spread so that no vendor throttles, and what does not fit is told when to come back', async () => {
    const world = await openWorld({ accounts: company(Date.now()) });
    try {
      const query = `query ($provider: String!, $taskId: String!) {
        task(provider: $provider, taskId: $taskId, kind: PURGE_URL) {
          __typename ... on RateLimitError { retryAfter retryable } } }`;
      const burst = vendorNames.flatMap((vendor) =>
        Array.from({ length: 120 }, async (_, index) => {
          const headers = { 'x-edgetasks-deadline': '3000' };
          const variables = { provider: accountNames[vendor], taskId: `60${index}000${index}` };
          const began = performance.now();
          const { data } = await world.ask<{ task: { __typename: string; retryAfter?: string } }>(query, {
            variables,
            headers,
          });
          return { vendor, took: performance.now() - began, ...data?.task };
        }),
      );
      const answers = await Promise.all(burst);
      const { calls } = world.emulator;
      expect(calls.filter(({ code }) => code !== undefined)).toEqual([]);
      for (const vendor of vendorNames) {
        const own = calls.filter((call) => call.vendor === vendor);
        expect(busiestSecond(own)).toBeLessThanOrEqual(rates[vendor]);
        // What the rate allows is used.
        expect(own.length).toBeGreaterThan(rates[vendor]);
        const refused = answers.filter(
          (answer) => answer.vendor === vendor && answer.__typename === 'RateLimitError',
        );
        expect(refused.length).toBeGreaterThan(0);
        expect(refused.every(({ retryAfter }) => /^PT[\d.]+S$/.test(retryAfter ?? ''))).toBe(true);
        // At once, not at the deadline.
        expect(Math.min(...refused.map(({ took }) => took))).toBeLessThan(2_000);
      }
      const others = answers.filter(
        ({ __typename: type }) => type !== 'NotFoundError' && type !== 'RateLimitError',
      );
      expect(others).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
