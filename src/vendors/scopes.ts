import * as z from 'zod';
import type { ProviderScope, ScopePage } from '../domain/scope.ts';
import { domains } from './vendor.ts';

/** The vendor's names for its scopes, for messages. */
interface ScopeWords {
  /** Such as `zone`. */
  readonly one: string;
  /** An id of one. */
  readonly example: string;
  /** An id as the configuration writes it, made a text. */
  readonly id: (error: string) => z.ZodType<string>;
}

/** The setting that lists the scopes to read: ids, or objects with an id and the domains that the scope serves. */
export function scopeList({ one, example, id }: ScopeWords) {
  const listError = `must list the ids of the ${one}s to read, such as ${example}`;
  const itemError = `must be the id of a ${one}, such as ${example}, or an object with id and domains`;
  const scope = z.preprocess(
    (value) => (typeof value === 'object' && value !== null ? value : { id: value }),
    z.strictObject(
      { id: id(itemError), domains },
      { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : itemError) },
    ),
  );
  return z
    .array(scope, { error: listError })
    .min(1, { error: listError })
    .refine((scopes) => new Set(scopes.map((each) => each.id)).size === scopes.length, {
      error: `must not name a ${one} twice`,
    })
    .optional()
    .describe(
      `The ${one}s to read: ids such as ${example}, or objects with an id and the domains that the ${one} serves. Without domains of ` +
        `its own a ${one} has those of the provider. Left out: all ${one}s that the vendor lists.`,
    );
}

/** The setting that forbids the call that lists the scopes. */
export const discovery = z
  .boolean({ error: 'must be true or false' })
  .default(true)
  .describe(
    'Whether the vendor is asked once an hour which parts the account has, where the configuration does not list them. True by default.',
  );

/** Refuses settings that neither list scopes nor allow to discover them. */
export const knowsScopes =
  <Setting extends string>(setting: Setting) =>
  (
    settings: Readonly<Partial<Record<'discovery' | Setting, unknown>>>,
    context: z.core.$RefinementCtx,
  ): void => {
    if (settings.discovery === true || settings[setting] !== undefined) return;
    context.addIssue({
      code: 'custom',
      path: [setting],
      message: 'must list what to read, or `discovery` must be true',
    });
  };

/** The readable scopes of a page, each as the vendor's row gives it; undefined for one without a readable id. */
export const scopePage = (
  rows: readonly (ProviderScope | undefined)[],
  next: string | undefined,
): ScopePage => {
  const scopes = rows.filter((row) => row !== undefined);
  return { scopes, unreadable: rows.length - scopes.length, next };
};

const hostName = /^(?:\*\.)?(?:[a-z0-9_-]+\.)+[a-z0-9-]+$/;

/**
 * The hosts that a scope serves, in lower case. Undefined if there are none or if one is no plain host name: a host that is not
 * understood must not be taken for one that is not served.
 */
export function hostsOf(names: readonly unknown[]): readonly string[] | undefined {
  const hosts = names.map((name) => (typeof name === 'string' ? name.trim().toLowerCase() : ''));
  return hosts.length > 0 && hosts.every((host) => hostName.test(host)) ? [...new Set(hosts)] : undefined;
}

/** A domain and all names below it. */
export const withNamesBelow = (domain: unknown): readonly string[] | undefined =>
  hostsOf([domain, typeof domain === 'string' ? `*.${domain.trim()}` : undefined]);
