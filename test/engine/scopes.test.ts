import { describe, expect, it } from 'vitest';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { discoveries, hour, minute, now, submission, type Given } from './discovering.ts';

const discovering = discoveries();

/** Waits for what no answer waits for. */
async function eventually(value: () => unknown, expected: unknown): Promise<void> {
  await expect.poll(value, { timeout: 20_000, interval: 5 }).toEqual(expected);
}

describe.each([
  ['TENCENT_EDGEONE', 'zone-1', 'zone-2', 'DescribeZones', 'zone-1.example'],
  ['ALIBABA_ESA', '1234567', '7654321', 'ListSites', '1234567.example'],
  ['AWS_CLOUDFRONT', 'E1', 'E2', 'ListDistributions', 'de1.cloudfront.net'],
] as const)('the scopes of %s', (vendor, one, two, action, name) => {
  const history = [
    submission('1001', one, `https://${name}/a.js`),
    submission('1002', two, 'https://other.example/b.js', now - 2 * minute),
  ];

  it('are found by the first question, and their tasks are listed and looked up', async () => {
    const { world, list, callsOf, events } = await discovering({ vendor, zones: [one, two], history });
    expect((await list()).ids).toEqual(['1001', '1002']);
    const { edges } = await world.tasks.tasks({}, { first: 1 }, world.scope());
    const [task] = await world.tasks.lookUp(
      edges.map(({ node }) => node),
      world.scope(),
    );
    expect(task).toMatchObject({ taskId: '1001', state: 'SUCCEEDED' });
    expect(callsOf(action)).toBe(1);
    expect(events).toMatchObject([{ action, appeared: expect.arrayContaining([one, two]), missing: [] }]);
  });

  it('are told with their names and hosts', async () => {
    const { report } = await discovering({ vendor, zones: [one] });
    const { scopes, discovery } = await report();
    expect(scopes).toEqual([{ id: one, name, domains: expect.arrayContaining([name]) }]);
    expect(discovery).toEqual({ action, readAt: now, error: undefined });
  });

  it('of the configuration are told without a call', async () => {
    const key = { TENCENT_EDGEONE: 'zones', ALIBABA_ESA: 'sites', AWS_CLOUDFRONT: 'distributions' }[vendor];
    const settings = { [key]: [{ id: one, domains: ['a.example'] }, two], domains: ['b.example'] };
    const { report, list, callsOf } = await discovering({ vendor, zones: [one, two], history, settings });
    expect(await report()).toEqual({
      scopes: [
        { id: one, domains: ['a.example'] },
        { id: two, domains: ['b.example'] },
      ],
    });
    expect((await list()).ids).toEqual(['1001', '1002']);
    expect(callsOf(action)).toBe(0);
  });
});

const account = (zones: string[]): Given => ({
  vendor: 'TENCENT_EDGEONE',
  zones,
  history: ['zone-1', 'zone-2', 'zone-3'].map((zone, index) =>
    submission(`task-${index + 1}`, zone, `https://${zone}.example/a.js`, now - minute * (index + 1)),
  ),
});

