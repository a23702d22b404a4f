import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, nodeIds } from './asking.ts';
import { accountNames, company, taskIdOf, vendorNames } from './company.ts';
import { accountsOfEveryVendor } from './every-vendor.ts';
import { answerTo, hostileLists } from './hostile-rows.ts';
import { givenRowLine, providerOf, taskLine, truthOf } from './truth.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

const hostile = accountsOfEveryVendor('hostile', 0, Date.now());
const hostileNames = hostile.map(({ name }) => name);
const soundNames = Object.values(accountNames);

describe('beside rows that no vendor should send,', () => {
  let world: World;
  let vendor: Server;
  /** The list in every answer of the hostile vendors, and its count. */
  let sent = { list: '[]', count: '0' };

  beforeAll(async () => {
    vendor = createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(answerTo(request, sent.list, sent.count));
    });
    await new Promise<void>((resolve) => {
      vendor.listen(0, '127.0.0.1', resolve);
    });
    const address = vendor.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const now = Date.now();
    world = await openWorld({
      accounts: [...company(now), ...hostile].map((each) => ({
        ...each,
        behaviour: { enforcesRate: false },
      })),
      requestsPerSecond: 10_000,
      endpoints: Object.fromEntries(hostileNames.map((name) => [name, `http://127.0.0.1:${port}`])),
    });
  });

  afterAll(async () => {
    await world.close();
    vendor.closeAllConnections();
    vendor.close();
  });

  describe.each(['with', 'without'])('%s `raw`,', (raw) => {
    const row = `id url domain state createdAt ${raw === 'with' ? 'raw' : ''} of: task { taskId kind provider { name } }`;
    const since = Math.floor((Date.now() - 3_600_000) / 1_000) * 1_000;
    const filter = { createdAt: { from: new Date(since) } };
    const query = `query ($filter: TaskFilter) {
      urlDetails(filter: $filter, first: 1000) { nodes { ${row} } errors { message at: provider { name } } }
      backwards: urlDetails(filter: $filter, last: 1000) { nodes { ${row} } }
      tasks(filter: $filter, first: 1000) { nodes { id taskId kind state createdAt urlCount provider { name }
        stateCounts { state count } } } }`;

    it.each(hostileLists)('the other providers are complete: %s', async (_, list) => {
      for (const count of ['1', '1e308']) {
        sent = { list, count };
        const answer = await world.ask<Answered>(query, {
          variables: { filter },
          headers: { 'x-edgetasks-deadline': '5000' },
        });
        expect(answer.status).toBe(200);
        expect(answer.errors).toBeUndefined();
        const { data } = answer;
        for (const name of soundNames) {
          const truth = truthOf(world.emulator, name, { since });
          const own = (lines: readonly string[] = []) =>
            lines.filter((line) => providerOf(line) === name).toSorted();
          expect(own(data?.tasks.nodes.map(taskLine))).toEqual(truth.tasks.toSorted());
          for (const page of [data?.urlDetails, data?.backwards]) {
            expect(own(page?.nodes.map(givenRowLine))).toEqual(truth.rows.toSorted());
          }
          expect(data?.urlDetails.errors.filter(({ at }) => at?.name === name)).toEqual([]);
        }
      }
    });

    it.each(hostileLists)('lookups and reports are answered: %s', async (_, list) => {
      sent = { list, count: '1' };
      const names = [...soundNames, ...hostileNames];
      const ids = names.flatMap((name, index) =>
        nodeIds(name, [taskIdOf(vendorNames[index % vendorNames.length] ?? 'TENCENT_CDN', 0), '71']),
      );
      const nodes = await ask(world, 'nodes', 5_000, { ids });
      expect(nodes.status).toBe(200);
      expect(nodes.data?.nodes.filter((_node, index) => index < 6 && index % 3 < 2)).not.toContain(null);
      const report = await ask(world, 'urlReport', 5_000);
      expect(report.status).toBe(200);
      const sound = report.data?.urlReport.providers.filter(({ provider }) =>
        soundNames.includes(provider.name),
      );
      expect(sound?.map(({ latest }) => latest !== null)).toEqual([true, true, true]);
      for (const name of hostileNames) {
        const task = await ask(world, 'task', 2_000, { provider: name, taskId: '71' });
        expect(task.status).toBe(200);
        expect(task.data).toBeDefined();
      }
      expect(
        world.logged.filter((line) => line.includes('unforeseen') || line.includes('Unexpected')),
      ).toEqual([]);
    });
  });
});

interface Answered {
  readonly urlDetails: Page<Parameters<typeof givenRowLine>[0]> & {
    readonly errors: readonly { readonly at: { readonly name: string } | null }[];
  };
  readonly backwards: Page<Parameters<typeof givenRowLine>[0]>;
  readonly tasks: Page<Parameters<typeof taskLine>[0]>;
}

interface Page<Node> {
  readonly nodes: readonly Node[];
}
