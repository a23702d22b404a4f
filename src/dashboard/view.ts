import type { TaskFilter, TaskKind, TaskState } from './gql/graphql.ts';
import { kindNames } from './kinds.ts';
import { stateNames } from './states.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The ranges that one click chooses, by their names in the address. */
export const presets = {
  '1h': { label: 'Last hour', length: hour },
  '6h': { label: 'Last 6 hours', length: 6 * hour },
  '24h': { label: 'Last 24 hours', length: day },
  '3d': { label: 'Last 3 days', length: 3 * day },
  '7d': { label: 'Last 7 days', length: 7 * day },
  '30d': { label: 'Last 30 days', length: 30 * day },
} as const;

/** The name of a range that ends now. */
export type Preset = keyof typeof presets;

export const isPreset = (name: string | null): name is Preset => name !== null && name in presets;

/** A range that ends now, or one between two instants (ISO 8601); either end may be open. */
export type Range =
  | { readonly preset: Preset }
  | { readonly from?: string | undefined; readonly to?: string | undefined };

/** Everything that the page shows by choice; all of it is in the page's address, to be sent to a colleague. */
export interface View {
  readonly providers: readonly string[];
  readonly kinds: readonly TaskKind[];
  readonly states: readonly TaskState[];
  /** A host name, or a whole URL; empty for any. */
  readonly site: string;
  readonly range: Range;
  /** The id of the task that is open. */
  readonly task?: string | undefined;
  /** The URL that is asked about: is it everywhere? */
  readonly everywhere?: string | undefined;
}

/** What is shown to who has chosen nothing. */
export const plainView: View = {
  providers: [],
  kinds: [],
  states: [],
  site: '',
  range: { preset: '24h' },
};

/** Reads a page's query; words that it does not know are left out. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  return {
    providers: query.getAll('provider'),
    kinds: kindNames.filter((name) => query.getAll('kind').includes(name)),
    states: stateNames.filter((name) => query.getAll('state').includes(name)),
    site: query.get('site') ?? '',
    range: rangeOf(query),
    task: query.get('task') ?? undefined,
    everywhere: query.get('everywhere') ?? undefined,
  };
}

function rangeOf(query: URLSearchParams): Range {
  const [from, to] = [instant(query.get('from')), instant(query.get('to'))];
  if (from !== undefined || to !== undefined) return { from, to };
  const name = query.get('range');
  return isPreset(name) ? { preset: name } : plainView.range;
}

const instant = (text: string | null): string | undefined =>
  text === null || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();

/** The query of a page that shows this, `?` included; what is plain is left out. */
export function searchOf({ providers, kinds, states, site, range, task, everywhere }: View): string {
  const query = new URLSearchParams([
    ...(site === '' ? [] : [['site', site]]),
    ...rangeParameters(range),
    ...providers.map((name) => ['provider', name]),
    ...kinds.map((name) => ['kind', name]),
    ...states.map((name) => ['state', name]),
    ...(everywhere === undefined ? [] : [['everywhere', everywhere]]),
    ...(task === undefined ? [] : [['task', task]]),
  ]);
  return `?${query.toString()}`;
}

function rangeParameters(range: Range): string[][] {
  if ('preset' in range) return range.preset === '24h' ? [] : [['range', range.preset]];
  return [
    ...(range.from === undefined ? [] : [['from', range.from]]),
    ...(range.to === undefined ? [] : [['to', range.to]]),
  ];
}

/** Whether anything is filtered beside the time. */
export const isNarrowed = ({ providers, kinds, states, site }: View): boolean =>
  providers.length + kinds.length + states.length > 0 || site !== '';

/** What the API is asked. A range that ends now begins a while before `asOf`, epoch milliseconds. */
export function filterOf({ providers, kinds, states, site, range }: View, asOf: number): TaskFilter {
  return {
    ...(providers.length > 0 && { providers: [...providers] }),
    ...(kinds.length > 0 && { kinds: [...kinds] }),
    ...(states.length > 0 && { states: [...states] }),
    ...(site !== '' && (site.includes('://') ? { url: site } : { domain: site })),
    createdAt:
      'preset' in range
        ? { from: new Date(asOf - presets[range.preset].length).toISOString() }
        : {
            ...(range.from !== undefined && { from: range.from }),
            ...(range.to !== undefined && { to: range.to }),
          },
  };
}
