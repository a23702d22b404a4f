import { createHash } from 'node:crypto';
import type { RequestScope } from '../../src/domain/request-scope.ts';
import type { TaskKind, TaskState } from '../../src/domain/task.ts';
import type { TaskSource } from '../../src/domain/source.ts';
import {
  startEmulator,
  type EmulatedAccount,
  type EmulatedRow,
  type Emulator,
  type RowState,
} from '../../src/emulator/emulator.ts';
import type { CallEvent } from '../../src/engine/runtime.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import type { History } from '../../src/engine/store/history.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { openHttp } from '../../src/transport/http.ts';
import { schemes, vendorClient } from '../../src/transport/vendor-client.ts';
import { vendorSource } from '../../src/create-sources.ts';
import { vendorNamed } from '../../src/vendors/registry.ts';

/** The engine over the emulator, with a clock of their own. */
export interface World {
  readonly emulator: Emulator;
  readonly sources: readonly TaskSource[];
  /** Others after a restart. */
  readonly tasks: Tasks;
  readonly clock: { now: number };
  /** The process forgets what it read; the history stays. */
  restart(): void;
  /** Ends the pauses of circuits that vendors' failures opened, without a change of the clock. */
  passPauses(): void;
  /** A scope of a request that begins now. */
  scope(callBudget?: number): RequestScope;
  close(): Promise<void>;
}

export interface WorldSettings {
  readonly accounts: readonly EmulatedAccount[];
  readonly now: number;
  readonly keeps?: boolean;
  /** Rows that the store keeps at most. */
  readonly maxRows?: number;
  /** By account: the provider's own settings. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly observe?: (event: CallEvent) => void;
  readonly history?: History | undefined;
}

/** Tells one query's cursors from another's. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** Starts both sides. Rates are off unless an account turns them on: a clock that stands still knows no second. */
export async function openWorld({
  accounts,
  now,
  keeps = true,
  maxRows = keeps ? 200_000 : 0,
  settings = {},
  observe = () => undefined,
  history,
}: WorldSettings): Promise<World> {
  const clock = { now };
  const emulator = await startEmulator({
    now: () => clock.now,
    accounts: accounts.map((account) => ({
      ...account,
      behaviour: { enforcesRate: false, ...account.behaviour },
    })),
  });
  const http = openHttp();
  let nonces = 0;
  const nonce = (): string => `nonce-${(nonces += 1)}`;
  const sources = accounts.map((account) => sourceOf(account, settings[account.name] ?? {}));

  function sourceOf(account: EmulatedAccount, own: Readonly<Record<string, unknown>>): TaskSource {
    const vendor = vendorNamed(account.vendor);
    if (vendor === undefined) throw new RangeError(`No vendor ${account.vendor}`);
    const provider = {
      name: account.name,
      vendor: account.vendor,
      account: `${account.vendor} ${account.id}`,
    };
    const values = {
      requestsPerSecond: 1_000_000,
      zones: account.zones,
      sites: account.zones,
      distributions: account.zones,
      ...own,
    };
    const { id, secret, token = '' } = account;
    const { name, version = '', service = '', region = '' } = vendor.scheme(values);
    const { send, now: vendorNow } = vendorClient(schemes[name], {
      title: vendor.title,
      endpoint: emulator.endpoint(account.vendor),
      credentials: { id, secret, token },
      version,
      service,
      region,
      nonce,
      http,
      clock: () => clock.now,
    });
    return vendorSource(vendor, provider, vendor.settings.parse(values), {
      send,
      now: vendorNow,
      clock: () => clock.now,
    });
  }

  let passed = 0;
  const calls = vendorCalls({
    clock: () => clock.now,
    monotonicNow: () => performance.now() + passed,
    // Retries do not wait.
    random: () => 0,
  });
  const start = (): Tasks =>
    createTasks(sources, {
      calls,
      store: new MemoryStore(maxRows, () => clock.now),
      history,
      maxRows: keeps ? 200_000 : 0,
      clock: () => clock.now,
      observe,
      fingerprint,
    });
  let tasks = start();
  return {
    emulator,
    sources,
    get tasks() {
      return tasks;
    },
    clock,
    restart() {
      tasks = start();
    },
    passPauses() {
      passed += MINUTE;
    },
    scope: (callBudget = 100_000) =>
      requestScope({ now: clock.now, deadlineMs: 600_000, callBudget, schedule: () => () => undefined })
        .scope,
    async close() {
      await calls.close();
      await http.close();
      await emulator.close();
    },
  };
}

/** The state that the engine must see where the emulator's row stands so. */
export const STATES: Readonly<Record<RowState, TaskState>> = {
  processing: 'PROCESSING',
  pending: 'PROCESSING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  timedOut: 'TIMED_OUT',
  canceled: 'CANCELED',
  invalid: 'INVALID',
};

/** A row of the truth, in the order's own terms. */
export interface TrueRow {
  readonly provider: string;
  readonly row: EmulatedRow;
  readonly kind: TaskKind;
  readonly state: TaskState;
}

export const trueRows = (world: World, accounts: readonly EmulatedAccount[]): TrueRow[] =>
  accounts.flatMap(({ name, vendor }) =>
    world.emulator.rows(name).map((row) => ({
      provider: name,
      row,
      kind: isUnknownKind(row, vendor) ? 'UNKNOWN' : row.kind,
      state: UNKNOWN_WORD.test(row.word) ? 'UNKNOWN' : STATES[row.state],
    })),
  );

/** The word for a state that no document lists. */
const UNKNOWN_WORD = /^archived$/i;

/** Their lists have all kinds, which only the word tells apart. */
const TOLD_BY_WORD: ReadonlySet<string> = new Set(['ALIBABA_CDN', 'ALIBABA_DCDN', 'HUAWEI_CDN']);

/** Their purges have one list, whose word tells what they are; their prefetches have another. */
const PURGES_TOLD_BY_WORD: ReadonlySet<string> = new Set(['TENCENT_CDN', 'TENCENT_EDGEONE']);

/** Elsewhere the list that a row is in, or its URL, says what it is. */
const isUnknownKind = ({ kind, type }: EmulatedRow, vendor: string): boolean =>
  type === 'revalidate' &&
  (TOLD_BY_WORD.has(vendor) || (PURGES_TOLD_BY_WORD.has(vendor) && kind !== 'PREFETCH'));
