import { describe, expect, it } from 'vitest';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { discoveries, hour, minute, now, submission, type Given } from './discovering.ts';
import type { World } from './world.ts';

const discovering = discoveries();

const asked = (world: World): readonly unknown[] => [
  ...new Set(
    world.emulator.calls
      .filter(({ action }) => action === 'ListInvalidations')
      .map(({ parameters }) => parameters['DistributionId']),
  ),
];

it('a job for all zones is whole in an account whose zones were discovered', async () => {
  const { world } = await discovering({
    vendor: 'TENCENT_EDGEONE',
    zones: ['zone-1', 'zone-2'],
    history: ['zone-1', 'zone-2'].map((zone) => submission('job', zone, `https://${zone}.example/a.js`)),
  });
  const [task] = await world.tasks.lookUp([{ provider: 'main', taskId: 'job' }], world.scope());
  expect(task).toMatchObject({ taskId: 'job', urlCount: 2 });
  expect(world.tasks.providers[0]).toMatchObject({ spansScopes: true });
});

describe('the hosts of discovered scopes', () => {
  const distributions: Given = {
    vendor: 'AWS_CLOUDFRONT',
    zones: ['E1', 'E2'],
    zoneDetails: {
      E1: { aliases: ['www.example.com'] },
      E2: { aliases: ['img.example.org', '*.example.net'] },
    },
    history: [
      submission('I1', 'E1', 'https://www.example.com/app.js'),
      submission('I2', 'E2', 'https://img.example.org/logo.png', now - 2 * minute),
    ],
  };
  it.each([
    [{ domains: ['img.example.org'] }, ['I2'], ['E2']],
    [{ urls: ['https://www.example.com/app.js'] }, ['I1'], ['E1']],
    [{ domains: ['nobody.example'] }, [], []],
  ] as const)('route a filter %j', async (query, ids, scopes) => {
    const { world, list } = await discovering(distributions);
    expect(await list(query)).toMatchObject({ ids, errors: [] });
    expect(asked(world)).toEqual(scopes);
  });

  it('tell which providers serve a URL', async () => {
    const { world } = await discovering(distributions);
    const reports = await world.tasks.urlReports(
      { urls: ['https://www.example.com/app.js', 'https://nobody.example/'] },
      world.scope(),
    );
    expect(reports.map(({ providers }) => providers.map(({ standing }) => standing))).toEqual([
      ['DONE'],
      ['NOT_SERVED'],
    ]);
  });
});

describe('an account with hundreds of distributions', () => {
  const zones = Array.from({ length: 300 }, (_, index) => `E${index}`);
  const history = zones.map((zone, index) =>
    submission(`I${index}`, zone, 'https://www.example.com/app.js', now - 1_000 * (index + 1)),
  );

  it('is not read within a deadline, and every part that was not read is told', async () => {
    const { world } = await discovering({
      vendor: 'AWS_CLOUDFRONT',
      zones: [...zones],
      history,
      settings: { requestsPerSecond: 20 },
    });
    const opened = requestScope({ now: world.clock.now, deadlineMs: 2_000, callBudget: 100 });
    const { coverage, errors, edges } = await world.tasks.tasks({}, { first: 20 }, opened.scope);
    opened.dispose();
    expect(coverage).toHaveLength(300);
    const unread = coverage.filter(({ error }) => error !== undefined);
    expect(unread.length).toBeGreaterThan(200);
    for (const { error } of unread) expect(['RATE_LIMIT', 'TIMEOUT', 'CALL_BUDGET']).toContain(error?.kind);
    for (const { error, vendorCalls } of coverage) expect(error !== undefined || vendorCalls > 0).toBe(true);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(` Of 300 scopes, ${unread.length} were not read in full`);
    expect(errors[0]?.message).toContain('`maxAge` accepts earlier readings');
    // Nothing is given that could have something unread before it.
    expect(edges).toEqual([]);
  });

  it('is answered from earlier readings where the client accepts their age', async () => {
    const some = zones.slice(0, 100);
    const { world, list } = await discovering({
      vendor: 'AWS_CLOUDFRONT',
      zones: some,
      history: history.filter(({ zone = '' }) => some.includes(zone)),
    });
    expect((await list()).errors).toEqual([]);
    world.emulator.clearCalls();
    world.clock.now += 10 * minute;
    const { edges, errors } = await world.tasks.tasks(
      { from: now - hour, to: now },
      { first: 20, maxAge: hour },
      world.scope(),
    );
    expect(errors).toEqual([]);
    expect(edges.map(({ node }) => node.taskId)).toEqual(history.slice(0, 20).map(({ taskId }) => taskId));
    expect(world.emulator.calls).toEqual([]);
  });
});
