import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleOf, file, npm, packPackage, quietly, root, run } from './packed-package.ts';
import type { PackedPackage } from './packed-package.ts';

const runningMajor = Number(process.versions.node.split('.')[0]);
const majors = [runningMajor, ...[20, 22, 24].filter((major) => major !== runningMajor)];
let pack: PackedPackage;
/** The programs of the supported versions of Node. */
let nodes: readonly string[];
/** Where the package is installed, by the Node that runs the tests. */
let empty: string;

/** The program of a version of Node. npm has them as packages. */
async function nodeOf(major: number): Promise<string> {
  if (major === runningMajor) return process.execPath;
  const target = join(pack.folder, `node-${major}`);
  mkdirSync(target);
  await run('npm', ['install', '--no-save', ...quietly, '--prefix', target, `node@${major}`], target);
  return join(target, 'node_modules/node/bin/node');
}

/** Runs the program of the installed package, as its users do. */
const edgetasks = (...words: readonly string[]): Promise<string> =>
  run('npx', ['--no-install', 'edgetasks', ...words], empty);

beforeAll(async () => {
  pack = await packPackage();
  [empty, nodes] = await Promise.all([
    pack.installWith(process.execPath),
    Promise.all(majors.map((major) => nodeOf(major))),
  ]);
}, 480_000);

afterAll(() => pack.remove(), 120_000);

