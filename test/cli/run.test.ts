import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { worldWith } from './world.ts';

const run = (commandLine: string) =>
  worldWith({ fetch: () => Promise.reject(new Error('Nothing is asked here.')) }).run(commandLine);
const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { version }: { version: string } = JSON.parse(file('package.json'));

const names = ['serve', 'check', 'wait', 'tasks', 'urls', 'stats', 'history', 'schema'];
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  serve: ['config', 'host', 'port'],
  check: ['config'],
  wait: ['server', 'token', 'url', 'site-url', 'since', 'provider', 'timeout', 'interval', 'json'],
  tasks: [
    'server',
    'token',
    'provider',
    'vendor',
    'kind',
    'state',
    'since',
    'until',
    'url',
    'domain',
    'max-age',
    'first',
    'all',
  ],
  urls: [
    'server',
    'token',
    'provider',
    'vendor',
    'kind',
    'state',
    'since',
    'until',
    'url',
    'domain',
    'max-age',
    'first',
    'all',
  ],
  stats: ['server', 'token', 'by', 'provider', 'vendor', 'kind', 'state', 'since', 'until', 'url', 'domain'],
  history: [],
  schema: ['subgraph', 'prefix', 'without-node'],
};

describe('edgetasks', () => {
  it('lists its commands', async () => {
    const { exitCode, output } = await run('--help');
    expect(exitCode).toBe(0);
    const listed = [...output.matchAll(/^ {2}([a-z]+)(?: \[|  )/gm)].map(([, name]) => name);
    expect(listed).toEqual(names);
  });

  it('prints the same to stderr if it is called without a command, and ends with 3', async () => {
    const { exitCode, output, errors } = await run('');
    expect([exitCode, output, errors]).toEqual([3, '', (await run('-h')).output]);
  });

  it.each(['', ...names])('prints its version (%s)', async (name) => {
    for (const option of ['--version', '-v']) {
      expect(await run(`${name} ${option}`)).toMatchObject({ exitCode: 0, output: `${version}\n` });
    }
  });

  it.each([
    ['wiat', "edgetasks: unknown command 'wiat' (Did you mean wait?)"],
    ['purge', "edgetasks: unknown command 'purge'"],
    ['--json', "edgetasks: unknown option '--json'"],
    ['serve now', "edgetasks serve: too many arguments for 'serve'. Expected 0 arguments but got 1."],
    ['schema --subgraf', "edgetasks schema: unknown option '--subgraf' (Did you mean --subgraph?)"],
    ['schema --constructor', "edgetasks schema: unknown option '--constructor'"],
    ['tasks --first', "edgetasks tasks: option '--first <number>' argument missing"],
    ['serve --po\u001B[31mrt', String.raw`edgetasks serve: unknown option '--po\u001b[31mrt'`],
  ])('ends with 3 on %j and says what is wrong', async (commandLine, message) => {
    const { exitCode, output, errors } = await run(commandLine);
    expect([exitCode, output]).toEqual([3, '']);
    expect(errors.split('\n')[0]).toBe(message);
    expect(errors.split('\n')[1]).toMatch(/^edgetasks(?: [a-z]+)? --help describes the arguments\.$/);
  });
});

describe.each(names)('the help of %s', (name) => {
  it('describes every option, and its examples use no other', async () => {
    const { exitCode, output } = await run(`${name} --help`);
    expect(exitCode).toBe(0);
    const described = [...output.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, option]) => option);
    expect(described).toEqual(expect.arrayContaining([...(optionsOf[name] ?? []), 'help']));
    const examples = output.slice(output.indexOf('Examples:\n')).trimEnd().split('\n').slice(1);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example).toMatch(new RegExp(`(?:^| )edgetasks ${name}\\b`));
      for (const [, option] of example.matchAll(/ --([a-z-]+)/g)) {
        expect([...described, 'config', 'port', 'keep', 'since']).toContain(option);
      }
    }
  });

  it('fits 90 columns, but for its examples', async () => {
    const { output } = await run(`${name} --help`);
    const [text = ''] = output.split('Examples:\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });
});

describe.each(['status', 'prune', 'export'])('the help of history %s', (name) => {
  it('describes its options, its exit codes and an example, in 90 columns', async () => {
    const { exitCode, output } = await run(`history ${name} --help`);
    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /--config <file>[^]+Exit codes:\n {2}0 {2}Done\.[^]+Examples:\n {2}edgetasks history/,
    );
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });
});

describe('the schema', () => {
  it('is printed as it is in its file', async () => {
    const { exitCode, output } = await run('schema');
    expect(exitCode).toBe(0);
    expect(output.trimEnd()).toBe(file('schema/schema.graphql').trimEnd());
    expect(buildSchema(output).getQueryType()?.getFields()).toHaveProperty('tasks');
  });

  it('is printed with prefixed names and without node, for a graph that has these names', async () => {
    const { exitCode, output } = await run('schema --subgraph --prefix Cdn --without-node');
    expect(exitCode).toBe(0);
    expect(output).toContain('type CdnTask implements Node @key(fields: "id")');
    expect(output).not.toMatch(/^ {2}nodes?\(/m);
  });

  it('takes a prefix only for a subgraph, and only one that can begin a name', async () => {
    expect(await run('schema --prefix Cdn')).toMatchObject({ exitCode: 3, output: '' });
    // The same rule as in the configuration file, whose server this schema must match.
    for (const prefix of ['1-', 'cdn', 'Cdn_']) {
      expect(await run(`schema --subgraph --prefix ${prefix}`)).toMatchObject({
        exitCode: 3,
        output: '',
        errors: expect.stringContaining('must begin with a capital letter'),
      });
    }
  });

  it('is printed for composition', async () => {
    const { output } = await run('schema --subgraph');
    expect(output.trimEnd()).toBe(file('schema/subgraph.graphql').trimEnd());
    expect(output).toContain('@key(fields: "id")');
  });
});
