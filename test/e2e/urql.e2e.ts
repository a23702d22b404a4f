import { readFileSync } from 'node:fs';
import { Client, fetchExchange } from '@urql/core';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';
import { idsOf, progressSubscription, timelineQuery } from '../clients/timeline.ts';
import type { Timeline, TimelinePage } from '../clients/timeline.ts';
import { edgetasksClient } from './urql-client.ts';

const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
const introspection = introspectionFromSchema(buildSchema(sdl));

const second = 1_000;
const perAccount = 12;
let deployment: Deployment;
/** What urql says about its use while it is developed with. */
const complaints: string[] = [];

beforeEach(async () => {
  deployment = await deploy(accountsWith(perAccount));
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => complaints.push(words.join(' ')));
  }
});

afterEach(async () => {
  vi.restoreAllMocks();
  await deployment.close();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});

const client = () => edgetasksClient(deployment.url, introspection);

describe('urql with its normalised cache', () => {
  it('shows every task once when it scrolls, in the order in which plain fetch gets them', async () => {
    const urql = client();
    let page: TimelinePage = { first: 7 };
    let shown: Timeline | undefined;
    for (;;) {
      const { data, error } = await urql.query<Timeline>(timelineQuery, page);
      expect(error).toBeUndefined();
      shown = data;
      if (data?.tasks.pageInfo.hasNextPage !== true) break;
      page = { first: 7, after: data.tasks.pageInfo.endCursor };
    }
    const plain = await ask<Timeline>(deployment.url, { query: timelineQuery, variables: { first: 100 } });
    expect(idsOf(plain.data ?? undefined)).toHaveLength(3 * perAccount);
    expect(idsOf(shown)).toEqual(idsOf(plain.data ?? undefined));
  });

  it('shows the rows of the others when a vendor fails, without an error', async () => {
    deployment.emulator.inject({
      account: 'edge',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const { data, error } = await client().query<Timeline>(timelineQuery, { first: 50 });
    expect(error).toBeUndefined();
    expect(idsOf(data)).toHaveLength(2 * perAccount);
    expect(data?.tasks.errors).toMatchObject([{ __typename: 'AuthenticationError' }]);
  });

  it('moves the list by a subscription over server-sent events, until the task is done', async () => {
    const at = Date.now() - 2 * second;
    deployment.emulator.submit('tencent', {
      taskId: '8000',
      kind: 'PREFETCH',
      at,
      targets: [{ url: 'https://www.example.com/a.js', finishesAt: at + 60 * second, outcome: 'succeeded' }],
    });
    const urql = client();
    await urql.query(timelineQuery, { first: 5 });
    const newest = () =>
      urql.readQuery<Timeline>(timelineQuery, { first: 5 })?.data?.tasks.edges[0]?.node.state;
    expect(newest()).toBe('PROCESSING');
    const id = taskId({ provider: 'tencent', kind: 'PREFETCH', taskId: '8000' });
    const states: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      urql.subscription(progressSubscription, { id }).subscribe(({ error, hasNext }) => {
        if (error) reject(error);
        states.push(newest());
        deployment.elapse(60 * second);
        if (!hasNext) resolve();
      });
    });
    expect(states).toEqual(['PROCESSING', 'SUCCEEDED', 'SUCCEEDED']);
  });

  it('names the header that is missing where it is told to send GET requests', async () => {
    const getting = new Client({
      url: deployment.url,
      preferGetMethod: 'force',
      exchanges: [fetchExchange],
    });
    const { data, error } = await getting.query('{ providers { name } }', {});
    expect(data ?? null).toBeNull();
    expect(error?.message).toContain('x-graphql-yoga-csrf, apollo-require-preflight, x-requested-with');
  });

  it('says what was asked wrongly', async () => {
    const { data, error } = await client().query(timelineQuery, { first: -1 });
    expect(data ?? null).toBeNull();
    expect(error?.graphQLErrors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' });
  });
});