describe('the package, installed from its tarball', () => {
  it('is built anew whenever it is packed', () => {
    const { scripts }: { scripts: object } = JSON.parse(file('package.json'));
    expect(scripts).toMatchObject({ prepack: 'npm run --silent build' });
  });

  it('has a command that prints its version and its schema', async () => {
    const { version }: { version: string } = JSON.parse(file('package.json'));
    expect(await edgetasks('--version')).toBe(`${version}\n`);
    expect(await edgetasks('schema')).toBe(`${file('schema/schema.graphql').trimEnd()}\n`);
  }, 60_000);

  it('serves the demo with all that belongs to it, and waits for its tasks', async () => {
    const child = spawn(join(empty, 'node_modules/.bin/edgetasks'), ['serve'], {
      env: { PATH: process.env['PATH'] ?? '', PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'close');
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += String(chunk);
      if (/\/graphql/.test(printed)) break;
    }
    const url = /http:\/\/[^\s]+\/graphql/.exec(printed)?.[0] ?? '';
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ tasks(first: 50) { nodes { id state } } }' }),
    });
    const answer: { data: { tasks: { nodes: { id: string; state: string }[] } } } = await response.json();
    const done = answer.data.tasks.nodes.find(({ state }) => state === 'SUCCEEDED');
    expect(await edgetasks('wait', '--url', url, done?.id ?? '')).toContain('1 of 1 tasks succeeded');
    const listed = await edgetasks('tasks', '--server', url, '--first', '3');
    expect(
      listed
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toHaveLength(3);
    expect(await edgetasks('urls', '--server', url, '--first', '1')).toContain('"url":"http');
    const graphiql = await fetch(url, { headers: { accept: 'text/html' } });
    // Its tabs are the operations that ship with the package.
    expect(await graphiql.text()).toContain('IsItEverywhere');
    const dashboard = await fetch(new URL('/', url));
    expect([dashboard.status, dashboard.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }, 60_000);

  it('exports the schema, the operations and the generated files by its name', async () => {
    const script = `import { readFileSync } from 'node:fs';
      const read = (path) => readFileSync(new URL(import.meta.resolve('edgetasks/schema/' + path)), 'utf8');
      console.log(JSON.stringify(process.argv.slice(1).map(read)));`;
    const paths = [
      'schema.graphql',
      'subgraph.graphql',
      'operations/01-newest-tasks.graphql',
      'generated/persisted-documents.json',
    ];
    const given = await run('node', ['--input-type=module', '--eval', script, ...paths], empty);
    expect(JSON.parse(given)).toEqual(paths.map((path) => file(`schema/${path}`)));
  }, 60_000);

  it('is imported by every supported Node, and answers there, with a history too', async () => {
    const script = `
      import { createEdgetasks } from 'edgetasks';
      import { ProvidersDocument } from 'edgetasks/operations';
      import { possibleTypes } from 'edgetasks/possible-types';
      const namesIn = async (edgetasks) => {
        const { providers } = await edgetasks.client.query(ProvidersDocument);
        await edgetasks.close();
        return providers.map(({ name }) => name);
      };
      const credentials = { secretId: 'id', secretKey: 'key' };
      // Nothing listens there. The history opens a file by a library that is compiled for the platform.
      const main = { name: 'main', vendor: 'TENCENT_CDN', endpoint: 'http://127.0.0.1:9', credentials };
      const log = { info() {}, warn() {}, error() {} };
      const own = await createEdgetasks({ providers: [main], history: { url: 'file:./tasks-' + process.versions.node + '.db' } }, { log });
      console.log(JSON.stringify({
        node: Number(process.versions.node.split('.')[0]),
        demo: (await namesIn(await createEdgetasks())).length,
        own: await namesIn(own),
        hasTypes: 'Error' in possibleTypes,
      }));`;
    const printed = await Promise.all(
      nodes.map(async (node): Promise<unknown> =>
        JSON.parse(await run(node, ['--input-type=module', '--eval', script], empty)),
      ),
    );
    expect(printed).toEqual(majors.map((node) => ({ node, demo: 5, own: ['main'], hasTypes: true })));
    const histories = readdirSync(empty).filter((name) => /^tasks-.*\.db$/.test(name));
    expect(histories).toHaveLength(majors.length);
    for (const history of histories) expect(statSync(join(empty, history)).size).toBeGreaterThan(0);
  }, 120_000);

  it('has a command that every supported Node runs', async () => {
    const program = join(empty, 'node_modules/edgetasks/dist/cli/edgetasks.js');
    for (const node of nodes) {
      expect(await run(node, [program, 'schema'], empty)).toContain('type Query');
    }
  }, 60_000);

  it('depends on packages that support every supported Node', async () => {
    const target = join(pack.folder, 'engines');
    mkdirSync(target);
    const words = ['install', '--dry-run', '--omit=dev', '--engine-strict', '--no-audit', '--prefer-offline'];
    for (const node of nodes) {
      await expect(run(node, [npm, ...words, pack.tarball], target)).resolves.toContain('added');
    }
  }, 120_000);

  it('is developed with packages that support the same versions of Node', async () => {
    const checkout = join(pack.folder, 'checkout');
    mkdirSync(checkout);
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(checkout, name));
    for (const node of nodes) {
      const words = ['ci', '--dry-run', '--engine-strict', '--no-audit'];
      await expect(run(node, [npm, ...words], checkout)).resolves.toContain('added');
    }
  }, 120_000);

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'type-checks with module %s and moduleResolution %s',
    async (module, moduleResolution) => {
      const example = exampleOf('client', 'ts');
      const wrong = `import { createEdgetasks } from 'edgetasks';
      import { OneTaskDocument } from 'edgetasks/operations';
      import { possibleTypes } from 'edgetasks/possible-types';
      const { client } = await createEdgetasks();
      const types: Record<string, string[]> = possibleTypes;
      // @ts-expect-error: the variables are required.
      await client.query(OneTaskDocument);
      // @ts-expect-error: providers are required.
      await createEdgetasks({});
      export { types };`;
      writeFileSync(join(empty, 'right.mts'), example);
      writeFileSync(join(empty, 'wrong.mts'), wrong);
      const options = {
        module,
        moduleResolution,
        target: 'es2023',
        strict: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      };
      const path = join(empty, 'tsconfig.json');
      writeFileSync(path, JSON.stringify({ compilerOptions: options, files: ['right.mts', 'wrong.mts'] }));
      await expect(run(join(root, 'node_modules/.bin/tsc'), ['-p', path], empty)).resolves.toBe('');
    },
    120_000,
  );

  it('contains no tests, no sources and no other build results', () => {
    const installed = readdirSync(join(empty, 'node_modules/edgetasks'));
    expect(installed).toEqual(expect.arrayContaining(['dist', 'package.json', 'schema']));
    expect(installed.filter((name) => ['src', 'test', 'node_modules'].includes(name))).toEqual([]);
  });
});
