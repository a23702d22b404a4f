import type { EmulatedAccount, Submission, ZoneDetails } from '../../src/emulator/emulator.ts';
import type { ScopesRead } from '../../src/engine/runtime.ts';
import { afterEach } from 'vitest';
import { openWorld, type World } from './world.ts';

export const now = Date.UTC(2026, 2, 1, 12);
export const minute = 60_000;
export const hour = 60 * minute;

export const submission = (taskId: string, zone: string, url: string, at = now - minute): Submission => ({
  taskId,
  kind: 'PURGE_URL',
  at,
  zone,
  targets: [{ url, finishesAt: at + 1_000, outcome: 'succeeded' }],
});

export interface Given {
  readonly vendor: EmulatedAccount['vendor'];
  /** Changes with the account. */
  readonly zones: string[];
  readonly zoneDetails?: Readonly<Record<string, ZoneDetails>>;
  readonly history?: readonly Submission[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Beside it. */
  readonly steady?: EmulatedAccount;
}

/** Opens worlds for the tests of a file, and closes them after each. */
export function discoveries() {
  const worlds: World[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });
  return async (given: Given) => {
    const discovered = await discovering(given);
    worlds.push(discovered.world);
    return discovered;
  };
}

/** A world whose account is configured without its scopes. */
async function discovering({ settings, steady, ...account }: Given) {
  const events: ScopesRead[] = [];
  const world = await openWorld({
    now,
    accounts: [
      { name: 'main', id: 'id', secret: 'secret', ...account },
      ...(steady === undefined ? [] : [steady]),
    ],
    settings: { main: { zones: undefined, sites: undefined, distributions: undefined, ...settings } },
    observe: (event) => {
      if (event.type === 'scopes') events.push(event);
    },
  });
  const list = async (query = {}) => {
    const { edges, coverage, errors } = await world.tasks.tasks(query, { first: 500 }, world.scope());
    return { ids: edges.map(({ node }) => node.taskId), coverage, errors };
  };
  const callsOf = (action: string): number => world.emulator.callCounts('main')[action] ?? 0;
  const report = () => world.tasks.scopes('main', world.scope());
  return { world, events, list, callsOf, report };
}
