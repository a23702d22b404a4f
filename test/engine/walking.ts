import type { PageArguments, TaskQuery } from '../../src/domain/query.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import type { Page } from '../../src/domain/page.ts';
import type { History } from '../../src/engine/store/history.ts';
import type { VendorError } from '../../src/domain/errors.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { inTrueOrder, nameOf, trueDetails, trueTasks, type TrueNode } from './oracle.ts';
import { NOW, type Outage, type Scenario } from './scenario.ts';
import { openWorld, trueRows, type World } from './world.ts';

export type ListName = 'urlDetails' | 'tasks';

/** What a walk gave, beside what it had to give and what it was free to give. */
export interface Walked {
  readonly given: readonly string[];
  readonly givenInOrder: readonly string[];
  /** Was there when the walk began and matched all the time. */
  readonly owed: ReadonlySet<string>;
  /** Was in the window, and matched at some time. */
  readonly allowed: ReadonlySet<string>;
  readonly firstTotal: number | undefined;
  /** The providers of which a page said that it may lack rows. */
  readonly partial: ReadonlySet<string>;
  /** What providers failed with on pages of which the scenario does not disturb their calls. */
  readonly errors: readonly string[];
  /** Providers all calls of which failed on a page that does not say so. */
  readonly unnamed: readonly string[];
  readonly pages: number;
}

/** What happens around a walk. */
export interface Surroundings {
  readonly history?: History | undefined;
  /** Before the walk begins, at which the time is that of the scenario. */
  readonly before?: (world: World) => Promise<void>;
  /** After each page. */
  readonly between?: (world: World) => Promise<void>;
}

/** Walks a list to its end, living through the scenario's interludes between the pages. */
export async function walk(
  scenario: Scenario,
  list: ListName,
  { history, before, between }: Surroundings = {},
): Promise<Walked> {
  const world = await openWorld({
    accounts: scenario.accounts,
    now: NOW,
    history,
    keeps: scenario.keeps,
    settings: Object.fromEntries(
      scenario.accounts.map(({ name }) => [name, { maxPageSize: scenario.maxPageSize }]),
    ),
  });
  try {
    await before?.(world);
    world.clock.now = NOW;
    return await walkThrough(world, scenario, list, between);
  } finally {
    await world.close();
  }
}

async function walkThrough(
  world: World,
  scenario: Scenario,
  list: ListName,
  between: Surroundings['between'],
): Promise<Walked> {
  const { query, count, direction, interludes, accounts, outages } = scenario;
  const everything = (): TrueNode[] =>
    (list === 'tasks' ? trueTasks : trueDetails)(trueRows(world, accounts), query);
  let range = rangeOf(query, world.clock.now);
  const isInRange = ({ createdAt }: TrueNode): boolean => createdAt >= range.from && createdAt < range.to;
  const truth = (): TrueNode[] => everything().filter(isInRange);
  const partial = new Set<string>();
  let owed = new Set<string>();
  const allowed = new Set<string>();
  const given: TrueNode[] = [];
  const errors: string[] = [];
  const unnamed: string[] = [];
  const everStruck = new Set<string>();
  let firstTotal: number | undefined;
  let cursor: string | undefined;
  let retries = 0;
  for (let pages = 1; ; pages++) {
    const before = everything();
    const struck = outages[pages - 1] ?? [];
    const recover = strike(world, struck);
    const page = await ask(world, list, query, pageArguments(direction, count, cursor));
    const failing = recover();
    if (pages === 1) {
      range = rangeOfPage(page, query, accounts, world.clock.now) ?? range;
      owed = new Set(before.filter(isInRange).map(nameOf));
    }
    const seenBefore = before.filter(isInRange);
    const nodes = page.edges.map(({ node }) => trueNodeOf(node));
    if (direction === 'forward') given.push(...nodes);
    else given.unshift(...nodes);
    const failed = page.coverage.flatMap(({ provider: { name }, error }) =>
      error === undefined || isExpected(error) ? [] : [{ name, message: error.message }],
    );
    const named = new Set(failed.map(({ name }) => name));
    unnamed.push(...failing.filter((name) => !named.has(name)));
    // Once a vendor answers again, the circuit of each action lets one call pass first, and refuses those beside it.
    for (const { account } of struck) everStruck.add(account);
    const disturbed = failed.filter(({ name }) => everStruck.has(name));
    errors.push(
      ...page.errors.filter(({ provider = '' }) => !everStruck.has(provider)).map(({ message }) => message),
    );
    for (const name of named) partial.add(name);
    if (pages === 1) firstTotal = await page.totalCount();
    const isOut = disturbed.length > 0;
    const hasMore = isOut || (direction === 'forward' ? page.hasNextPage : page.hasPreviousPage);
    const names = new Set(truth().map(nameOf));
    for (const name of [...names, ...seenBefore.map(nameOf)]) allowed.add(name);
    const next = direction === 'forward' ? page.endCursor : page.startCursor;
    const isStuck = struck.length === 0 && (next === undefined || next === cursor);
    if (hasMore && isStuck && page.errors.length === 0) throw new Error('The walk does not move on.');
    // What fails again and again is said each time.
    retries = isStuck ? retries + 1 : 0;
    if (pages > 5_000) throw new Error('The walk does not end.');
    if (!hasMore || retries > 2) {
      errors.push(...disturbed.map(({ message }) => message));
      return {
        given: given.map(nameOf),
        givenInOrder: inTrueOrder(given).map(nameOf),
        owed,
        allowed,
        firstTotal,
        partial,
        errors,
        unnamed,
        pages,
      };
    }
    cursor = next ?? cursor;
    const interlude = interludes[pages - 1];
    world.clock.now += (interlude?.passes ?? 0) * SECOND;
    await between?.(world);
    for (const { account, submission } of interlude?.arrivals ?? [])
      world.emulator.submit(account, submission);
    const now = truth().map(nameOf);
    for (const name of now) allowed.add(name);
    owed = new Set(now.filter((name) => owed.has(name)));
  }
}

