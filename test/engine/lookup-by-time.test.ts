import { afterAll, beforeAll, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Task } from '../../src/domain/task.ts';
import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

// A vendor without a call by id, and one whose call by id can be narrowed to a time.

const at = NOW - 3_600 * SECOND;
const task = (taskId: string, kind: Submission['kind'], count: number, createdAt = at): Submission => ({
  taskId,
  kind,
  at: createdAt,
  zone: '1001',
  targets: Array.from({ length: count }, (_, index) => ({
    url: `https://www.example.com/${taskId}/${index}`,
    finishesAt: createdAt,
    outcome: 'succeeded',
  })),
});

// More rows in one second than a page has.
const history = [
  task('11', 'PURGE_URL', 60),
  task('12', 'PURGE_URL', 70),
  task('13', 'PURGE_DIRECTORY', 3),
  task('14', 'PREFETCH', 5),
  task('15', 'PURGE_URL', 2, at - 60 * SECOND),
];
const accounts: readonly EmulatedAccount[] = [
  { vendor: 'ALIBABA_ESA', name: 'esa', id: 'k', secret: 's', zones: ['1001', '1002'], history },
  { vendor: 'VOLCENGINE_CDN', name: 'volc', id: 'k', secret: 's', history: history.map(withoutZone) },
];

function withoutZone({ zone: _, ...submission }: Submission): Submission {
  return submission;
}

const lineOf = ({ taskId, kind, urlCount, state }: Task): string => [taskId, kind, urlCount, state].join(' ');

let world: World;

beforeAll(async () => {
  world = await openWorld({ accounts, now: NOW });
});

afterAll(() => world.close());

it.each(['esa', 'volc'])(
  'every listed task of %s can be looked up by what its id holds',
  async (provider) => {
    const page = await world.tasks.tasks({ providers: [provider] }, { first: 100 }, world.scope());
    const sizes = page.edges.map(({ node }) => lineOf(node));
    expect(sizes.toSorted()).toEqual([
      '11 PURGE_URL 60 SUCCEEDED',
      '12 PURGE_URL 70 SUCCEEDED',
      '13 PURGE_DIRECTORY 3 SUCCEEDED',
      '14 PREFETCH 5 SUCCEEDED',
      '15 PURGE_URL 2 SUCCEEDED',
    ]);
    const found = await world.tasks.lookUp(
      page.edges.map(({ node }) => ({
        provider,
        kind: node.kind,
        taskId: node.taskId,
        createdAt: node.createdAt,
      })),
      world.scope(),
    );
    const read = found.map((each) => (each instanceof VendorError ? each.message : lineOf(each)));
    expect(read).toEqual(sizes);
  },
);

it('tasks of one second are found by the pages of one list', async () => {
  world.emulator.clearCalls();
  const scope = world.scope();
  const references = ['11', '12'].map((taskId) => ({
    provider: 'esa',
    taskId,
    kind: 'PURGE_URL' as const,
    scope: '1001',
    createdAt: at,
  }));
  const found = await world.tasks.lookUp(references, scope);
  expect(found).toMatchObject([{ urlCount: 60 }, { urlCount: 70 }]);
  // Three pages each of the two lists of URL purges: one of them has no rows.
  expect(world.emulator.callCounts('esa')['DescribePurgeTasks']).toBeLessThanOrEqual(5);
});

it('without a creation time a task is sought among the newest of the lists, and found again by its second', async () => {
  const soughtTwice = async (): Promise<number | undefined> => {
    world.emulator.clearCalls();
    const [found] = await world.tasks.lookUp(
      [{ provider: 'esa', taskId: 'young', kind: 'PURGE_DIRECTORY' }],
      world.scope(),
    );
    expect(found).toMatchObject({ taskId: 'young', urlCount: 2, state: 'PROCESSING' });
    return world.emulator.callCounts('esa')['DescribePurgeTasks'];
  };
  const young = task('young', 'PURGE_DIRECTORY', 2, NOW + 4 * SECOND);
  const targets = young.targets.map((target) => ({ ...target, finishesAt: NOW + 60 * SECOND }));
  world.clock.now = NOW + 5 * SECOND;
  world.emulator.submit('esa', { ...young, targets });
  // Of each of the two sites: its newest page, and the second of the task.
  expect(await soughtTwice()).toBeLessThanOrEqual(4);
  world.clock.now += 3 * SECOND;
  expect(await soughtTwice()).toBeLessThanOrEqual(2);
  world.clock.now = NOW;
});

it('without a creation time an older task is not found, and the error says since when and what can be done', async () => {
  const [found] = await world.tasks.lookUp([{ provider: 'esa', taskId: '15' }], world.scope());
  expect(found).toMatchObject({
    kind: 'RETENTION',
    retryable: false,
    earliest: NOW + SECOND - 3_600 * SECOND,
  });
  expect(found instanceof VendorError && found.message).toContain('by its `id`');
  const [known] = await world.tasks.lookUp([{ provider: 'volc', taskId: '11' }], world.scope());
  expect(known).toMatchObject({ urlCount: 60 });
});

it('a task that the second does not hold is not found', async () => {
  const createdAt = at - 30 * SECOND;
  const [found] = await world.tasks.lookUp(
    [{ provider: 'esa', taskId: '11', kind: 'PURGE_URL', createdAt }],
    world.scope(),
  );
  expect(found).toMatchObject({ kind: 'NOT_FOUND' });
});
