import { assertInput } from './arguments.ts';
import { builder } from './builder.ts';
import { listFields } from './filter.ts';
import { listTasks } from './task-list.ts';

export const DomainType = builder.objectType('Domain', {
  extensions: { directives: { key: { fields: 'name' } } },
  description: 'A domain name, so that another subgraph can join its own data to its tasks.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The host name in lower case, such as `www.example.com`.' }),
    tasks: t.field({
      type: 'TaskConnection',
      description: 'The tasks with at least one URL on this host, newest first.',
      args: listFields(),
      resolve: ({ name }, given, context) => listTasks(given, context, { domains: [name] }),
    }),
  }),
});

/** A host name as rows carry it. Throws `UserInputError` on a whole URL or on nothing. */
export function domainNamed(name: string): { readonly name: string } {
  const host = name.trim().toLowerCase();
  assertInput(host !== '', 'name', '`name` is empty. Write a host name like "www.example.com".');
  assertInput(
    !/[/:?#\s]/.test(host),
    'name',
    `${JSON.stringify(name)} is not a host name. Write it like "www.example.com".`,
  );
  return { name: host };
}

builder.queryField('domain', (t) =>
  t.field({
    type: 'Domain',
    description:
      'A domain name and its tasks. Any name is answered; one that no provider serves has no tasks.',
    args: {
      name: t.arg.string({
        required: true,
        description: 'A host name in any case, such as `www.example.com`.',
      }),
    },
    resolve: (_, { name }) => domainNamed(name),
  }),
);
