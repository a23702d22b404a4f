import process from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { ask, nodeIds } from './asking.ts';
import {
  account,
  accountNames,
  company,
  longTask,
  taskIdOf,
  vendorNames,
  type CompanyVendor,
} from './company.ts';
import { faultCases, faultOf } from './fault-cases.ts';
import type { FaultCase } from './fault-cases.ts';
import { givenRowLine, taskLine, truthOf } from './truth.ts';
import type { Line } from './truth.ts';
import { faultsOf, faultsOfList, faultsOfProblem } from './verdict.ts';
import type { Expectation, Expectations } from './verdict.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

/** An account that is asked, and what strikes its calls; absent for one that is sound. */
interface Asked {
  readonly vendor: CompanyVendor;
  readonly name: string;
  readonly meets?: FaultCase;
}

/** How often a fault strikes: every call, or about every third. */
type Frequency = 'always' | 'at times';

/** One sound account of each vendor, and for each fault one that it strikes: a request asks them all. */
interface Scene {
  readonly world: World;
  readonly asked: readonly Asked[];
  readonly frequency: Frequency;
  readonly deadline: number;
}

const hour = 3_600_000;
/** Busy cores may take so long for what no clock of ours measures. */
const slack = 5_000;

const soundOnes: readonly Asked[] = vendorNames.map((vendor) => ({ vendor, name: accountNames[vendor] }));
const struckBy = (meets: FaultCase): readonly Asked[] =>
  vendorNames.map((vendor) => ({
    vendor,
    name: `${accountNames[vendor]}-meets-${meets.name.toLowerCase().replaceAll(' ', '-')}`,
    meets,
  }));

async function withScene<Result>(
  cases: readonly FaultCase[],
  frequency: Frequency,
  act: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const now = Date.now();
  const struck = cases.flatMap(struckBy);
  const isLasting = cases.some((each) => each.isLasting === true);
  const world = await openWorld({
    accounts: [...company(now), ...struck.map(({ vendor, name }) => account(vendor, name, now))].map(
      (each) => ({ ...each, behaviour: { enforcesRate: false } }),
    ),
    requestsPerSecond: 10_000,
    // Small pages, so that faults strike in the middle of lists too.
    maxPageSize: isLasting ? 100 : 10,
    configuration: { maxVendorCallsPerRequest: 2_000, requestDeadline: 'PT30S' },
  });
  const odds = frequency === 'always' ? {} : { probability: 0.35, seed: 7 };
  for (const { vendor, name, meets } of struck) {
    if (meets) world.emulator.inject({ ...odds, account: name, fault: faultOf(meets, vendor) });
  }
  try {
    // Short where nothing but it ends the wait.
    const deadline = isLasting ? 6_000 : 30_000;
    const result = await act({ world, asked: [...soundOnes, ...struck], frequency, deadline });
    expect(world.logged.filter((line) => line.includes('unforeseen'))).toEqual([]);
    return result;
  } finally {
    await world.close();
  }
}

/** What an account may answer. */
function expectationOf({ meets }: Asked, frequency: Frequency, truth: readonly Line[]): Expectation {
  if (meets === undefined || meets.outcome === 'whole' || meets.outcome === 'words') {
    return { gives: 'all', truth };
  }
  // What an open circuit keeps back is unavailable, and on a busy machine anything can take too long.
  const errors = [meets.outcome, 'UnavailableError', 'TimeoutError'];
  return { gives: frequency === 'always' ? 'none' : 'some', errors, truth };
}

const viewOf = ({ meets }: Asked) => ({ state: meets?.outcome === 'words' ? 'UNKNOWN' : undefined });

