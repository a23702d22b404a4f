import { urlReport } from '../engine/url-report.ts';
import { filled, refuse } from './arguments.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import { TaskKindEnum, TaskStateEnum } from './enums.ts';
import { ErrorInterface, problemOrNone } from './problem.ts';

builder.objectType('UrlReport', {
  description: 'Is it everywhere yet? What each provider last did to one URL.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The URL that was asked for.' }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description:
        'Over all providers that have a covering task, by the rule for a task: SUCCEEDED means that it is everywhere. UNKNOWN where no provider has one.',
    }),
    providers: t.expose('providers', {
      type: ['ProviderUrlReport'],
      description: 'One entry for each provider.',
    }),
  }),
});

builder.objectType('ProviderUrlReport', {
  description: 'What one provider last did to a URL.',
  fields: (t) => ({
    provider: t.field({
      type: 'Provider',
      description: 'The provider.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider),
    }),
    latest: t.expose('latest', {
      type: 'UrlDetail',
      nullable: true,
      description:
        'The newest URL detail that covers the URL: of the URL itself, of a directory or expression that includes it, of its host, or of everything. Null where there is none since `since`.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'Why the provider could not answer in full: `latest` may then miss the newest. Null when it did.',
      resolve: ({ failure }) => problemOrNone(failure),
    }),
  }),
});

const isWebUrl = (url: string): boolean => /^https?:\/\/[^/?#\s]+/i.test(url) && URL.canParse(url);

builder.queryField('urlReport', (t) =>
  t.field({
    type: 'UrlReport',
    description:
      'Is it everywhere yet? For each provider the newest task that covers a URL: itself, its directory, its host, or everything. Purges by cache tag are not seen, for only the origin knows what carries a tag.',
    args: {
      url: t.arg.string({
        required: true,
        description: 'With its scheme, such as `https://www.example.com/app.js`.',
      }),
      kinds: t.arg({
        type: [TaskKindEnum],
        description: 'Only tasks of these kinds, such as `[PREFETCH]`. Left out: all.',
      }),
      since: t.arg({ type: 'DateTime', description: 'How far to look back; 24 hours if left out.' }),
    },
    resolve: (_, { url, kinds, since }, { tasks, scope }) => {
      refuse(!isWebUrl(url.trim()), 'url', 'Write the whole URL, such as "https://www.example.com/app.js".');
      refuse(since != null && since >= scope.now, 'since', '`since` must be earlier than now.');
      const question = { url: url.trim(), kinds: filled('kinds', kinds), since: since ?? undefined };
      return urlReport(tasks, question, scope);
    },
  }),
);
