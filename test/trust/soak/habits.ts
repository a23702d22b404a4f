import type { EmulatedAccount } from '../../../src/emulator/emulator.ts';
import { taskId as globalTaskId } from '../../../src/graphql/global-id.ts';
import { nodeIds } from '../asking.ts';
import { questions } from '../questions.ts';
import type { Answers, GivenPage, GivenRow } from '../questions.ts';
import type { Answer } from '../world.ts';
import type { Client } from './client.ts';
import type { Asked, Judge } from './judge.ts';
import type { Tally } from './tally.ts';

/** What a client needs to ask and to judge. */
export interface ClientParts {
  readonly client: Client;
  readonly judge: Judge;
  readonly tally: Tally;
  readonly accounts: readonly EmulatedAccount[];
  readonly random: () => number;
  /** Bodies of requests that make no sense. */
  readonly oddBodies: readonly string[];
}

const hour = 3_600_000;
const deadlines = [300, 1_000, 3_000] as const;

const pick = <Item>(items: readonly Item[], random: () => number): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
};

/** What was read so many ms before a request is fresh for it. */
const fresh = 1_500;

/** About the last hour, but for rows that may have been created since their feed was read. */
function askedNow(accounts: readonly string[]): Asked {
  const began = Date.now();
  const to = Math.floor((began - fresh) / 1_000) * 1_000;
  return { began, since: to - hour, to, accounts };
}

const filterOf = ({ since, to, accounts }: Asked) => ({
  providers: accounts,
  createdAt: { from: new Date(since), to: new Date(to) },
});

const names = (accounts: readonly EmulatedAccount[]): string[] => accounts.map(({ name }) => name);

/** A task of the account, or one that nobody knows. */
function someTask({ accounts, random }: ClientParts): { provider: string; taskId: string } {
  const { name, history = [] } = pick(accounts, random);
  const taskId = random() < 0.2 ? String(Math.floor(random() * 1e9)) : pick(history, random).taskId;
  return { provider: name, taskId };
}

