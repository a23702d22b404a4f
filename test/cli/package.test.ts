import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edgetasks-package-'));
/** What the package is packed from, where to, and where it is installed. */
const copy = join(folder, 'copy');
const packed = join(folder, 'packed');
const empty = join(folder, 'empty');

const run = async (command: string, words: readonly string[], cwd: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(command, words, { cwd, maxBuffer: 50_000_000 });
  return stdout;
};

/** Runs the program of the installed package, as its users do. */
const edgetasks = (...words: readonly string[]): Promise<string> =>
  run('npx', ['--no-install', 'edgetasks', ...words], empty);

const file = (path: string): string => readFileSync(join(root, path), 'utf8');

const tarball = (): string => join(packed, readdirSync(packed)[0] ?? '');

/** A supported version of Node, and where the package is installed with it. */
interface Installation {
  readonly node: string;
  readonly folder: string;
}

const majors = [20, 22, 24];
const runningMajor = Number(process.versions.node.split('.')[0]);
let installations: readonly Installation[] = [];

const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--silent'];
const strictly = ['--omit=dev', '--engine-strict', ...quietly];

/** The program of a version of Node. npm has them as packages. */
async function nodeOf(major: number): Promise<string> {
  if (major === runningMajor) return process.execPath;
  const target = join(folder, `node-${major}`);
  mkdirSync(target);
  await run('npm', ['install', '--no-save', ...quietly, '--prefix', target, `node@${major}`], target);
  return join(target, 'node_modules/node/bin/node');
}

/** Installs the tarball as a user of this Node does, who has an empty folder. */
async function installWith(node: string, target: string): Promise<Installation> {
  mkdirSync(target, { recursive: true });
  await run(node, [npmOf(), 'init', '--yes', '--silent'], target);
  await run(node, [npmOf(), 'install', ...strictly, tarball()], target);
  return { node, folder: target };
}

/** npm's own program, to run it with another Node. */
const npmOf = (): string => realpathSync(join(dirname(process.execPath), 'npm'));

/** A code block of the document for consumers. */
function exampleOf(name: string, language: string): string {
  const start = `\`\`\`${language} example=${name}\n`;
  const text = file('src/graphql/README.md');
  const code = text.split(start)[1]?.split('\n```')[0];
  if (code === undefined) throw new Error(`The document has no example ${name}`);
  return code;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('It listens at no port');
  return address.port;
}

beforeAll(async () => {
  for (const path of [copy, packed]) mkdirSync(path);
  // Packing builds anew: others may be at work with what is built here.
  for (const path of [
    'src',
    'schema',
    'package.json',
    'tsconfig.json',
    'README.md',
    'CHANGELOG.md',
    'package-lock.json',
  ]) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--silent', '--pack-destination', packed], copy);
  const ours = await installWith(process.execPath, empty);
  const others = majors.filter((major) => major !== runningMajor);
  installations = [
    ours,
    ...(await Promise.all(
      others.map(async (major) => installWith(await nodeOf(major), join(folder, `with-${major}`))),
    )),
  ];
}, 480_000);

afterAll(() => rm(folder, { recursive: true }), 120_000);

describe('the package, installed from its tarball', () => {
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
      const own = await createEdgetasks({ providers: [main], history: { url: 'file:./tasks.db' } }, { log });
      console.log(JSON.stringify({
        node: Number(process.versions.node.split('.')[0]),
        demo: (await namesIn(await createEdgetasks())).length,
        own: await namesIn(own),
        hasTypes: 'Error' in possibleTypes,
      }));`;
    const printed = await Promise.all(
      installations.map(async ({ node, folder: target }): Promise<unknown> =>
        JSON.parse(await run(node, ['--input-type=module', '--eval', script], target)),
      ),
    );
    expect(printed).toEqual(
      [runningMajor, ...majors.filter((major) => major !== runningMajor)].map((node) => ({
        node,
        demo: 4,
        own: ['main'],
        hasTypes: true,
      })),
    );
    for (const { folder: target } of installations) {
      expect(statSync(join(target, 'tasks.db')).size).toBeGreaterThan(0);
    }
  }, 120_000);

  it('has a command that every supported Node runs', async () => {
    for (const { node, folder: target } of installations) {
      const program = join(target, 'node_modules/edgetasks/dist/cli/edgetasks.js');
      expect(await run(node, [program, 'schema'], target)).toContain('type Query');
    }
  }, 60_000);

  it('is developed with packages that support the same versions of Node', async () => {
    const checkout = join(folder, 'checkout');
    mkdirSync(checkout);
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(checkout, name));
    for (const { node } of installations) {
      const words = ['ci', '--dry-run', '--engine-strict', '--no-audit'];
      await expect(run(node, [npmOf(), ...words], checkout)).resolves.toContain('added');
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

  it.each([
    ['express', ['express']],
    ['fastify', ['fastify']],
    ['hono', ['hono', '@hono/node-server']],
  ])(
    'answers within %s as its document shows',
    async (name, packages) => {
      for (const needed of packages) {
        const link = join(empty, 'node_modules', needed);
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(realpathSync(join(root, 'node_modules', needed)), link);
      }
      writeFileSync(join(empty, `${name}.mjs`), exampleOf(name, 'js'));
      const port = await freePort();
      const child = spawn(process.execPath, [`${name}.mjs`], {
        cwd: empty,
        env: { PATH: process.env['PATH'] ?? '', PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const response = await vi.waitFor(
        () =>
          fetch(`http://127.0.0.1:${port}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: '{ tasks(first: 2) { nodes { taskId } } }' }),
          }),
        { timeout: 30_000, interval: 100 },
      );
      expect(await response.json()).toMatchObject({ data: { tasks: { nodes: [{}, {}] } } });
      const stream = await fetch(`http://127.0.0.1:${port}/graphql`, { headers: { accept: 'text/html' } });
      expect(await stream.text()).toContain('GraphiQL');
      child.kill();
    },
    60_000,
  );

  it('runs its client as its document shows', async () => {
    // The types are erased by hand: there are none but in the imports.
    writeFileSync(join(empty, 'client.mjs'), exampleOf('client', 'ts'));
    expect((await run('node', ['client.mjs'], empty)).trim().split('\n')).toHaveLength(5);
  }, 60_000);

  it('contains no tests, no sources and no other build results', () => {
    const installed = readdirSync(join(empty, 'node_modules/edgetasks'));
    expect(installed).toEqual(expect.arrayContaining(['dist', 'package.json', 'schema']));
    expect(installed.filter((name) => ['src', 'test', 'node_modules'].includes(name))).toEqual([]);
  });
});
