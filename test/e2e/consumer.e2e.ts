import { execFile, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { possibleTypes } from '../../schema/generated/possible-types.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';

const consumer = fileURLToPath(new URL('./consumer/', import.meta.url));
const run = promisify(execFile);

const environment = () => ({ ...process.env, EDGETASKS_URL: deployment.url });
const packages = (path: string): string =>
  fileURLToPath(new URL(`${path}/node_modules/.bin/`, import.meta.url));

let deployment: Deployment;

beforeAll(async () => {
  deployment = await deploy(accountsWith(6));
  await run(`${packages('.')}graphql-codegen`, [], { cwd: consumer, env: environment() });
});

afterAll(async () => {
  await deployment.close();
  rmSync(`${consumer}generated`, { recursive: true });
});

describe('a project that generates its types from a running server', () => {
  it('compiles', async () => {
    const compiler = spawnSync(`${packages('../..')}tsc`, ['--project', consumer], { encoding: 'utf8' });
    expect(compiler.stdout).toBe('');
    expect(compiler.status).toBe(0);
  });

  it('gets what it asks for', async () => {
    const { stdout } = await run(`${packages('../..')}tsx`, ['failures.ts'], {
      cwd: consumer,
      env: environment(),
    });
    expect(stdout.split('\n').filter((line) => / failed: /.test(line))).toHaveLength(10);
  });

  it('learns which types an interface stands for', async () => {
    const { default: learned }: { default: unknown } = await import(`${consumer}generated/possible-types.ts`);
    const sorted = Object.entries(possibleTypes).map(([name, types]) => [name, types.toSorted()]);
    expect(learned).toMatchObject({ possibleTypes: Object.fromEntries(sorted) });
  });
});
