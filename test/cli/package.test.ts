import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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

beforeAll(async () => {
  for (const path of [copy, packed, empty]) mkdirSync(path);
  // Packing builds anew: others may be at work with what is built here.
  for (const path of ['src', 'schema', 'package.json', 'tsconfig.json', 'README.md']) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['pack', '--silent', '--pack-destination', packed], copy);
  const [tarball = ''] = readdirSync(packed);
  await run('npm', ['init', '--yes', '--silent'], empty);
  await run(
    'npm',
    [
      'install',
      '--omit=dev',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--silent',
      join(packed, tarball),
    ],
    empty,
  );
}, 240_000);

afterAll(() => rm(folder, { recursive: true }), 120_000);

describe('the package, installed from its tarball', () => {
  it('has a command that tells its version and its schema', async () => {
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

  it('gives the schema, the operations and what is generated of them by its name', async () => {
    const script = `import { readFileSync } from 'node:fs';
      const read = (path) => readFileSync(new URL(import.meta.resolve('edgetasks/schema/' + path)), 'utf8');
      console.log(JSON.stringify(process.argv.slice(1).map(read)));`;
    const paths = [
      'schema.graphql',
      'subgraph.graphql',
      'operations/01-newest-tasks.graphql',
      'generated/persisted-documents.json',
      'generated/possible-types.ts',
    ];
    const given = await run('node', ['--input-type=module', '--eval', script, ...paths], empty);
    expect(JSON.parse(given)).toEqual(paths.map((path) => file(`schema/${path}`)));
  }, 60_000);

  it('holds no test, no source and nothing that is built for others', () => {
    const installed = readdirSync(join(empty, 'node_modules/edgetasks'));
    expect(installed).toEqual(expect.arrayContaining(['dist', 'package.json', 'schema']));
    expect(installed.filter((name) => ['src', 'test', 'node_modules'].includes(name))).toEqual([]);
  });
});
