import type { TaskKind } from '../domain/task.ts';
import type { Instant } from '../domain/time.ts';
import type { UrlReportQuery } from '../domain/url-report.ts';
import { assertInput, nonEmpty } from './arguments.ts';
import { builder } from './builder.ts';
import { providerNamed } from './context.ts';
import type { Context } from './context.ts';
import { TaskKindEnum, TaskStateEnum, UrlStandingEnum, UrlVerdictEnum } from './enums.ts';
import { ErrorInterface, problemOrNone } from './problem.ts';

builder.objectType('UrlReport', {
  description: 'Is it everywhere yet? What each provider did to one URL since an instant.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The URL that was asked for.' }),
    verdict: t.expose('verdict', { type: UrlVerdictEnum, description: 'The answer, over all providers.' }),
    since: t.expose('since', {
      type: 'DateTime',
      description: 'The verdict speaks of tasks created since then.',
    }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description:
        'The verdict as a state: SUCCEEDED exactly when the verdict is EVERYWHERE, PROCESSING when it is IN_PROGRESS, FAILED when it is NOT_EVERYWHERE, otherwise UNKNOWN.',
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
    standing: t.expose('standing', {
      type: UrlStandingEnum,
      description: 'Where the URL stands at this provider.',
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
      resolve: ({ error }) => problemOrNone(error),
    }),
  }),
});

const isWebUrl = (url: string): boolean => /^https?:\/\/[^/?#\s]+/i.test(url) && URL.canParse(url);

/** The most URLs that one `urlReports` takes. */
const MAX_URLS = 1_000;

const sharedArguments = builder.args((t) => ({
  kinds: t.field({
    type: [TaskKindEnum],
    description: 'Only tasks of these kinds, such as `[PREFETCH]`. Left out: all.',
  }),
  providers: t.stringList({ description: 'Only these providers, by name. Left out: all.' }),
  since: t.field({
    type: 'DateTime',
    description: 'Only tasks created since then count; 24 hours ago if left out.',
  }),
}));

type SharedArguments = Pick<UrlReportQuery, 'urls'> & {
  readonly kinds?: readonly TaskKind[] | null | undefined;
  readonly providers?: readonly string[] | null | undefined;
  readonly since?: Instant | null | undefined;
};

function queryOf(
  { urls, kinds, providers, since }: SharedArguments,
  { tasks, scope }: Context,
): UrlReportQuery {
  assertInput(since == null || since < scope.now, 'since', '`since` must be earlier than now.');
  const unknown = providers?.find((name) => !tasks.providers.some(({ provider }) => provider.name === name));
  assertInput(unknown === undefined, 'providers', `There is no provider "${unknown}".`);
  return {
    urls,
    kinds: nonEmpty('kinds', kinds),
    providers: nonEmpty('providers', providers),
    since: since ?? undefined,
  };
}

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
      ...sharedArguments,
    },
    resolve: async (_, { url, ...shared }, context) => {
      assertInput(
        isWebUrl(url.trim()),
        'url',
        'Write the whole URL, such as "https://www.example.com/app.js".',
      );
      const query = queryOf({ urls: [url.trim()], ...shared }, context);
      const [report] = await context.tasks.urlReports(query, context.scope);
      if (report === undefined) throw new Error('A report on one URL is missing');
      return report;
    },
  }),
);

builder.queryField('urlReports', (t) =>
  t.field({
    type: ['UrlReport'],
    description: `The same as \`urlReport\` for many URLs at once, in their order and in about the calls of one. At most ${MAX_URLS} URLs.`,
    args: {
      urls: t.arg.stringList({
        required: true,
        description: 'With their schemes, such as `https://www.example.com/app.js`.',
      }),
      ...sharedArguments,
    },
    resolve: (_, { urls, ...shared }, context) => {
      assertInput(
        urls.length <= MAX_URLS,
        'urls',
        `Ask for at most ${MAX_URLS} URLs at once; these are ${urls.length}.`,
      );
      const wrong = urls.find((url) => !isWebUrl(url.trim()));
      assertInput(
        wrong === undefined,
        'urls',
        `Write whole URLs, such as "https://www.example.com/app.js", instead of "${wrong?.slice(0, 100)}".`,
      );
      const query = queryOf({ urls: urls.map((url) => url.trim()), ...shared }, context);
      return context.tasks.urlReports(query, context.scope);
    },
  }),
);
