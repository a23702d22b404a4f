import type { TaskKind } from '../domain/task.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import type { ProviderUrlReport, UrlReport, UrlReportQuery } from '../domain/url-report.ts';
import { assertInput, maxAgeOf, nonEmpty } from './arguments.ts';
import type { Given } from './arguments.ts';
import { builder } from './builder.ts';
import { askedProvider, providerNamed } from './context.ts';
import type { Context } from './context.ts';
import { TaskKindEnum, TaskStateEnum, UrlStandingEnum, UrlVerdictEnum } from './enums.ts';
import { ErrorInterface, optionalErrorData } from './error-data.ts';
import { maxAgeField } from './filter.ts';
import { ProviderRef } from './provider.ts';
import { UrlDetailRef } from './url-detail.ts';

const ProviderUrlReportRef = builder.objectRef<ProviderUrlReport>('ProviderUrlReport').implement({
  description: 'The newest task that covers a URL at one provider.',
  fields: (t) => ({
    provider: t.field({
      type: ProviderRef,
      description: 'The provider.',
      resolve: ({ provider }, _arguments, context) => providerNamed(context, provider),
    }),
    standing: t.expose('standing', {
      type: UrlStandingEnum,
      description: 'The result at this provider.',
    }),
    latest: t.expose('latest', {
      type: UrlDetailRef,
      nullable: true,
      description:
        'The newest URL detail that covers the URL: the URL itself, a directory or expression that includes it, its host, or a whole zone. Null if there is none since `since`.',
    }),
    error: t.field({
      type: ErrorInterface,
      nullable: true,
      description:
        'Why the provider could not answer completely; `latest` may then not be the newest. Null if it could.',
      resolve: ({ error }) => optionalErrorData(error),
    }),
  }),
});

const UrlReportRef = builder.objectRef<UrlReport>('UrlReport').implement({
  description: 'Whether a URL is up to date on all providers: the newest task that covers it at each.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The requested URL.' }),
    verdict: t.expose('verdict', {
      type: UrlVerdictEnum,
      description: 'The result over all providers.',
    }),
    since: t.expose('since', {
      type: 'DateTime',
      description: 'Only tasks created since then count.',
    }),
    state: t.expose('state', {
      type: TaskStateEnum,
      description:
        'The verdict as a state: SUCCEEDED if the verdict is EVERYWHERE, PROCESSING if it is IN_PROGRESS, FAILED if it is NOT_EVERYWHERE, otherwise UNKNOWN.',
    }),
    providers: t.expose('providers', {
      type: [ProviderUrlReportRef],
      description: 'One entry for each provider.',
    }),
  }),
});

const isWebUrl = (url: string): boolean => /^https?:\/\/[^/?#\s]+/i.test(url) && URL.canParse(url);

/** The most URLs in one `urlReports`. */
const MAX_URLS = 1_000;

const sharedArguments = {
  ...builder.args((t) => ({
    kinds: t.field({
      type: [TaskKindEnum],
      description: 'Only tasks of these kinds, such as `[PREFETCH]`. All kinds if omitted.',
    }),
    providers: t.stringList({ description: 'Only these providers, by name. All providers if omitted.' }),
    since: t.field({
      type: 'DateTime',
      description: 'Only tasks created since then count. 24 hours ago if omitted.',
    }),
  })),
  ...maxAgeField(),
};

interface SharedArguments extends Pick<UrlReportQuery, 'urls'> {
  readonly kinds?: Given<readonly TaskKind[]>;
  readonly providers?: Given<readonly string[]>;
  readonly since?: Given<Instant>;
  readonly maxAge?: Given<Milliseconds>;
}

function queryOf(given: SharedArguments, context: Context): UrlReportQuery {
  const { urls, since } = given;
  assertInput(since == null || since < context.scope.now, 'since', '`since` must be earlier than now.');
  const providers = nonEmpty('providers', given.providers);
  for (const name of providers ?? []) askedProvider(context, name, 'providers');
  return {
    urls,
    kinds: nonEmpty('kinds', given.kinds),
    providers,
    since: since ?? undefined,
    maxAge: maxAgeOf(given.maxAge, context.history),
  };
}

builder.queryField('urlReport', (t) =>
  t.field({
    type: UrlReportRef,
    description:
      'Is it everywhere yet? For each provider the newest task that covers a URL: the URL itself, its directory, its host, or a whole zone. Purges by cache tag are not considered, because only the origin knows which URLs have a tag.',
    args: {
      url: t.arg.string({
        required: true,
        description: 'The complete URL, such as `https://www.example.com/app.js`.',
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
    type: [UrlReportRef],
    description: `The same as \`urlReport\` for several URLs, in their order, with about as many vendor calls as for one. At most ${MAX_URLS} URLs.`,
    args: {
      urls: t.arg.stringList({
        required: true,
        description: 'Complete URLs, such as `https://www.example.com/app.js`.',
      }),
      ...sharedArguments,
    },
    resolve: (_, { urls, ...shared }, context) => {
      assertInput(
        urls.length <= MAX_URLS,
        'urls',
        `\`urls\` has ${urls.length} values; at most ${MAX_URLS} are allowed.`,
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
