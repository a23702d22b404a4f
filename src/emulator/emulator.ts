import { Account } from './account.ts';
import type { ZoneDetails } from './account.ts';
import type { EmulatedArea, Row, RowState, Submission, SubmissionKind } from './row.ts';
import { defaultBehaviour } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { CallLog } from './call-log.ts';
import type { ReceivedCall as AnyReceivedCall } from './call-log.ts';
import { Faults } from './faults.ts';
import type { FaultRule as AnyFaultRule } from './faults.ts';
import { VendorHandler } from './handler.ts';
import type { VendorProtocol } from './protocol.ts';
import { isEmulatedVendor, registry } from './registry.ts';
import type { EmulatedVendor } from './registry.ts';
import { serve, Timers } from './server.ts';
import type { VendorServer } from './server.ts';
import { percentOf, stateOf, updatedAt } from './row.ts';
import { spelled, statusWord, typeWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export { drawBehaviour } from './behaviour.ts';
export type { Count } from './behaviour.ts';
export type { EmulatedArea, Outcome, Target } from './row.ts';
export type { Fault } from './faults.ts';
export type { RowState } from './row.ts';

export type { Behaviour, EmulatedVendor, Submission, SubmissionKind, ZoneDetails };

/** Which calls a fault affects, and how often. */
export type FaultRule = AnyFaultRule<EmulatedVendor>;
/** A call and its result. */
export type ReceivedCall = AnyReceivedCall<EmulatedVendor>;

/** An account and its history. */
export interface EmulatedAccount {
  readonly vendor: EmulatedVendor;
  /** Unique among all accounts. */
  readonly name: string;
  /** SecretId or AccessKeyId; unique within the vendor. */
  readonly id: string;
  /** SecretKey or AccessKeySecret. */
  readonly secret: string;
  /** The session token of temporary credentials. */
  readonly token?: string;
  /** When the token stops working, epoch ms. Default: never. */
  readonly tokenExpiresAt?: number;
  /** EdgeOne: the zones of the account. CloudFront: its distributions. */
  readonly zones?: readonly string[];
  /** What DescribeZones or ListDistributions returns about them, by id. */
  readonly zoneDetails?: Readonly<Record<string, ZoneDetails>>;
  /** How many URLs of a kind it may submit a day. Default: as documented. Submissions beyond it are not rejected. */
  readonly dailyQuotas?: Readonly<Partial<Record<SubmissionKind, number>>>;
  readonly history?: readonly Submission[];
  readonly behaviour?: Partial<Behaviour>;
}

/** What to emulate. */
interface EmulatorSettings {
  /** Epoch ms. Default `Date.now`. All times of the emulator follow it. */
  readonly now?: () => number;
  readonly accounts: readonly EmulatedAccount[];
  /** Default: any free port. */
  readonly ports?: Partial<Record<EmulatedVendor, number>>;
  /** How many of the latest calls are remembered. Default 50,000. */
  readonly maxCallsKept?: number;
}

/** The vendors, listening on loopback. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  endpoint(vendor: EmulatedVendor): string;
  /** The calls received, oldest first. */
  readonly calls: readonly ReceivedCall[];
  /** How many calls an account received since the start or the last `clearCalls`, by action. */
  callCounts(account: string): Readonly<Record<string, number>>;
  clearCalls(): void;
  /** Adds a task to an account's history. @throws {RangeError} for a kind or outcome that the vendor does not have */
  submit(account: string, submission: Submission): void;
  /** Frees the memory of rows that the vendors no longer show. */
  forget(): void;
  /**
   * The actual rows at `instant` (epoch ms by the emulator's clock, default now): every row that the vendor shows then,
   * once, in no particular order, with times by the vendor's clock.
   */
  rows(account: string, instant?: number): readonly EmulatedRow[];
  /** Returns a function that removes the fault. */
  inject(fault: FaultRule): () => void;
  /** Changes settings from now on. Settings "at submission" do not change rows that were submitted before. */
  setBehaviour(account: string, behaviour: Partial<Behaviour>): void;
  /** Closes all servers, connections and timers. */
  close(): Promise<void>;
}