/** Asks for every list of the last hour, and gives what is wrong with the answers. */
async function faultsOfLists({ world, asked, frequency, deadline }: Scene): Promise<string[]> {
  const since = Math.floor((Date.now() - hour) / 1_000) * 1_000;
  const filter = { createdAt: { from: new Date(since) } };
  const expected = (what: 'rows' | 'tasks'): Expectations =>
    Object.fromEntries(
      asked.map((each) => {
        const truth = truthOf(world.emulator, each.name, { since, ...viewOf(each) })[what];
        return [each.name, expectationOf(each, frequency, truth)];
      }),
    );
  const isLate = ({ took }: { readonly took: number }): string[] =>
    took > deadline + slack ? [`took ${Math.round(took)} ms`] : [];
  const rowsOf = async (list: 'urlDetails' | 'backwards') => {
    const answer = await ask(world, list, deadline, { filter, first: 1_000, last: 1_000 });
    return [...faultsOfList(answer, answer.data?.urlDetails, expected('rows')), ...isLate(answer)];
  };
  const tasksOf = async () => {
    const answer = await ask(world, 'tasks', deadline, { filter, first: 1_000 });
    return [...faultsOfList(answer, answer.data?.tasks, expected('tasks')), ...isLate(answer)];
  };
  return (await Promise.all([rowsOf('urlDetails'), rowsOf('backwards'), tasksOf()])).flat();
}

async function faultsOfTasks({ world, asked, frequency, deadline }: Scene, index: number): Promise<string[]> {
  const found = asked.map(async (each) => {
    const taskId = taskIdOf(each.vendor, index);
    const answer = await ask(world, 'task', deadline, { provider: each.name, taskId });
    if (answer.data === undefined || answer.errors !== undefined) return [JSON.stringify(answer)];
    const { task } = answer.data;
    const { tasks } = truthOf(world.emulator, each.name, viewOf(each));
    const truth = tasks.filter((line) => line.includes(` ${taskId} `));
    const expectation = expectationOf(each, frequency, truth);
    return 'taskId' in task
      ? faultsOf(each.name, [taskLine(task)], undefined, expectation)
      : [...faultsOfProblem(task), ...faultsOf(each.name, [], task, expectation)];
  });
  return (await Promise.all(found)).flat();
}

async function faultsOfReport({ world, asked, frequency, deadline }: Scene): Promise<string[]> {
  const { data, errors } = await ask(world, 'urlReport', deadline);
  if (data === undefined || errors !== undefined) return [JSON.stringify(errors)];
  return data.urlReport.providers.flatMap(({ provider: { name }, latest, error }) => {
    const each = asked.find((candidate) => candidate.name === name);
    if (each === undefined) return [`nobody is called ${name}`];
    const { rows } = truthOf(world.emulator, name, viewOf(each));
    const given = latest === null ? [] : [givenRowLine(latest)];
    // Beside an error, an older row that covers the URL is right too.
    const isRight = (line: Line) => (error === null ? line.includes('/0/0.js') : given.includes(line));
    return faultsOf(name, given, error, expectationOf(each, frequency, rows.filter(isRight)));
  });
}

async function faultsOfNodes({ world, asked, deadline }: Scene): Promise<string[]> {
  const ids = asked.flatMap(({ vendor, name }) => nodeIds(name, [taskIdOf(vendor, 0)]));
  const { status, data, errors = [] } = await ask(world, 'nodes', deadline, { ids });
  const untyped = errors.filter(({ extensions }) => !String(extensions?.['code']).startsWith('VENDOR_'));
  const missing = asked.filter(({ meets }, index) => {
    const [own, task] = data?.nodes.slice(2 * index) ?? [];
    return own?.__typename !== 'Provider' || (meets === undefined && task?.__typename !== 'Task');
  });
  return [
    ...(status === 200 ? [] : [`answered ${status}`]),
    ...untyped.map((error) => JSON.stringify(error)),
    ...missing.map(({ name }) => `${name} or its task is missing`),
  ];
}

/** The sound ones are as well as ever. */
async function faultsOfHealth({ world }: Scene): Promise<string[]> {
  const { data } = await ask(world, 'providers', 10_000);
  const sound = data?.providers.slice(0, soundOnes.length) ?? [];
  const isWell = ({ health }: (typeof sound)[number]): boolean =>
    health.available && health.lastError === null;
  return sound.filter((provider) => !isWell(provider)).map((provider) => JSON.stringify(provider));
}

