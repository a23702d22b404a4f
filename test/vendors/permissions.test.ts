import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../src/vendors/registry.ts';
import { provider } from './sound-row.ts';

const readme = readFileSync(new URL('../../src/vendors/README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## Permissions'));
const rows = section.split('\n').filter((line) => line.startsWith('| '));

/** Settings that some vendors cannot do without. */
const scopes = { zones: ['zone-1'], sites: ['1'], distributions: ['E1'] };

/** Products of one API share a row, which names their brands. */
const rowOf = (title: string): string | undefined =>
  rows.find((row) =>
    (row.split('|')[1] ?? '').split(',').some((name) => title.startsWith(name.trim()) && name.trim() !== ''),
  );

describe.each(vendors)('the permissions of $title', (vendor) => {
  it('name every call that lists or looks up', () => {
    const row = rowOf(vendor.title);
    expect(row).toBeDefined();
    const calls = [...vendor.feeds(scopes, provider), ...vendor.lookups(scopes, provider)];
    const actions = [...new Set(calls.map(({ action }) => action))];
    expect(actions.filter((action) => !new RegExp(`\\b${action}\\b`).test(row ?? ''))).toEqual([]);
  });
});