/** The range of the walk, which its first page tells. It ends with the latest time of the vendors that were asked. */
function rangeOfPage(
  { coverage }: Page<unknown>,
  query: TaskQuery,
  accounts: readonly EmulatedAccount[],
  now: number,
): { from: number; to: number } | undefined {
  const [first] = coverage;
  if (first === undefined) return undefined;
  const asked = accounts.filter(({ name }) =>
    coverage.some(({ provider, vendorCalls }) => provider.name === name && vendorCalls > 0),
  );
  const times = [now, ...asked.map((each) => vendorNow(each, now))];
  const least = rangeOf(query, Math.max(...times)).to;
  const most = rangeOf(
    query,
    Math.max(...times, ...accounts.map((each) => vendorNow(each, now))) + SECOND,
  ).to;
  const { to } = first.requested;
  if (to < least || to > most) throw new Error(`The list ends at ${to}, not within ${least} and ${most}.`);
  return { from: query.from ?? to - DAY, to };
}

/** The time of an account's vendor. */
const vendorNow = ({ behaviour }: EmulatedAccount, now: number): number =>
  now + (behaviour?.clockOffsetMs ?? 0);

/** A vendor keeps rows for a limited time, and some tell no area or no host. */
const isExpected = ({ kind, field }: VendorError): boolean =>
  kind === 'RETENTION' || ['area', 'domains', 'urls'].includes(field ?? '');

/** Disturbs the calls of accounts. Returns what ends that, and gives the accounts all calls of which failed. */
function strike(world: World, outages: readonly Outage[]): () => readonly string[] {
  const first = world.emulator.calls.length;
  const ends = outages.map((outage) => world.emulator.inject(outage));
  return () => {
    for (const end of ends) end();
    if (ends.length > 0) world.passPauses();
    const called = new Set(world.emulator.calls.slice(first).map(({ account }) => account));
    return (
      outages
        // An empty list may be written as null.
        .filter(({ fault, probability = 1 }) => probability === 1 && fault.kind !== 'null-lists')
        .filter(({ account }) => called.has(account))
        .map(({ account }) => account)
    );
  };
}

const pageArguments = (
  direction: Scenario['direction'],
  count: number,
  cursor: string | undefined,
): PageArguments =>
  direction === 'forward' ? { first: count, after: cursor } : { last: count, before: cursor };

const ask = (
  world: World,
  list: ListName,
  query: TaskQuery,
  page: PageArguments,
): Promise<Page<Task | UrlDetail>> =>
  list === 'tasks'
    ? world.tasks.tasks(query, page, world.scope())
    : world.tasks.urlDetails(query, page, world.scope());

/** What the product promises: the last 24 hours unless said otherwise, and nothing after the walk began. */
function rangeOf(query: TaskQuery, now: number): { from: number; to: number } {
  const to = Math.min(query.to ?? Infinity, now + SECOND);
  return { from: query.from ?? to - DAY, to };
}

const trueNodeOf = (node: Task | UrlDetail): TrueNode => ({
  createdAt: node.createdAt,
  provider: node.provider,
  taskId: node.taskId,
  url: 'url' in node ? node.url : '',
  kind: node.kind,
  area: '',
  state: node.state,
});
