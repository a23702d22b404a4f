import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The printed schema at a commit; undefined where there is no such commit here. */
function schemaAt(commit: string): string | undefined {
  const shown = spawnSync('git', ['show', `${commit}:schema/schema.graphql`], {
    cwd: root,
    encoding: 'utf8',
  });
  return shown.status === 0 ? shown.stdout : undefined;
}

/** What clients were given last: by the main branch as it was fetched, else by the last commit. */
function landedSchema(): string | undefined {
  needs('git');
  const landed = schemaAt('origin/main') ?? schemaAt('HEAD');
  if (landed !== undefined) return landed;
  const reason =
    'There are no commits here to compare the schema with, and the test that does so did not run.';
  if ((process.env['CI'] ?? '') !== '') throw new Error(reason);
  process.stderr.write(`NOT RUN: ${reason}\n`);
  return undefined;
}

const landed = landedSchema();

describe.skipIf(landed === undefined)('the schema that clients know', () => {
  it('has no breaking change', () => {
    const known = buildSchema(landed ?? '');
    const now = buildSchema(readFileSync(`${root}schema/schema.graphql`, 'utf8'));
    expect(findBreakingChanges(known, now).map(({ description }) => description)).toEqual([]);
  });
});
