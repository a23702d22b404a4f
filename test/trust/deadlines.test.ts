import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { taskId as globalTaskId } from '../../src/graphql/global-id.ts';
import { localServer } from '../transport/local-server.ts';
import { account, taskIdOf } from './company.ts';
import { openWorld } from './world.ts';
import type { World, WorldParts } from './world.ts';

/** A vendor that takes calls and never answers; it notices who hangs up. */
async function silentVendor() {
  const calls: { hasEnded: boolean }[] = [];
  const { origin } = await localServer((incoming, response) => {
    const call = { hasEnded: false };
    calls.push(call);
    incoming.resume();
    response.once('close', () => {
      call.hasEnded = true;
    });
  });
  return { origin, calls };
}

async function withSilentVendor(
  act: (world: World, calls: readonly { readonly hasEnded: boolean }[]) => Promise<void>,
  parts: Partial<WorldParts> = {},
): Promise<void> {
  const vendor = await silentVendor();
  const accounts = [account('TENCENT_CDN', 'tencent', Date.now())];
  const world = await openWorld({ accounts, endpoint: vendor.origin, ...parts });
  try {
    await act(world, vendor.calls);
  } finally {
    await world.close();
  }
}

const lookup = (index: number) => ({
  query: `query ($taskId: String!) { task(provider: "tencent", taskId: $taskId, kind: PREFETCH) {
    __typename ... on Error { message retryable } } }`,
  variables: { taskId: taskIdOf('TENCENT_CDN', index) },
});

const progress = {
  query: 'subscription ($id: ID!) { taskProgress(id: $id) { __typename } }',
  variables: {
    id: globalTaskId({ provider: 'tencent', kind: 'PREFETCH', taskId: taskIdOf('TENCENT_CDN', 0) }),
  },
};

describe('a deadline', () => {
  it('ends the waiting, and can be lowered by the client but not raised', () =>
    withSilentVendor(
      async (world) => {
        const took = async (header?: string): Promise<number> => {
          const { query, variables } = lookup(0);
          const began = performance.now();
          const headers = header === undefined ? {} : { 'x-edgetasks-deadline': header };
          const { data } = await world.ask<{ task: { __typename: string } }>(query, { variables, headers });
          expect(data?.task.__typename).toBe('TimeoutError');
          return performance.now() - began;
        };
        const [own, lowered, raised] = await Promise.all([took(), took('200'), took('PT1H')]);
        expect(lowered).toBeGreaterThan(190);
        expect(lowered).toBeLessThan(own);
        expect(own).toBeGreaterThan(990);
        expect(raised).toBeLessThan(3_000);
      },
      { configuration: { requestDeadline: 'PT1S' } },
    ));

  it('cancels the call that nobody waits for any more', () =>
    withSilentVendor(async (world, calls) => {
      await world.ask(lookup(0).query, { ...lookup(0), headers: { 'x-edgetasks-deadline': '100' } });
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: true }]));
    }));
});

describe('a client that goes away', () => {
  it('cancels its vendor call', () =>
    withSilentVendor(async (world, calls) => {
      const going = new AbortController();
      const { query, variables } = lookup(0);
      const answer = world.ask(query, { variables, signal: going.signal }).catch(() => 'gone');
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: false }]));
      going.abort();
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: true }]));
      await answer;
    }));

  it('counts as cancelled, and never against the vendor', () =>
    withSilentVendor(async (world, calls) => {
      for (let index = 0; index < 8; index++) {
        const going = new AbortController();
        const { query, variables } = lookup(index);
        const answer = world.ask(query, { variables, signal: going.signal }).catch(() => 'gone');
        await vi.waitFor(() => expect(calls).toHaveLength(index + 1));
        going.abort();
        await vi.waitFor(() => expect(calls[index]).toEqual({ hasEnded: true }));
        await answer;
      }
      const metrics = await world.app.routes.get('/metrics')?.(() => undefined);
      const outcomes = String(metrics?.body).match(
        /^edgetasks_vendor_(?:calls|tries)_total{.*outcome="\w+"/gm,
      );
      expect(outcomes?.filter((line) => !line.endsWith('outcome="cancelled"'))).toEqual([]);
      expect(outcomes).toHaveLength(2);
      const { data } = await world.ask<{ providers: unknown }>(
        '{ providers { health { available lastError { message } } } }',
      );
      expect(data?.providers).toEqual([{ health: { available: true, lastError: null } }]);
    }));

  it.each([
    ['a query', 'application/json', JSON.stringify(lookup(0))],
    ['a subscription', 'text/event-stream', JSON.stringify(progress)],
  ])('cancels it when it hangs up on the server, in the middle of %s', (_, accept, body) =>
    withSilentVendor(async (world, calls) => {
      const { origin } = await localServer(world.app.api);
      const headers = { 'content-type': 'application/json', accept };
      const sent = request(`${origin}/graphql`, { method: 'POST', headers });
      sent.on('error', () => undefined);
      sent.end(body);
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: false }]));
      sent.destroy();
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: true }]));
    }),
  );

  it('costs those nothing who wait for the same call', () =>
    withSilentVendor(async (world, calls) => {
      const [first, second] = [new AbortController(), new AbortController()];
      const { query, variables } = lookup(0);
      const answers = [first, second].map(({ signal }) =>
        world.ask(query, { variables, signal }).catch(() => 'gone'),
      );
      await vi.waitFor(() => expect(calls).toHaveLength(1));
      first.abort();
      await answers[0];
      expect(calls).toEqual([{ hasEnded: false }]);
      second.abort();
      await vi.waitFor(() => expect(calls).toEqual([{ hasEnded: true }]));
      await answers[1];
      expect(calls).toHaveLength(1);
    }));
});
