import type { PageArguments, TaskQuery } from '../../src/domain/query.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import type { Page } from '../../src/domain/page.ts';
import type { History } from '../../src/engine/store/history.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { inTrueOrder, nameOf, trueDetails, trueTasks, type TrueNode } from './oracle.ts';
import { NOW, type Scenario } from './scenario.ts';
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
  readonly errors: readonly string[];
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
  const range = rangeOf(query, world.clock.now);
  const truth = (): TrueNode[] => {
    const nodes = (list === 'tasks' ? trueTasks : trueDetails)(trueRows(world, accounts), query);
    return nodes.filter(({ createdAt }) => createdAt >= range.from && createdAt < range.to);
  };
  let owed = new Set(truth().map(nameOf));
  const allowed = new Set(owed);
  const given: TrueNode[] = [];
  const errors: string[] = [];
  let firstTotal: number | undefined;
  let cursor: string | undefined;
  for (let pages = 1; ; pages++) {
    const seenBefore = truth();
    const recover = breakAccount(world, outages[pages - 1]);
    const page = await ask(world, list, query, pageArguments(direction, count, cursor));
    recover();
    const nodes = page.edges.map(({ node }) => trueNodeOf(node));
    if (direction === 'forward') given.push(...nodes);
    else given.unshift(...nodes);
    errors.push(...page.errors.filter(({ kind }) => kind !== 'AUTHENTICATION').map(({ message }) => message));
    if (pages === 1) firstTotal = await page.totalCount();
    const isOut = page.errors.some(({ kind }) => kind === 'AUTHENTICATION');
    const hasMore = isOut || (direction === 'forward' ? page.hasNextPage : page.hasPreviousPage);
    const names = new Set(truth().map(nameOf));
    for (const name of [...names, ...seenBefore.map(nameOf)]) allowed.add(name);
    if (!hasMore || pages > 5_000) {
      return {
        given: given.map(nameOf),
        givenInOrder: inTrueOrder(given).map(nameOf),
        owed,
        allowed,
        firstTotal,
        errors,
        pages,
      };
    }
    const next = direction === 'forward' ? page.endCursor : page.startCursor;
    if (!isOut && (next === undefined || next === cursor)) throw new Error('The walk does not move on.');
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

/** An account whose key is refused: it fails at once, and nothing is tried again. */
function breakAccount(world: World, account: string | undefined): () => void {
  if (account === undefined) return () => undefined;
  const code = refusals[account] ?? 'AuthFailure.SignatureFailure';
  return world.emulator.inject({ account, fault: { kind: 'error', code } });
}

/** What vendors other than Tencent say of a wrong signature. */
const refusals: Readonly<Record<string, string>> = {
  ALIBABA_CDN: 'SignatureDoesNotMatch',
  AWS_CLOUDFRONT: 'SignatureDoesNotMatch',
  HUAWEI_CDN: 'APIGW.0301',
};

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
