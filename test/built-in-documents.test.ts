import { expect, it } from 'vitest';
import { documentsWithOwn } from '../src/built-in-documents.ts';

const configured = new Map([['abc', 'query A { providers { name } }']]);
const namesOf = (documents: ReadonlyMap<string, string>): readonly (string | undefined)[] =>
  [...documents.values()].map((text) => /^(?:query|subscription) (\w+)/m.exec(text)?.[1]);

const ofCommandLine = ['WaitForTasks', 'WatchTask', 'WaitForUrls', 'FailedUrls', 'ListTasks', 'ListUrls'];
const ofDashboard = ['Everywhere', 'Providers', 'TaskProgress', 'OpenTask', 'TasksNow', 'Timeline'];

it('trusts what is configured, the command, and the dashboard where it is served', () => {
  expect(namesOf(documentsWithOwn(configured, { isDashboardOn: true }))).toEqual([
    'A',
    ...ofCommandLine,
    ...ofDashboard,
  ]);
  expect(namesOf(documentsWithOwn(configured, { isDashboardOn: false }))).toEqual(['A', ...ofCommandLine]);
});
