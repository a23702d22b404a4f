import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulator/emulator.ts';
import { accountNames, company, taskIdOf, vendorNames, type CompanyVendor } from './company.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

async function withWorld(act: (world: World) => Promise<void>): Promise<void> {
  const accounts = company(Date.now()).map((each) => ({ ...each, behaviour: { enforcesRate: false } }));
  const world = await openWorld({ accounts, requestsPerSecond: 10_000 });
  try {
    await act(world);
  } finally {
    await world.close();
  }
}

/** Looks up a purge, which every vendor answers in one call; `taskId` may be any. */
const lookUp = async (world: World, vendor: CompanyVendor, taskId: string): Promise<string> => {
  const { data } = await world.ask<{ task: { __typename: string } }>(
    `query ($provider: String!, $taskId: String!) {
      task(provider: $provider, taskId: $taskId, kind: PURGE_URL) { __typename } }`,
    { variables: { provider: accountNames[vendor], taskId } },
  );
  return data?.task.__typename ?? 'nothing';
};

/** Every vendor answers EdgeOne's lookup once for each of its two zones. */
const callsOf = (vendor: CompanyVendor): number => (vendor === 'TENCENT_EDGEONE' ? 2 : 1);

/** A purge of each account. */
const purgeOf = (vendor: CompanyVendor): string => taskIdOf(vendor, 1);

describe.each(vendorNames)('%s', (vendor) => {
  it('that fails now and then sees at most a tenth more calls than one that does not', () =>
    withWorld(async (world) => {
      const requests = 150;
      const fault: Fault = { kind: 'http', status: 503 };
      world.emulator.inject({ vendor, fault, probability: 0.4, seed: 3 });
      for (let index = 0; index < requests; index += 10) {
        const ids = Array.from({ length: 10 }, (_, place) => String(900_000 + index + place));
        await Promise.all(ids.map((taskId) => lookUp(world, vendor, taskId)));
      }
      const { calls } = world.emulator;
      const sound = requests * callsOf(vendor);
      // A few retries are there from the start.
      expect(calls.length).toBeLessThanOrEqual(1.1 * sound + 3);
      expect(calls.some(({ code }) => code === undefined)).toBe(true);
    }));

  it('that is dead sees fewer calls than when it lived', () =>
    withWorld(async (world) => {
      world.emulator.inject({ vendor, fault: { kind: 'http', status: 503 } });
      for (let index = 0; index < 60; index++) {
        expect(await lookUp(world, vendor, String(800_000 + index))).toBe('UnavailableError');
      }
      expect(world.emulator.calls.length).toBeLessThan(60);
    }));

  it.each<[string, Fault]>([
    ['wrong credentials', { kind: 'error', code: 'AuthFailure.SignatureFailure' }],
    ['wrong credentials', { kind: 'error', code: 'SignatureDoesNotMatch' }],
    ['a refused request', { kind: 'error', code: 'InvalidParameter' }],
    ['an unknown error', { kind: 'error', code: 'Aliens.HaveLanded' }],
    ['a forbidden path', { kind: 'http', status: 403 }],
  ])('is not asked again after %s', (_, fault) =>
    withWorld(async (world) => {
      world.emulator.inject({ vendor, fault });
      expect(await lookUp(world, vendor, purgeOf(vendor))).toMatch(/Error$/);
      expect(world.emulator.calls).toHaveLength(callsOf(vendor));
    }),
  );

  it.each<[string, Fault]>([
    ['a dropped connection', { kind: 'drop', afterBytes: 0 }],
    ['half of an answer', { kind: 'drop', afterBytes: 40 }],
    ['a gateway that fails', { kind: 'http', status: 502 }],
    ['a passing fault', { kind: 'error', code: 'InternalError', status: 500 }],
  ])('is asked once more after %s, with a signature of its own', (_, fault) =>
    withWorld(async (world) => {
      world.emulator.inject({ vendor, fault, times: 1 });
      // A signature that comes twice is refused by the emulator, as by Alibaba.
      expect(await lookUp(world, vendor, purgeOf(vendor))).toBe('Task');
      expect(world.emulator.calls).toHaveLength(callsOf(vendor) + 1);
    }),
  );

  it('is left alone for as long as it asks for', () =>
    withWorld(async (world) => {
      const headers = { 'retry-after': '1' };
      world.emulator.inject({ vendor, fault: { kind: 'http', status: 503, headers }, times: 1 });
      expect(await lookUp(world, vendor, purgeOf(vendor))).toBe('Task');
      const [first, ...others] = world.emulator.calls;
      expect((others.at(-1)?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    }));

  it('is not waited for when it asks for longer than the request has', () =>
    withWorld(async (world) => {
      const headers = { 'retry-after': '60' };
      world.emulator.inject({ vendor, fault: { kind: 'http', status: 503, headers } });
      const began = performance.now();
      expect(await lookUp(world, vendor, purgeOf(vendor))).toBe('UnavailableError');
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(world.emulator.calls).toHaveLength(callsOf(vendor));
    }));
});
