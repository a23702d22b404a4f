import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const generated = `${here}relay/generated`;
const manifest = `${generated}/documents.json`;

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

let told: string;
let deployment: Deployment;
/** Of each compiled operation, by its name. */
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  mkdirSync(generated, { recursive: true });
  writeFileSync(manifest, '{}');
  const compiler = `${here}node_modules/.bin/relay-compiler`;
  const { stdout, stderr } = await promisify(execFile)(compiler, ['--noWatchman'], { cwd: here });
  told = stdout + stderr;
  const text = readFileSync(manifest, 'utf8');
  const documents: Record<string, string> = JSON.parse(text);
  ids = new Map(Object.entries(documents).map(([id, query]) => [/^\w+ (\w+)/.exec(query)?.[1] ?? '', id]));
  deployment = await deploy(
    accountsWith(6),
    { trustedDocuments: 'documents.json' },
    { 'documents.json': text },
  );
});

afterAll(async () => {
  await deployment.close();
  rmSync(generated, { recursive: true });
});

const answerTo = (name: string, variables: object) =>
  ask(deployment.url, { documentId: ids.get(name), variables });

const someTask = taskId({ provider: 'edge', kind: 'PREFETCH', taskId: '2000' });

describe('Relay’s compiler', () => {
  it('accepts connections, refetchable fragments, unions and interfaces of the schema', () => {
    expect(told).toContain('Compilation completed');
    expect([...ids.keys()].toSorted()).toEqual([
      'timelineListPaginationQuery',
      'timelineNewerPaginationQuery',
      'timelinePageQuery',
      'timelineProgressSubscription',
      'timelineTaskRefetchQuery',
      'timelineUrlsPaginationQuery',
    ]);
  });
});

describe('what Relay’s compiler makes of them, sent by id', () => {
  it('pages through the list', async () => {
    const seen: string[] = [];
    let page: Page | undefined;
    do {
      const { data, errors } = await ask<{ readonly tasks: Page }>(deployment.url, {
        documentId: ids.get('timelineListPaginationQuery'),
        variables: { count: 5, cursor: page?.pageInfo.endCursor },
      });
      expect(errors).toBeUndefined();
      page = data?.tasks;
      seen.push(...(page?.edges.map(({ node }) => node.id) ?? []));
    } while (page?.pageInfo.hasNextPage === true);
    expect(seen).toHaveLength(18);
    expect(new Set(seen).size).toBe(18);
  });

  it('reads a task anew by its id, and the pages of its URLs', async () => {
    const task = await answerTo('timelineTaskRefetchQuery', { id: someTask });
    expect(task).toMatchObject({ data: { node: { taskId: '2000', status: { state: 'SUCCEEDED' } } } });
    const urls = await answerTo('timelineUrlsPaginationQuery', { id: someTask, count: 1 });
    expect(urls).toMatchObject({
      data: { node: { urlDetails: { edges: [{}], pageInfo: { hasNextPage: true } } } },
    });
  });

  it('shows errors as data', async () => {
    const stop = deployment.emulator.inject({
      account: 'edge',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    // For a moment after the tests above, the stored rows answer without a call.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const { data, errors } = await answerTo('timelinePageQuery', {});
    stop();
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      tasks: { errors: [{ __typename: 'AuthenticationError' }] },
      providers: [{}, {}, {}],
    });
    expect(data).toHaveProperty('tasks.edges.length', 12);
  });

  it('is all that is answered', async () => {
    const { errors } = await ask(deployment.url, { query: '{ providers { name } }' });
    expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }]);
  });
});
