import { describe, expect, it } from 'vitest';
import type { TaskHistory } from '../../src/domain/history.ts';
import { DAY } from '../../src/domain/time.ts';
import { apiOver } from './api-over.ts';
import { rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

const history: TaskHistory = {
  keepFor: 7 * DAY,
  reachOf: () => ({}),
  observedTasks: () => Promise.resolve([]),
  changesOf: () => Promise.resolve([]),
  statistics: () => Promise.resolve({ groups: [], coverage: [] }),
  taskChanges: () => Promise.reject(new Error('Nobody subscribes here.')),
};

const nodes = '{ nodes { id } }';
/** Each field that takes `maxAge`; `$` stands for it. */
const fields = [
  `{ tasks($) ${nodes} }`,
  `{ urlDetails($) ${nodes} }`,
  `{ provider(name: "main") { tasks($) ${nodes} } }`,
  `{ provider(name: "main") { urlDetails($) ${nodes} } }`,
  `{ domain(name: "www.example.com") { tasks($) ${nodes} } }`,
  '{ plan($) { action } }',
  '{ urlReport(url: "https://www.example.com/", $) { verdict } }',
  '{ urlReports(urls: ["https://www.example.com/"], $) { verdict } }',
];

const { ask } = apiOver(fakeTasks(rows), { history });
const withoutHistory = apiOver(fakeTasks(rows));

describe.each(fields)('maxAge of %s', (field) => {
  it.each(['-PT1S', 'P8D'])('must not be %s', async (age) => {
    const { errors } = await ask(field.replace('$', `maxAge: "${age}"`));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'maxAge' } }]);
  });

  it('may be as long as the history keeps tasks, and longer where there is none', async () => {
    expect((await ask(field.replace('$', 'maxAge: "P7D"'))).errors).toBeUndefined();
    expect((await withoutHistory.ask(field.replace('$', 'maxAge: "P8D"'))).errors).toBeUndefined();
  });
});

it('the message says how long the history keeps tasks, and which setting decides it', async () => {
  const { errors } = await ask('{ tasks(maxAge: "P8D") { nodes { id } } }');
  expect(errors).toMatchObject([{ message: expect.stringMatching(/which is 7 days \(`history.keepFor`/) }]);
});
