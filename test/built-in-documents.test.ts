import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentsWithOwn } from '../src/built-in-documents.ts';

const configured = new Map([['abc', 'query A { providers { name } }']]);
const operation = /^(?:query|subscription) (\w+)/gm;
const namesOf = (texts: Iterable<string>): ReadonlySet<string | undefined> =>
  new Set([...texts].flatMap((text) => [...text.matchAll(operation)].map(([, name]) => name)));
const trusted = (isDashboardOn: boolean): ReadonlySet<string | undefined> =>
  namesOf(documentsWithOwn(configured, { isDashboardOn }).values());

const dashboard = new URL('../src/dashboard/', import.meta.url);
const ofDashboard = namesOf(
  readdirSync(dashboard)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(new URL(file, dashboard), 'utf8')),
);
const ofCommandLine = [
  'FailedUrls',
  'ListTasks',
  'ListUrls',
  'Stats',
  'WaitForTasks',
  'WaitForUrls',
  'WatchTask',
];

it('trusts the configured documents, those of the command line, and those of the dashboard if it is served', () => {
  expect(ofDashboard).toContain('Timeline');
  expect(trusted(true)).toEqual(new Set(['A', ...ofCommandLine, ...ofDashboard]));
  expect(trusted(false)).toEqual(new Set(['A', ...ofCommandLine]));
});
