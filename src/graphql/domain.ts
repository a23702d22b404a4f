import { assertInput } from './arguments.ts';
import { builder } from './builder.ts';
import { listArguments } from './filter.ts';
import { listTasks, TaskConnectionRef } from './lists.ts';

const DomainRef = builder.objectRef<{ readonly name: string }>('Domain').implement({
  extensions: { directives: { key: { fields: 'name' } } },
  description: 'A host name, to which another subgraph can join its own data.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The host name in lower case, such as `www.example.com`.' }),
    tasks: t.field({
      type: TaskConnectionRef,
      description:
        'The tasks with at least one URL on this host, newest first unless `orderBy` says otherwise.',
      args: listArguments(),
      resolve: ({ name }, given, context, info) => listTasks(given, context, info, { domains: [name] }),
    }),
  }),
});

/** The `Domain` of a host name. Throws `UserInputError` on anything else, such as a URL or an empty text. */
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
    type: DomainRef,
    description: 'A host name and its tasks. A host that no provider serves has no tasks.',
    args: {
      name: t.arg.string({
        required: true,
        description: 'A host name in any case, such as `www.example.com`.',
      }),
    },
    resolve: (_, { name }) => domainNamed(name),
  }),
);
