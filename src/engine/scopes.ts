import { VendorError } from '../domain/errors.ts';
import type { RequestScope } from '../domain/request-scope.ts';
import type { ProviderScope, ScopeReport } from '../domain/scope.ts';
import type { Feed, ScopeDirectory, TaskSource } from '../domain/source.ts';
import type { Call } from './call/calls.ts';
import { asVendorError, isCancelled } from './call/in-flight-call.ts';
import type { Runtime } from './runtime.ts';

/** More pages than any account has; a list that has not ended by then does not end. */
const MAX_PAGES = 100;

interface ScopesParts {
  readonly call: Call;
  readonly observe: Runtime['observe'];
}

/** A source whose vendor lists its scopes. */
type DiscoveringSource = TaskSource & { readonly directory: ScopeDirectory };

const isDiscovering = (source: TaskSource): source is DiscoveringSource => source.directory !== undefined;

/** Reads which scopes the accounts have: once an hour, through the path of every call. */
export class Scopes {
  readonly #parts: ScopesParts;
  readonly #beingRead = new WeakSet<ScopeDirectory>();

  constructor(parts: ScopesParts) {
    this.#parts = parts;
  }

  /**
   * Makes the scopes of these sources known. Returns undefined if there is nothing to wait for: a list that is old is used while it is
   * read again. Never rejects because of a vendor.
   */
  know(sources: readonly TaskSource[], scope: RequestScope): Promise<unknown> | undefined {
    const due = sources.filter(isDiscovering).filter(({ directory }) => directory.isDue);
    if (due.length === 0) return undefined;
    const awaited = due.filter(({ directory }) => !isKnown(directory));
    for (const source of due) {
      const isRenewed = isKnown(source.directory) && !this.#beingRead.has(source.directory);
      if (isRenewed) void this.#read(source, scope);
    }
    return awaited.length === 0 ? undefined : Promise.all(awaited.map((source) => this.#read(source, scope)));
  }

  async report(source: TaskSource, scope: RequestScope): Promise<ScopeReport> {
    await this.know([source], scope);
    const { directory, scopes = [] } = source;
    return directory === undefined
      ? { scopes }
      : { scopes: directory.scopes, discovery: directory.discovery };
  }

  async #read(source: DiscoveringSource, scope: RequestScope): Promise<void> {
    const { directory, provider } = source;
    this.#beingRead.add(directory);
    try {
      const { scopes, unreadable } = await this.#pages(source, scope);
      const error = unreadable === 0 ? undefined : notReadable(source, unreadable);
      const change = directory.update(scopes, error);
      this.#parts.observe({
        type: 'scopes',
        provider: provider.name,
        action: directory.call.action,
        ...change,
      });
    } catch (error) {
      // That one client went away says nothing to the others.
      if (!isCancelled(scope.signal))
        directory.fail(asVendorError(error, { source, request: directory.call.encode() }));
    } finally {
      this.#beingRead.delete(directory);
    }
  }

  async #pages(
    source: DiscoveringSource,
    scope: RequestScope,
  ): Promise<{ readonly scopes: readonly ProviderScope[]; readonly unreadable: number }> {
    const { encode, decode } = source.directory.call;
    const scopes: ProviderScope[] = [];
    let unreadable = 0;
    let next: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      // Without them nothing can be read, so that they are not charged to the request, as the first page of a feed is not.
      const page = decode(await this.#parts.call(source, encode(next), scope, { isFree: true }), next);
      scopes.push(...page.scopes);
      unreadable += page.unreadable;
      if (page.next === undefined) return { scopes, unreadable };
      next = page.next;
    }
    throw endless(source);
  }
}

const isKnown = ({ discovery }: ScopeDirectory): boolean => discovery.readAt !== undefined;

/** The feeds that a list would ask, and why it cannot ask any of them. */
export function askableFeeds(source: TaskSource): {
  readonly feeds: readonly Feed[];
  readonly refusal?: VendorError | undefined;
} {
  const refusal = unknownScopes(source);
  return refusal === undefined
    ? { feeds: source.feeds }
    : { feeds: source.directory?.template.feeds ?? [], refusal };
}

/** Why it is not known which scopes a source has. Undefined if it is known. */
export function unknownScopes({ provider, directory }: TaskSource): VendorError | undefined {
  if (directory === undefined || isKnown(directory)) return undefined;
  const { action, error } = directory.discovery;
  return (
    error?.saying(`${provider.name} could not be asked which parts it has: ${error.message}`) ??
    new VendorError({
      kind: 'UNAVAILABLE',
      provider: provider.name,
      message: `${provider.name} has not been asked by ${action} yet which parts it has.`,
      retryable: true,
    })
  );
}

const notReadable = ({ provider, directory }: DiscoveringSource, count: number): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    provider: provider.name,
    message: `${directory.call.action} lists ${count} ${count === 1 ? 'entry' : 'entries'} without a readable id; what belongs to ${count === 1 ? 'it' : 'them'} is not read.`,
    retryable: false,
  });

const endless = ({ provider, directory }: DiscoveringSource): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    provider: provider.name,
    message: `${directory.call.action} has not ended after ${MAX_PAGES} pages.`,
    retryable: false,
  });