/** Starts a server for every vendor. @throws {RangeError} for invalid accounts */
export async function startEmulator(settings: EmulatorSettings): Promise<Emulator> {
  const now = settings.now ?? Date.now;
  const accounts = accountsByName(settings.accounts);
  const log = new CallLog<EmulatedVendor>(settings.maxCallsKept ?? 50_000);
  const faults = new Faults();
  const timers = new Timers();
  const servers = new Map<EmulatedVendor, VendorServer>();
  const close = async () => {
    timers.close();
    await Promise.all(Array.from(servers.values(), (server) => server.close()));
  };
  try {
    for (const vendor of Object.keys(registry).filter(isEmulatedVendor)) {
      const handler = new VendorHandler(
        vendor,
        registry[vendor],
        accountsByKey(vendor, settings.accounts, accounts),
        faults,
      );
      const serverRuntime = { now, timers, log: (call: ReceivedCall) => log.add(call) };
      servers.set(vendor, await serve(handler, settings.ports?.[vendor] ?? 0, serverRuntime));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoint: (vendor) => servers.get(vendor)?.endpoint ?? '',
    get calls() {
      return log.calls;
    },
    callCounts: (name) => log.counts(known(accounts, name).name),
    clearCalls: () => log.clear(),
    submit: (name, submission) => known(accounts, name).submit([submission]),
    forget: () => {
      for (const account of accounts.values()) account.forget(account.clock(now()));
    },
    rows: (name, instant = now()) => {
      const account = known(accounts, name);
      const { vocabulary, behaviour } = account;
      const vendorNow = account.clock(instant);
      return Array.from(account.visibleRows(vendorNow), (row) =>
        emulatedRow(row, vocabulary, behaviour, vendorNow),
      );
    },
    inject: (rule) => faults.add(rule),
    setBehaviour: (name, behaviour) => {
      const account = known(accounts, name);
      account.behaviour = { ...account.behaviour, ...behaviour };
    },
    close,
  };
}

function accountsByName(emulated: readonly EmulatedAccount[]): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const { vendor, name, history = [], behaviour, ...more } of emulated) {
    const { zones = [], zoneDetails = {}, dailyQuotas = {}, ...credentials } = more;
    const { vocabulary, defaults, listsTasks }: VendorProtocol = registry[vendor];
    if (accounts.has(name)) throw new RangeError(`Two accounts are named ${name}`);
    const account = new Account({
      name,
      credentials,
      zones,
      zoneDetails,
      dailyQuotas,
      behaviour: { ...defaultBehaviour, ...defaults, ...behaviour },
      vocabulary,
      listsTasks,
    });
    account.submit(history);
    accounts.set(name, account);
  }
  return accounts;
}

function accountsByKey(
  vendor: EmulatedVendor,
  emulated: readonly EmulatedAccount[],
  accounts: ReadonlyMap<string, Account>,
): ReadonlyMap<string, Account> {
  const byKey = new Map<string, Account>();
  for (const account of emulated) {
    if (account.vendor !== vendor) continue;
    if (byKey.has(account.id)) throw new RangeError(`${account.name} has the access key of another account`);
    byKey.set(account.id, known(accounts, account.name));
  }
  return byKey;
}

function known(accounts: ReadonlyMap<string, Account>, name: string): Account {
  const account = accounts.get(name);
  if (account === undefined) throw new RangeError(`There is no account named ${name}`);
  return account;
}

/** The actual values of a row at one moment, for oracles. Times are epoch ms in whole seconds by the vendor's clock. */
export interface EmulatedRow {
  readonly taskId: string;
  readonly kind: SubmissionKind;
  readonly url: string;
  readonly domain: string;
  readonly zone: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: RowState;
  /** 0..100. */
  readonly percent: number;
  /** The vendor's word for the state. */
  readonly word: string;
  /** The vendor's word for the kind. */
  readonly type: string;
  readonly area: EmulatedArea;
  readonly method: string | undefined;
  readonly failType: string | undefined;
  readonly message: string | undefined;
  /** 0..1. */
  readonly successShare: number;
}

/** The row at `now` by the vendor's clock. */
function emulatedRow(row: Row, vocabulary: Vocabulary, behaviour: Behaviour, now: number): EmulatedRow {
  const { taskId, kind, url, domain, zone, createdAt, area, method, failType, message, successShare } = row;
  return {
    taskId,
    kind,
    url,
    domain,
    zone,
    createdAt,
    updatedAt: updatedAt(row, now),
    state: stateOf(row, now),
    percent: percentOf(row, now),
    word: spelled(statusWord(vocabulary, row, now), behaviour),
    type: typeWord(vocabulary, row),
    area,
    method,
    failType,
    message,
    successShare,
  };
}
