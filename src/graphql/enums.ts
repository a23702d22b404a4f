import { normalizeEnumValues } from '@pothos/core';
import type { Area, PurgeMethod, TaskKind, TaskState } from '../domain/task.ts';
import type { CoverageOutcome } from '../domain/page.ts';
import type { UrlStanding, UrlVerdict } from '../domain/url-report.ts';
import { builder } from './builder.ts';

/** A word of the domain is the schema's word too: each of them, with its description. */
type Described<Word extends string> = Record<Word, { readonly description: string }>;

export const TaskKindEnum = builder.enumType('TaskKind', {
  description: 'What a task does: warm the cache (prefetch), or drop something from it (purge).',
  values: {
    PREFETCH: {
      description:
        'Fetches URLs from the origin into the cache before visitors ask for them; vendors also say preload or push.',
    },
    PURGE_URL: { description: 'Drops single URLs.' },
    PURGE_DIRECTORY: { description: 'Drops everything below a directory; the URL ends with `/`.' },
    PURGE_HOST: { description: 'Drops everything of a host name.' },
    PURGE_ALL: { description: 'Drops everything of a zone.' },
    PURGE_CACHE_TAG: { description: 'Drops everything that the origin labelled with a cache tag.' },
    PURGE_REGEX: { description: 'Drops every URL that matches a regular expression.' },
    UNKNOWN: {
      description: "A kind that this version does not know; `UrlDetail.raw` shows the vendor's own word.",
    },
  } satisfies Described<TaskKind>,
});

export const TaskStateEnum = builder.enumType('TaskState', {
  description:
    "Where a task or a URL stands, in one vocabulary for all vendors. The vendor's own word is in `Status.vendorStatus`.",
  values: {
    PROCESSING: { description: 'Waiting or at work. The only state, with UNKNOWN, that still changes.' },
    SUCCEEDED: { description: 'Done everywhere.' },
    PARTIALLY_SUCCEEDED: {
      description: 'Of a task: some of its URLs succeeded and some did not, and none is in progress.',
    },
    CANCELED: { description: 'Stopped before it was done.' },
    INVALID: { description: 'The origin answered with something other than 2xx.' },
    TIMED_OUT: { description: 'Given up by the vendor because it took too long.' },
    FAILED: { description: 'Ended without success.' },
    UNKNOWN: { description: 'A word that this version does not know; `Status.vendorStatus` holds it.' },
  } satisfies Described<TaskState>,
});

export const AreaEnum = builder.enumType('Area', {
  description: 'The part of the world whose caches a task touches.',
  values: {
    MAINLAND: { description: 'The mainland of China.' },
    OVERSEAS: { description: 'Everywhere but the mainland of China.' },
    GLOBAL: { description: 'Everywhere.' },
  } satisfies Described<Area>,
});

export const PurgeMethodEnum = builder.enumType('PurgeMethod', {
  description: 'How a purge treats what is cached.',
  values: {
    INVALIDATE: {
      description: 'Marks it stale: it is revalidated with the origin, and kept where it has not changed.',
    },
    DELETE: { description: 'Drops it: the next visitor is served from the origin.' },
  } satisfies Described<PurgeMethod>,
});

export const CoverageOutcomeEnum = builder.enumType('CoverageOutcome', {
  description: 'How much of what was asked a feed answered.',
  values: {
    COMPLETE: { description: 'All of it.' },
    PARTIAL: { description: 'Some of it; `covered` says which part, `error` why not all.' },
    FAILED: { description: 'None of it, because the vendor failed; `error` says how.' },
    SKIPPED: { description: 'It was not asked, because it could not have answered; `error` says why.' },
  } satisfies Described<CoverageOutcome>,
});

export const UrlVerdictEnum = builder.enumType('UrlVerdict', {
  description: 'Whether a URL is everywhere, over all providers that serve its host.',
  values: {
    EVERYWHERE: { description: 'DONE at every provider that serves the host, and at one at least.' },
    IN_PROGRESS: { description: 'IN_PROGRESS at one provider at least; FAILED or NOT_SUBMITTED at none.' },
    NOT_EVERYWHERE: { description: 'FAILED or NOT_SUBMITTED at one provider at least.' },
    UNKNOWN: { description: 'Anything else: a provider could not tell, or none serves the host.' },
  } satisfies Described<UrlVerdict>,
});

export const UrlStandingEnum = builder.enumType('UrlStanding', {
  description: 'What one provider did to a URL since `UrlReport.since`.',
  values: {
    DONE: { description: 'The newest task that covers the URL succeeded.' },
    IN_PROGRESS: { description: 'The newest task that covers the URL is running.' },
    FAILED: { description: 'The newest task that covers the URL ended otherwise; `latest` tells how.' },
    NOT_SUBMITTED: { description: 'No task since then covers the URL.' },
    NOT_SERVED: {
      description: 'The configured `domains` of the provider or its zones do not contain the host.',
    },
    UNKNOWN: {
      description:
        'The provider could not be asked, or its only covering task purges a whole zone that may not serve the host.',
    },
  } satisfies Described<UrlStanding>,
});

/** One vendor of the registry, as far as the schema shows it. */
export interface VendorName {
  /** In upper case with underscores, such as `TENCENT_CDN`. */
  readonly name: string;
  /** For people, such as `Tencent Cloud CDN`. */
  readonly title: string;
}

const unnamed: Record<string, { readonly value: string }> = {};

/** Its values come with `nameVendors`, for only the registry knows them. */
export const VendorEnum = builder.enumType('Vendor', {
  description: 'A CDN product with an API.',
  values: unnamed,
});

export const nameVendors = (vendors: readonly VendorName[]): void => {
  VendorEnum.updateConfig((config) => ({
    ...config,
    values: normalizeEnumValues(
      Object.fromEntries(vendors.map(({ name, title }) => [name, { value: name, description: `${title}.` }])),
    ),
  }));
};
