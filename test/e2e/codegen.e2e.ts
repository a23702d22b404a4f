import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('./', import.meta.url));
/** A project of somebody who installed the generator: here, for its packages are found from here. */
const project = `${here}codegen-project/`;

beforeAll(() => {
  for (const path of ['codegen.ts', 'schema', 'src/dashboard'])
    cpSync(`${root}${path}`, `${project}${path}`, { recursive: true });
});

afterAll(() => rmSync(project, { recursive: true }));

/** What the generator's own command finds stale; nothing where it would write what is there already. */
async function stale(): Promise<string> {
  const command = `${here}node_modules/.bin/graphql-codegen`;
  try {
    await promisify(execFile)(command, ['--config', 'codegen.ts', '--check'], { cwd: project });
    return '';
  } catch (error) {
    return `${error instanceof Error ? error.message : ''}${JSON.stringify(error)}`;
  }
}

describe('GraphQL Code Generator’s own command', () => {
  it('reads codegen.ts, and writes what is in schema/generated to the letter', async () => {
    expect(await stale()).toBe('');
  });

  it('would say that it is stale', async () => {
    appendFileSync(
      `${project}schema/operations/08-providers.graphql`,
      '\nquery Another { providers { id } }\n',
    );
    expect(await stale()).toContain('schema/generated/graphql.ts');
  });
});
