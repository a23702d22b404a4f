import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/run.ts';
import { worldWith } from './world.ts';

const run = (commandLine: string) =>
  worldWith({ fetch: () => Promise.reject(new Error('Nothing is asked here.')) }).run(commandLine);
const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { version }: { version: string } = JSON.parse(file('package.json'));
const names = commands.map(({ name }) => name);

describe('edgetasks', () => {
  it('tells what commands there are', async () => {
    const { exitCode, output } = await run('--help');
    expect(exitCode).toBe(0);
    for (const { name, summary } of commands)
      expect(output).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
    expect(names.toSorted()).toEqual(['check', 'schema', 'serve', 'wait']);
  });

  it('tells the same where nothing is asked of it, and ends with 3', async () => {
    const { exitCode, output, errors } = await run('');
    expect([exitCode, output, errors]).toEqual([3, '', (await run('-h')).output]);
  });

  it.each(['', ...names])('tells its version (%s)', async (name) => {
    for (const option of ['--version', '-v']) {
      expect(await run(`${name} ${option}`)).toMatchObject({ exitCode: 0, output: `${version}\n` });
    }
  });

  it.each([
    ['wiat', 'edgetasks: There is no command "wiat". Is wait meant?'],
    ['purge', 'edgetasks: There is no command "purge". There are: serve, check, wait, schema.'],
    ['--json', 'edgetasks: There is no option --json.'],
    ['serve now', 'edgetasks serve: "now" means nothing here: this command takes options only.'],
    ['schema --subgraf', 'edgetasks schema: There is no option --subgraf. Is --subgraph meant?'],
  ])('ends with 3 on %j and says what to change', async (commandLine, message) => {
    const { exitCode, output, errors } = await run(commandLine);
    expect([exitCode, output]).toEqual([3, '']);
    expect(errors.split('\n')[0]).toBe(message);
  });
});

describe.each(commands)('the help of $name', ({ name, options, examples }) => {
  it('tells every option and shows examples that the command understands', async () => {
    const { exitCode, output } = await run(`${name} --help`);
    expect(exitCode).toBe(0);
    for (const option of [...Object.keys(options), 'help', 'version'])
      expect(output).toContain(`--${option}`);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(output).toContain(example);
      expect(example).toMatch(new RegExp(`(?:^|[= ])edgetasks ${name}\\b`));
      for (const [option = ''] of example.matchAll(/(?<= )--[a-z-]+/g))
        expect(output).toContain(`  ${option}`);
    }
  });

  it('has lines that a narrow terminal shows whole, but for examples', async () => {
    const { output } = await run(`${name} --help`);
    const [text = ''] = output.split('Examples\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });
});

describe('the schema', () => {
  it('is printed as it is written', async () => {
    const { exitCode, output } = await run('schema');
    expect(exitCode).toBe(0);
    expect(output.trimEnd()).toBe(file('schema/schema.graphql').trimEnd());
    expect(buildSchema(output).getQueryType()?.getFields()).toHaveProperty('tasks');
  });

  it('is printed for composers', async () => {
    const { output } = await run('schema --subgraph');
    expect(output.trimEnd()).toBe(file('schema/subgraph.graphql').trimEnd());
    expect(output).toContain('@key(fields: "id")');
  });
});
