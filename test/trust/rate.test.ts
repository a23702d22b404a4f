import { describe, expect, it } from 'vitest';
import type { ReceivedCall } from '../../src/emulator/emulator.ts';
import { accountNames, company, vendorNames, type CompanyVendor } from './company.ts';
import { openWorld } from './world.ts';

const second = 1_000;

/** Of a purge's lookup. EdgeOne's and Tencent's actions may be called 20 times a second, Alibaba's by id 30 times. */
const rates: Readonly<Record<CompanyVendor, number>> = {
  TENCENT_CDN: 20,
  TENCENT_EDGEONE: 20,
  ALIBABA_CDN: 30,
};

/** How many calls the rate allows from the first to the last, both included. */
const allowed = (calls: readonly ReceivedCall[], rate: number): number => {
  const times = calls.map(({ at }) => at);
  return rate * ((Math.max(...times) - Math.min(...times)) / second + 1);
};

describe('a burst of requests', () => {
  // Each second by itself is held in virtual time, where a busy machine cannot delay what was sent in turn.
  it('is spread over the time that its rate needs, and what does not fit is told when to come back', async () => {
    // The burst is one client's, which may have more requests at once here than elsewhere.
    const clientLimits = { concurrentRequests: 1_000 };
    const world = await openWorld({ accounts: company(Date.now()), configuration: { clientLimits } });
    for (const vendor of vendorNames) {
      world.emulator.setBehaviour(accountNames[vendor], { enforcesRate: false });
    }
    try {
      const query = `query ($provider: String!, $taskId: String!) {
        task(provider: $provider, taskId: $taskId, kind: PURGE_URL) {
          __typename ... on RateLimitError { retryAfter retryable } } }`;
      const burst = vendorNames.flatMap((vendor) =>
        Array.from({ length: 120 }, async (_, index) => {
          const headers = { 'x-edgetasks-deadline': '3000' };
          const variables = { provider: accountNames[vendor], taskId: `60${index}000${index}` };
          const { data } = await world.ask<{ task: { __typename: string; retryAfter?: string } }>(query, {
            variables,
            headers,
          });
          return { vendor, ...data?.task };
        }),
      );
      const answers = await Promise.all(burst);
      const { calls } = world.emulator;
      for (const vendor of vendorNames) {
        const own = calls.filter((call) => call.vendor === vendor);
        expect(own.length).toBeLessThanOrEqual(allowed(own, rates[vendor]));
        // What the rate allows is used.
        expect(own.length).toBeGreaterThan(rates[vendor]);
        const refused = answers.filter(
          (answer) => answer.vendor === vendor && answer.__typename === 'RateLimitError',
        );
        expect(refused.length).toBeGreaterThan(0);
        expect(refused.every(({ retryAfter }) => /^PT[\d.]+S$/.test(retryAfter ?? ''))).toBe(true);
      }
      // A busy machine may let the deadline of a call pass that had its turn.
      const expected = ['NotFoundError', 'RateLimitError', 'TimeoutError'];
      expect(answers.filter(({ __typename: type }) => !expected.includes(type ?? ''))).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
