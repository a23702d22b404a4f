import { isTransient, type VendorError } from '../domain/errors.ts';
import type { ListedScope, ProviderScope, ScopeDiscovery } from '../domain/scope.ts';
import type { ScopeCall, ScopeChange, ScopeDirectory, SourceLists } from '../domain/source.ts';
import { DAY, HOUR, MINUTE, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

/** How long a list of scopes is used before it is read again. */
const LIFETIME: Milliseconds = HOUR;

/** How long after a failure the list is read again while an older one is known, or if only a change of the account would help. */
const RETRY_PAUSE: Milliseconds = MINUTE;

/** How long a scope is read that the vendor no longer lists. */
const MISSING_LIFETIME: Milliseconds = DAY;

interface DirectoryParts {
  readonly call: ScopeCall;
  readonly template: SourceLists;
  /** The lists of one scope. */
  readonly listsOf: (scope: ProviderScope) => SourceLists;
  readonly clock: Clock;
}

/** Remembers the scopes that a vendor listed, and what can be asked of each. */
export class DiscoveredScopes implements ScopeDirectory {
  readonly call: ScopeCall;
  readonly template: SourceLists;
  readonly #parts: DirectoryParts;
  readonly #scopes = new Map<string, ListedScope>();
  /** By scope. A feed stays the same object while its scope stays the same, because what is known of it is kept by feed. */
  readonly #lists = new Map<string, { readonly key: string; readonly lists: SourceLists }>();
  #all: SourceLists = { feeds: [], lookups: [], quotas: [] };
  #readAt: Instant | undefined;
  #error: VendorError | undefined;
  #dueAt: Instant = -Infinity;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
    this.call = parts.call;
    this.template = parts.template;
  }

  get scopes(): readonly ListedScope[] {
    return [...this.#scopes.values()];
  }

  get discovery(): ScopeDiscovery {
    return { action: this.call.action, readAt: this.#readAt, error: this.#error };
  }

  /** The lists of all known scopes. */
  get lists(): SourceLists {
    return this.#all;
  }

  get isDue(): boolean {
    return this.#parts.clock() >= this.#dueAt;
  }

  readonly update = (found: readonly ProviderScope[], error?: VendorError): ScopeChange => {
    const now = this.#parts.clock();
    const listed = new Map(found.map((scope) => [scope.id, scope]));
    const appeared = [...listed.keys()].filter((id) => !this.#scopes.has(id));
    const missing = this.scopes.filter(
      ({ id, missingSince }) => !listed.has(id) && missingSince === undefined,
    );
    const gone = this.scopes
      .filter(({ id }) => !listed.has(id))
      .map((scope) => ({ ...scope, missingSince: scope.missingSince ?? now }))
      .filter(({ missingSince }) => now - missingSince < MISSING_LIFETIME);
    this.#scopes.clear();
    for (const scope of [...listed.values(), ...gone]) this.#scopes.set(scope.id, scope);
    this.#all = this.#listsOfAll();
    this.#readAt = now;
    this.#error = error;
    this.#dueAt = now + LIFETIME;
    return { appeared, missing: missing.map(({ id }) => id) };
  };

  readonly fail = (error: VendorError): void => {
    this.#error = error;
    const isAwaited = this.#readAt === undefined && isTransient(error);
    this.#dueAt = isAwaited ? -Infinity : this.#parts.clock() + RETRY_PAUSE;
  };

  #listsOfAll(): SourceLists {
    for (const id of this.#lists.keys()) if (!this.#scopes.has(id)) this.#lists.delete(id);
    const lists = this.scopes.map((scope) => this.#listsOf(scope));
    return {
      feeds: lists.flatMap(({ feeds }) => feeds),
      lookups: lists.flatMap(({ lookups }) => lookups),
      quotas: lists.flatMap(({ quotas = [] }) => quotas),
    };
  }

  #listsOf({ id, domains }: ProviderScope): SourceLists {
    const key = JSON.stringify(domains ?? null);
    const known = this.#lists.get(id);
    if (known?.key === key) return known.lists;
    const lists = this.#parts.listsOf({ id, domains });
    this.#lists.set(id, { key, lists });
    return lists;
  }
}
