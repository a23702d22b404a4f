import { taskWatch } from '../../src/engine/watch.ts';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { demoAccountList, demoAccounts } from '../../src/emulator/demo.ts';
import { HOUR } from '../../src/domain/time.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { openWorld, type World, type WorldSettings } from '../engine/world.ts';
import { apiOver } from './api-over.ts';

/** When everything begins: the demo has a large release under way. */
export const NOW = Date.UTC(2026, 10, 27, 12);

/** The API over the engine and the emulated accounts of a company at every vendor; the clock moves only as watchers sleep. */
export interface EveryVendor {
  readonly world: World;
  /** The data of an answer. Throws if it has errors. */
  readonly ask: <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;
  /** The data of the events of a subscription, which must end. */
  readonly events: <Data>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<readonly Data[]>;
}

/** All accounts of the demo as they are at the beginning, with the tasks of the last hours, of at most 40 URLs each. */
export const accounts = demoAccounts(NOW, { names: demoAccountList.map(({ name }) => name) }).map(
  ({ history = [], ...account }) => ({
    ...account,
    history: history
      .filter(({ at }) => at > NOW - 2 * HOUR && at < NOW)
      .map((submission) => ({ ...submission, targets: submission.targets.slice(0, 40) })),
  }),
);

/** The domains of each CloudFront distribution, which no other setting tells. */
const settings = Object.fromEntries(
  accounts.flatMap(({ name, zones = [], zoneDetails = {} }) => {
    const distributions = zones.map((id) => ({ id, domains: zoneDetails[id]?.aliases }));
    return distributions.some(({ domains }) => domains !== undefined) ? [[name, { distributions }]] : [];
  }),
);

export async function openEveryVendor(others: Partial<WorldSettings> = {}): Promise<EveryVendor> {
  const world = await openWorld({ accounts, now: NOW, settings, ...others });
  const clock = (): number => world.clock.now;
  const { post } = apiOver(
    world.tasks,
    {
      schema: buildSubgraph({ vendors }),
      clock,
      watch: taskWatch({
        tasks: world.tasks,
        openScope: () => ({ scope: world.scope(), dispose: () => {} }),
        clock,
        sleep: async (length) => {
          world.clock.now += length;
        },
      }),
    },
    { requestDeadline: 60_000, maxVendorCallsPerRequest: 10_000 },
  );
  return {
    world,
    async ask(query, variables) {
      const response = await post(JSON.stringify({ query, variables }));
      const { data, errors } = await response.json();
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async events(query, variables) {
      const response = await post(JSON.stringify({ query, variables }), { accept: 'text/event-stream' });
      const lines = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
      return lines.map((line) => JSON.parse(line.slice('data: '.length)).data);
    },
  };
}
