import { describe, expect, it } from 'vitest';
import { ask } from './asking.ts';
import { accountNames, company, taskIdOf } from './company.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

const provider = accountNames.TENCENT_CDN;

async function healthOf(world: World, name: string) {
  const { data } = await ask(world, 'providers', 1_000);
  return data?.providers.find((each) => each.name === name)?.health;
}

const lookUp = async (world: World, taskId: string): Promise<string> => {
  const { data } = await world.ask<{ task: { __typename: string; message?: string } }>(
    `query ($provider: String!, $taskId: String!) { task(provider: $provider, taskId: $taskId, kind: PREFETCH) {
      __typename ... on Error { message } } }`,
    { variables: { provider, taskId } },
  );
  return `${data?.task.__typename}: ${data?.task.message ?? ''}`;
};

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

describe('a vendor that is down', () => {
  it('is left alone, probed with one call, and taken back when that is answered', async () => {
    const accounts = company(Date.now());
    const world = await openWorld({ accounts, requestsPerSecond: 10_000 });
    try {
      const { emulator } = world;
      emulator.setBehaviour(provider, { enforcesRate: false });
      expect(await healthOf(world, provider)).toEqual({ available: true, lastError: null });

      const mend = emulator.inject({ account: provider, fault: { kind: 'http', status: 502 } });
      for (let index = 0; index < 5; index++) await lookUp(world, String(700_000 + index));
      expect(await healthOf(world, provider)).toMatchObject({
        available: false,
        lastError: { __typename: 'UnavailableError', at: { name: provider }, retryable: true },
      });
      expect(await healthOf(world, accountNames.ALIBABA_CDN)).toEqual({ available: true, lastError: null });

      emulator.clearCalls();
      const began = performance.now();
      expect(await lookUp(world, '710000')).toMatch(
        /^UnavailableError: DescribePushTasks is not called at present/,
      );
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(emulator.calls).toEqual([]);

      // The circuit stays open for a second the first time.
      await pause(1_050);
      emulator.setBehaviour(provider, { latencyMs: 100 });
      const probing = Array.from({ length: 10 }, (_, index) => lookUp(world, String(720_000 + index)));
      expect((await Promise.all(probing)).every((answer) => answer.startsWith('UnavailableError'))).toBe(
        true,
      );
      expect(emulator.calls).toHaveLength(1);

      mend();
      // It has failed twice, and is left alone for twice as long.
      await pause(2_050);
      expect(await lookUp(world, taskIdOf('TENCENT_CDN', 0))).toMatch(/^Task/);
      expect(await healthOf(world, provider)).toEqual({ available: true, lastError: null });
    } finally {
      await world.close();
    }
  });
});

describe('a refused credential', () => {
  it('shows in the health of its provider until any action is answered', async () => {
    const world = await openWorld({ accounts: company(Date.now()), requestsPerSecond: 10_000 });
    try {
      const fault = { kind: 'error', code: 'AuthFailure.SecretIdNotFound' } as const;
      const mend = world.emulator.inject({ account: provider, action: 'DescribePurgeTasks', fault });
      await world.ask(
        `{ tasks(filter: { providers: ["${provider}"], kinds: [PURGE_URL] }) { nodes { id } } }`,
      );
      expect(await healthOf(world, provider)).toMatchObject({
        available: true,
        lastError: { __typename: 'AuthenticationError' },
      });
      mend();
      expect(await lookUp(world, taskIdOf('TENCENT_CDN', 0))).toMatch(/^Task/);
      expect(await healthOf(world, provider)).toEqual({ available: true, lastError: null });
    } finally {
      await world.close();
    }
  });
});