describe('discovery', () => {
  it('asks for the list once an hour, and uses the old one while it is read again', async () => {
    const zones = ['zone-1'];
    const { world, list, callsOf, report } = await discovering(account(zones));
    expect((await list()).ids).toEqual(['task-1']);
    zones.push('zone-2');
    world.clock.now += hour - 1;
    expect((await list()).ids).toEqual(['task-1']);
    expect(callsOf('DescribeZones')).toBe(1);
    world.clock.now += 1;
    expect((await list()).ids).toEqual(['task-1']);
    await eventually(async () => (await report()).scopes.length, 2);
    expect((await list()).ids).toEqual(['task-1', 'task-2']);
    expect(callsOf('DescribeZones')).toBe(2);
  });

  it('reads a list of several pages', async () => {
    const zones = Array.from({ length: 230 }, (_, index) => `zone-${index}`);
    const { report, callsOf } = await discovering({ vendor: 'TENCENT_EDGEONE', zones });
    expect((await report()).scopes).toHaveLength(230);
    expect(callsOf('DescribeZones')).toBe(3);
  });

  it('reports a scope that is no longer listed, and reads it for a day', async () => {
    const zones = ['zone-1', 'zone-2'];
    const { world, list, report, events } = await discovering(account(zones));
    await list();
    zones.pop();
    world.clock.now += hour;
    await list();
    await eventually(() => events.at(-1), expect.objectContaining({ missing: ['zone-2'], appeared: [] }));
    expect((await report()).scopes).toMatchObject([
      { id: 'zone-1', domains: expect.anything() },
      { id: 'zone-2', missingSince: now + hour },
    ]);
    // The vendor refuses what it does not know any more: the gap is not silent.
    const gone = (await list({ from: now - hour })).coverage.filter(({ scope }) => scope === 'zone-2');
    expect(gone.length).toBeGreaterThan(0);
    for (const { error } of gone) expect(error).toBeDefined();

    world.clock.now += 25 * hour;
    await eventually(async () => (await report()).scopes.map(({ id }) => id), ['zone-1']);
    const { errors, coverage } = await list({ from: now - hour });
    expect(errors).toEqual([]);
    expect(coverage.some(({ scope }) => scope === 'zone-2')).toBe(false);
    expect(events.filter(({ missing }) => missing.length > 0)).toHaveLength(1);
  });

  it('that fails at first is an error of every answer, and never an empty one', async () => {
    const { world, list, report, callsOf } = await discovering(account(['zone-1']));
    const heal = world.emulator.inject({
      action: 'DescribeZones',
      fault: { kind: 'error', code: 'UnauthorizedOperation.CamUnauthorized', message: 'Not allowed.' },
    });
    const { ids, coverage, errors } = await list();
    expect(ids).toEqual([]);
    expect(errors).toMatchObject([
      { kind: 'PERMISSION', provider: 'main', vendorCode: 'UnauthorizedOperation.CamUnauthorized' },
    ]);
    expect(errors[0]?.message).toContain('which parts it has');
    expect(coverage.map(({ scope, outcome, error }) => [scope, outcome, error?.kind])).toEqual([
      [undefined, 'SKIPPED', 'PERMISSION'],
      [undefined, 'SKIPPED', 'PERMISSION'],
    ]);
    const [byUrl] = await world.tasks.urlReports({ urls: ['https://zone-1.example/a.js'] }, world.scope());
    expect(byUrl).toMatchObject({
      verdict: 'UNKNOWN',
      providers: [{ standing: 'UNKNOWN', error: { kind: 'PERMISSION' } }],
    });
    const [task] = await world.tasks.lookUp([{ provider: 'main', taskId: 'task-1' }], world.scope());
    expect(task).toMatchObject({ kind: 'PERMISSION' });
    expect((await world.tasks.quotas('main', world.scope())).errors).toMatchObject([{ kind: 'PERMISSION' }]);
    expect((await report()).discovery).toMatchObject({ readAt: undefined, error: { kind: 'PERMISSION' } });
    // Only a change of the account helps.
    expect(callsOf('DescribeZones')).toBe(1);
    heal();
    world.clock.now += minute;
    expect((await list()).ids).toEqual(['task-1']);
    expect((await report()).discovery?.error).toBeUndefined();
  });

  it.each(['forward', 'backward'] as const)(
    'that fails for a while costs a walk %s none of the tasks',
    async (direction) => {
      const steady: EmulatedAccount = {
        vendor: 'ALIBABA_CDN',
        name: 'steady',
        id: 'id',
        secret: 'secret',
        history: ['901', '902', '903'].map((taskId, index) => ({
          taskId,
          kind: 'PURGE_URL',
          at: now - minute * (index + 1) - 30_000,
          targets: [{ url: 'https://steady.example/', finishesAt: now, outcome: 'succeeded' }],
        })),
      };
      const { world } = await discovering({ ...account(['zone-1', 'zone-2', 'zone-3']), steady });
      const heal = world.emulator.inject({
        action: 'DescribeZones',
        fault: { kind: 'error', code: 'InternalError' },
      });
      const given: string[] = [];
      const failures: unknown[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 10; pages += 1) {
        const page =
          direction === 'forward'
            ? await world.tasks.tasks({}, { first: 2, after: cursor }, world.scope())
            : await world.tasks.tasks({}, { last: 2, before: cursor }, world.scope());
        given.push(...page.edges.map(({ node }) => node.taskId));
        failures.push(page.errors.map(({ kind }) => kind));
        if (pages === 1) heal();
        world.clock.now += 40_000;
        if (!(direction === 'forward' ? page.hasNextPage : page.hasPreviousPage)) break;
        cursor = direction === 'forward' ? page.endCursor : page.startCursor;
        expect(cursor).toBeDefined();
      }
      expect(failures.slice(0, 3)).toEqual([['UNAVAILABLE'], ['UNAVAILABLE'], []]);
      expect(given.toSorted()).toEqual(['901', '902', '903', 'task-1', 'task-2', 'task-3']);
    },
  );

  it('that fails later leaves the known scopes in use, and says so', async () => {
    const { world, list, report, callsOf } = await discovering(account(['zone-1']));
    await list();
    world.emulator.inject({ action: 'DescribeZones', fault: { kind: 'error', code: 'InternalError' } });
    world.clock.now += hour;
    expect((await list({ from: now - hour })).ids).toEqual(['task-1']);
    await eventually(async () => (await report()).discovery?.error?.kind, 'UNAVAILABLE');
    const { discovery, scopes } = await report();
    expect(discovery?.readAt).toBe(now);
    expect(scopes.map(({ id }) => id)).toEqual(['zone-1']);
    const before = callsOf('DescribeZones');
    expect((await list({ from: now - hour })).errors).toEqual([]);
    expect(callsOf('DescribeZones')).toBe(before);
  });

  it('that one client leaves is no failure for the others', async () => {
    const { world, list } = await discovering(account(['zone-1']));
    const heal = world.emulator.inject({ action: 'DescribeZones', fault: { kind: 'hang' } });
    const leaving = new AbortController();
    const left = { ...world.scope(), signal: leaving.signal };
    const given = world.tasks.tasks({}, { first: 1 }, left);
    setTimeout(() => leaving.abort(new Error('gone')), 50);
    expect((await given).errors).toHaveLength(1);
    heal();
    expect(await list()).toMatchObject({ ids: ['task-1'], errors: [] });
  });
});

it('a zone without a domain is read, whichever host is asked for', async () => {
  const { list, report } = await discovering({
    vendor: 'TENCENT_EDGEONE',
    zones: ['zone-1', 'zone-2'],
    zoneDetails: { 'zone-2': { name: '', type: 'partialComposite', alias: 'brands' } },
    history: [submission('1', 'zone-2', 'https://img.example.org/logo.png')],
  });
  expect(await list({ domains: ['img.example.org'] })).toMatchObject({ ids: ['1'], errors: [] });
  expect((await report()).scopes[0]).toEqual({ id: 'zone-2', name: 'brands', domains: undefined });
});