/** What clients do: each gives what is wrong with what it got. */
export const habits: Readonly<Record<string, (around: ClientParts) => Promise<string[]>>> = {
  async newestRows({ client, judge, tally, accounts, random }) {
    const asked = askedNow(names(accounts));
    const variables = { filter: filterOf(asked), first: 1_000 };
    const answer = await client.ask<Answers['urlDetails']>('rows', questions.urlDetails, variables, {
      deadline: pick(deadlines, random),
    });
    tally.compared += answer.data?.urlDetails.nodes.length ?? 0;
    return judge.rows(answer, answer.data?.urlDetails, asked);
  },

  async oldestRows({ client, judge, tally, accounts, random }) {
    const asked = askedNow([pick(accounts, random).name]);
    const variables = { filter: filterOf(asked), last: 1_000 };
    const answer = await client.ask<Answers['backwards']>('rows, backwards', questions.backwards, variables, {
      deadline: pick(deadlines, random),
    });
    tally.compared += answer.data?.urlDetails.nodes.length ?? 0;
    return judge.rows(answer, answer.data?.urlDetails, asked);
  },

  async walk({ client, judge, tally, accounts, random }) {
    const asked = askedNow([pick(accounts, random).name]);
    const nodes: GivenRow[] = [];
    let last: { answer: Answer; page: GivenPage<GivenRow> } | undefined;
    for (let after: string | null = null; ;) {
      const answer: Answer<Answers['urlDetails']> = await client.ask('walk', questions.urlDetails, {
        filter: filterOf(asked),
        first: 7,
        after,
      });
      const page = answer.data?.urlDetails;
      if (page === undefined) return judge.rows(answer, page, asked);
      nodes.push(...page.nodes);
      last = { answer, page };
      after = page.pageInfo.endCursor;
      if (page.errors.length > 0 || !page.pageInfo.hasNextPage || after === null) break;
    }
    tally.compared += nodes.length;
    return judge.rows(last.answer, { ...last.page, nodes }, asked);
  },

  async tasks({ client, judge, tally, accounts, random }) {
    const asked = askedNow(names(accounts));
    const variables = { filter: filterOf(asked), first: 500 };
    const answer = await client.ask<Answers['tasks']>('tasks', questions.tasks, variables, {
      deadline: pick(deadlines, random),
    });
    tally.compared += answer.data?.tasks.nodes.length ?? 0;
    return judge.tasks(answer, answer.data?.tasks, asked);
  },

  async lookUp(around) {
    const { client, judge, tally, random } = around;
    const wanted = someTask(around);
    const asked = askedNow([wanted.provider]);
    const answer = await client.ask<Answers['task']>('task', questions.task, wanted, {
      deadline: pick(deadlines, random),
    });
    if (answer.data === undefined) return [`no task: ${JSON.stringify(answer)}`];
    const { task } = answer.data;
    tally.compared += 1;
    return 'taskId' in task ? judge.task(task, asked) : judge.absence(task, wanted);
  },

  async nodes(around) {
    const wanted = Array.from({ length: 5 }, () => someTask(around));
    const ids = wanted.flatMap(({ provider, taskId }) => nodeIds(provider, [taskId]));
    const { data, status } = await around.client.ask<Answers['nodes']>('nodes', questions.nodes, { ids });
    const providers = data?.nodes.filter((node) => node?.__typename === 'Provider') ?? [];
    return status === 200 && providers.length === wanted.length
      ? []
      : [`${status} with ${providers.length} providers`];
  },

  async everywhere({ client }) {
    const { data } = await client.ask<Answers['urlReport']>('urlReport', questions.urlReport, {});
    const silent = data?.urlReport.providers.filter(({ latest, error }) => latest === null && error === null);
    return silent?.length === 0 ? [] : [`a report without a word: ${JSON.stringify(silent)}`];
  },

  async health({ client, accounts }) {
    const { data } = await client.ask<Answers['providers']>('providers', questions.providers, {});
    return data?.providers.length === accounts.length ? [] : ['not all providers are there'];
  },

  async follow(around) {
    const { provider, taskId } = someTask(around);
    const id = globalTaskId({ provider, kind: 'PREFETCH', taskId });
    const query =
      'subscription ($id: ID!) { taskProgress(id: $id) { __typename ... on Task { state urlCount } } }';
    const body = JSON.stringify({ query, variables: { id } });
    await around.client.leave('subscription', body, 100 + 900 * around.random(), 'text/event-stream');
    return [];
  },

  async goAway({ client, accounts, random }) {
    const asked = askedNow(names(accounts));
    const body = JSON.stringify({
      query: questions.tasks,
      variables: { filter: filterOf(asked), first: 100 },
    });
    await client.leave('client that goes away', body, 1 + 60 * random());
    return [];
  },

  async nonsense({ client, oddBodies, random }) {
    await client.post('odd document', pick(oddBodies, random));
    return [];
  },

  async scrape({ client }) {
    const [alive, metrics] = await Promise.all([
      client.read('/healthz'),
      client.read('/metrics'),
      client.read('/readyz'),
    ]);
    return alive.status === 200 && metrics.status === 200 ? [] : ['its health or its metrics cannot be read'];
  },
};

/** How often each is done, out of the sum. */
const weights: Readonly<Record<keyof typeof habits, number>> = {
  newestRows: 4,
  oldestRows: 2,
  walk: 1,
  tasks: 4,
  lookUp: 6,
  nodes: 3,
  everywhere: 3,
  health: 2,
  follow: 4,
  goAway: 4,
  nonsense: 6,
  scrape: 1,
};

const drawn = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));

/** Does one thing after another until the time is over. */
export async function live(around: ClientParts, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const name = pick(drawn, around.random);
    const wrong = (await habits[name]?.(around).catch((error: unknown) => [String(error)])) ?? [];
    around.tally.wrong.push(...wrong.map((sentence) => `${name}: ${sentence}`));
  }
}
