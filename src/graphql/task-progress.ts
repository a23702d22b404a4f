import type { VendorError } from '../domain/errors.ts';
import type { Task } from '../domain/task.ts';
import { builder } from './builder.ts';
import { askedProvider, renew } from './context.ts';
import { outcomeData } from './error-data.ts';
import { readIdOf } from './global-id.ts';
import { selectsFinishedAt } from './selection.ts';
import { TaskResultUnion } from './task.ts';

builder.subscriptionType({ description: 'Events, over server-sent events or WebSockets.' });

builder.subscriptionField('taskProgress', (t) =>
  t.field({
    type: TaskResultUnion,
    description:
      'The task at once, then each time it changes, until its state is final; then the stream completes. An error of the vendor is an event too, and the stream continues.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of a task.' }) },
    subscribe: (_, { id }, context, info): AsyncIterable<Task | VendorError> => {
      const { key } = readIdOf('Task', id, 'id');
      askedProvider(context, key.provider, 'id');
      return context.watch({ ...key, needsFinishedAt: selectsFinishedAt(info) });
    },
    resolve: (outcome, _arguments, context) => {
      renew(context);
      return outcomeData(outcome);
    },
  }),
);