/** Asks everything while the faults strike, and gives what is wrong with the answers. */
const wrongWhile = (cases: readonly FaultCase[], frequency: Frequency): Promise<string[]> =>
  withScene(cases, frequency, async (scene) => {
    const found = await Promise.all([
      faultsOfLists(scene),
      faultsOfTasks(scene, 1),
      faultsOfReport(scene),
      faultsOfNodes(scene),
    ]);
    return [...found.flat(), ...(await faultsOfHealth(scene))];
  });

/** So many at once. */
const batchSize = 3;

function batches(cases: readonly FaultCase[]): [names: string, cases: readonly FaultCase[]][] {
  const lasting = cases.filter(({ isLasting }) => isLasting);
  const quick = cases.filter(({ isLasting }) => !isLasting);
  const parts = Array.from({ length: Math.ceil(quick.length / batchSize) }, (_, index) =>
    quick.slice(index * batchSize, (index + 1) * batchSize),
  );
  return [...parts, lasting].map((part) => [part.map(({ name }) => name).join(', '), part]);
}

describe('when every call of an account of each vendor meets', () => {
  it.each(batches(faultCases))('%s', async (_, cases) => {
    expect(await wrongWhile(cases, 'always')).toEqual([]);
  });
});

describe('when every third call of an account of each vendor meets', () => {
  it.each(batches(faultCases.filter(({ isTriedInPart }) => isTriedInPart)))('%s', async (_, cases) => {
    expect(await wrongWhile(cases, 'at times')).toEqual([]);
  });
});

describe('an answer of more bytes than are read', () => {
  it('is not read to its end, and costs the others nothing', () =>
    withScene([], 'always', async ({ world }) => {
      const name = accountNames.TENCENT_CDN;
      world.emulator.inject({ account: name, fault: { kind: 'huge-body', bytes: 17 * 1024 * 1024 } });
      const { data } = await ask(world, 'tasks', 20_000);
      expect(data?.tasks.errors).toMatchObject([
        { __typename: 'UnavailableError', at: { name }, message: expect.stringContaining('bytes') },
      ]);
      const others = new Set(data?.tasks.nodes.map(({ provider }) => provider.name));
      expect(others).toEqual(new Set([accountNames.TENCENT_EDGEONE, accountNames.ALIBABA_CDN]));
    }));
});

/** Read oldest first, it would hide the oldest rows: there a vendor's count is all that tells where its list ends. */
describe('a count that is too low', () => {
  it.each(vendorNames)('hides no row of %s that is read newest first', (vendor) =>
    withScene([], 'always', async ({ world }) => {
      const name = accountNames[vendor];
      world.emulator.inject({ account: name, fault: { kind: 'wrong-count', by: -7 } });
      const since = Math.floor((Date.now() - hour) / 1_000) * 1_000;
      const filter = { providers: [name], createdAt: { from: new Date(since) } };
      const answer = await ask(world, 'urlDetails', 20_000, { filter, first: 1_000 });
      const truth = truthOf(world.emulator, name, { since }).rows;
      expect(faultsOfList(answer, answer.data?.urlDetails, { [name]: { gives: 'all', truth } })).toEqual([]);
      expect(world.emulator.calls.length).toBeLessThan(30);
    }),
  );
});

describe('calls that are made side by side', () => {
  it.each(vendorNames)('may all fail at %s: that is one error, and nothing is left unhandled', (vendor) =>
    withScene([], 'always', async ({ world }) => {
      const name = accountNames[vendor];
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => unhandled.push(reason);
      process.on('unhandledRejection', note);
      try {
        world.emulator.setBehaviour(name, { latencyMs: 60 });
        const asked = ask(world, 'task', 10_000, { provider: name, taskId: taskIdOf(vendor, longTask) });
        await vi.waitFor(() => expect(world.emulator.calls).not.toEqual([]));
        world.emulator.inject({ account: name, fault: { kind: 'error', code: 'InvalidParameter' } });
        expect((await asked).errors).toBeUndefined();
        expect(unhandled).toEqual([]);
      } finally {
        process.off('unhandledRejection', note);
      }
    }),
  );
});
