import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, EmulatedVendor, SubmissionKind } from '../../src/emulator/emulator.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld } from '../engine/world.ts';
import { openHistory } from './opening.ts';

/** Vendors whose calls name one of several lists. */
const listKinds = {
  VOLCENGINE_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  BYTEPLUS_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  ALIBABA_ESA: ['PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_HOST'],
  HUAWEI_CDN: ['PURGE_URL', 'PURGE_DIRECTORY'],
} as const satisfies Partial<Record<EmulatedVendor, readonly SubmissionKind[]>>;

const accountOf = (vendor: keyof typeof listKinds): EmulatedAccount => ({
  vendor,
  name: 'provider',
  id: 'id',
  secret: 'secret',
  zones: vendor === 'ALIBABA_ESA' ? ['1001'] : [],
  history: listKinds[vendor].map((kind, place) => {
    const at = NOW - HOUR - place * MINUTE;
    const url = `https://www.example.com/${place}/`;
    return { taskId: `170${place}`, kind, at, targets: [{ url, finishesAt: at, outcome: 'succeeded' }] };
  }),
});

it.each(['VOLCENGINE_CDN', 'BYTEPLUS_CDN', 'ALIBABA_ESA', 'HUAWEI_CDN'] as const)(
  'the lists of one action of %s are kept apart: each gives its rows, once',
  async (vendor) => {
    const account = accountOf(vendor);
    let now = NOW;
    const history = await openHistory({ clock: () => now });
    const world = await openWorld({ accounts: [account], now: NOW, history });
    const range = { from: NOW - 2 * HOUR, to: NOW };
    const kindsOf = async (kinds?: readonly SubmissionKind[]): Promise<string[]> => {
      const page = await world.tasks.urlDetails({ ...range, kinds }, { first: 50 }, world.scope());
      expect(page.errors).toEqual([]);
      await history.flush();
      return page.edges.map(({ node }) => node.kind);
    };
    try {
      const kinds = listKinds[vendor];
      const [first] = kinds;
      expect(await kindsOf([first])).toEqual([first]);
      now = world.clock.now += 10 * SECOND;
      world.restart();
      expect(await kindsOf()).toEqual(kinds);
      world.restart();
      expect(await kindsOf()).toEqual(kinds);
    } finally {
      await world.close();
      await history.close();
    }
  },
);
