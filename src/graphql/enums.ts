import type { Area, PurgeMethod, TaskKind, TaskState } from '../domain/task.ts';
import type { CoverageOutcome, CoverageSource } from '../domain/page.ts';
import type { UrlStanding, UrlVerdict } from '../domain/url-report.ts';
import { builder } from './builder.ts';

/** The values of an enum are those of the domain, each with a description. */
type Described<Word extends string> = Record<Word, { readonly description: string }>;

export const TaskKindEnum = builder.enumType('TaskKind', {
  description: 'What a task does: a prefetch fills the cache, a purge removes from it.',
  values: {
    PREFETCH: {
      description:
        'Loads URLs from the origin into the cache before visitors request them. Vendors also call it preload or push.',
    },
    PURGE_URL: { description: 'Purges single URLs.' },
    PURGE_DIRECTORY: { description: 'Purges everything below a directory; the URL ends with `/`.' },
    PURGE_HOST: { description: 'Purges everything of a host name.' },
    PURGE_ALL: { description: 'Purges everything of a zone.' },
    PURGE_CACHE_TAG: { description: 'Purges everything that the origin labelled with a cache tag.' },
    PURGE_REGEX: { description: 'Purges every URL that matches a regular expression.' },
    UNKNOWN: {
      description: "A kind that this version does not know. `UrlDetail.raw` contains the vendor's word.",
    },
  } satisfies Described<TaskKind>,
});

export const TaskStateEnum = builder.enumType('TaskState', {
  description:
    "The state of a task or URL, in one vocabulary for all vendors. `Status.vendorStatus` contains the vendor's word. PROCESSING and UNKNOWN may still change; all other states are final.",
  values: {
    PROCESSING: { description: 'Queued or in progress.' },
    SUCCEEDED: { description: 'Done.' },
    PARTIALLY_SUCCEEDED: {
      description: 'Of a task: some of its URLs succeeded, some did not, and none is in progress.',
    },
    CANCELED: { description: 'Canceled before it was done.' },
    INVALID: { description: 'The origin responded with a status other than 2xx.' },
    TIMED_OUT: { description: 'Ended by the vendor because it took too long.' },
    FAILED: { description: 'Failed.' },
    UNKNOWN: {
      description:
        'A state that this version does not know, or a task that could not be looked up (`Task.error`).',
    },
  } satisfies Described<TaskState>,
});

export const AreaEnum = builder.enumType('Area', {
  description: 'The region whose caches a task affects.',
  values: {
    MAINLAND: { description: 'Mainland China.' },
    OVERSEAS: { description: 'Everywhere except mainland China.' },
    GLOBAL: { description: 'Everywhere.' },
  } satisfies Described<Area>,
});

export const PurgeMethodEnum = builder.enumType('PurgeMethod', {
  description: 'How a purge treats cached content.',
  values: {
    INVALIDATE: {
      description: 'Marks it as stale: it is revalidated with the origin, and kept if it has not changed.',
    },
    DELETE: { description: 'Deletes it: the next request is served from the origin.' },
  } satisfies Described<PurgeMethod>,
});

export const CoverageOutcomeEnum = builder.enumType('CoverageOutcome', {
  description: 'Whether a feed answered the requested range completely.',
  values: {
    COMPLETE: { description: 'Completely.' },
    PARTIAL: { description: 'In part: `covered` is the answered part, `error` the reason.' },
    FAILED: { description: 'Not at all, because the vendor failed: see `error`.' },
    SKIPPED: { description: 'It was not read, because it could not have answered: see `error`.' },
  } satisfies Described<CoverageOutcome>,
});

export const CoverageSourceEnum = builder.enumType('CoverageSource', {
  description: 'Where the rows of a feed were read.',
  values: {
    VENDOR: { description: 'From the vendor.' },
    HISTORY: { description: 'From the history, without a vendor call.' },
    BOTH: { description: 'The newest part from the vendor, the rest from the history.' },
  } satisfies Described<CoverageSource>,
});

export const UrlVerdictEnum = builder.enumType('UrlVerdict', {
  description: 'Whether a URL is up to date on all providers that serve its host.',
  values: {
    EVERYWHERE: { description: 'DONE at every provider that serves the host, and at least at one.' },
    IN_PROGRESS: { description: 'IN_PROGRESS at one or more providers; FAILED or NOT_SUBMITTED at none.' },
    NOT_EVERYWHERE: { description: 'FAILED or NOT_SUBMITTED at one or more providers.' },
    UNKNOWN: { description: 'Otherwise: a provider could not be asked, or none serves the host.' },
  } satisfies Described<UrlVerdict>,
});

export const UrlStandingEnum = builder.enumType('UrlStanding', {
  description: 'The result of the newest task that covers a URL at one provider, since `UrlReport.since`.',
  values: {
    DONE: { description: 'The newest task that covers the URL succeeded.' },
    IN_PROGRESS: { description: 'The newest task that covers the URL is running.' },
    FAILED: { description: 'The newest task that covers the URL ended without success: see `latest`.' },
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

const noValues: Record<string, { readonly value: string }> = {};

/** Its values are the vendors that `buildSchema` is given, because only the registry knows them. */
export const VendorEnum = builder.enumType('Vendor', {
  description: 'A CDN product with an API.',
  values: noValues,
});
