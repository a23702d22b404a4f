import type { TaskFilter, TaskKind, TaskState } from './gql/graphql.ts';
import { isSearchKind, understand } from './search.ts';
import type { SearchKind } from './search.ts';
import { kindNames, stateNames } from './states.tsx';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The presets of the time range, by their names in the address, in milliseconds. */
export const presets = {
  '15m': 15 * minute,
  '1h': hour,
  '6h': 6 * hour,
  '24h': day,
  '3d': 3 * day,
  '7d': 7 * day,
  '30d': 30 * day,
} as const;

/** The name of a preset: a range that ends now. */
export type Preset = keyof typeof presets;

export const isPreset = (name: string | null): name is Preset => name !== null && name in presets;

/** The names of the presets, the shortest first. */
export const presetNames = Object.keys(presets).filter(isPreset);

/** A range that ends now, or one between two instants (ISO 8601); either end may be open. */
export type Range =
  | { readonly preset: Preset }
  | { readonly from?: string | undefined; readonly to?: string | undefined };

/** A preset, counted back from now, or an instant (ISO 8601). */
export type Since = Preset | { readonly instant: string };

/** All choices of the reader. They are in the page's address, so that it can be sent to a colleague. */
export interface View {
  readonly page: 'tasks' | 'statistics';
  readonly providers: readonly string[];
  readonly kinds: readonly TaskKind[];
  readonly states: readonly TaskState[];
  /** The text of the search box; empty for no search. */
  readonly search: string;
  /** How to interpret the text, if the reader chose it. */
  readonly as?: SearchKind | undefined;
  readonly range: Range;
  /** The id of the open task. */
  readonly task?: string | undefined;
  /** The URL of "Is it everywhere?". */
  readonly everywhere?: string | undefined;
  /** "Is it everywhere?" counts only tasks that were submitted since then. */
  readonly since: Since;
}

/** The view without any choice. */
export const plainView: View = {
  page: 'tasks',
  providers: [],
  kinds: [],
  states: [],
  search: '',
  range: { preset: '24h' },
  since: '24h',
};

/** Reads the query of the page's address. Unknown values are ignored. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const as = query.get('as');
  return {
    page: query.get('page') === 'statistics' ? 'statistics' : 'tasks',
    providers: query.getAll('provider'),
    kinds: kindNames.filter((name) => query.getAll('kind').includes(name)),
    states: stateNames.filter((name) => query.getAll('state').includes(name)),
    search: query.get('search') ?? '',
    as: isSearchKind(as) ? as : undefined,
    range: rangeOf(query),
    task: query.get('task') ?? undefined,
    everywhere: query.get('everywhere') ?? undefined,
    since: sinceOf(query.get('since')),
  };
}

function rangeOf(query: URLSearchParams): Range {
  const [from, to] = [instantOf(query.get('from')), instantOf(query.get('to'))];
  if (from !== undefined || to !== undefined) return { from, to };
  const name = query.get('range');
  return isPreset(name) ? { preset: name } : plainView.range;
}

function sinceOf(text: string | null): Since {
  if (isPreset(text)) return text;
  const instant = instantOf(text);
  return instant === undefined ? plainView.since : { instant };
}

const instantOf = (text: string | null): string | undefined =>
  text === null || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();

/** The query of the page's address for this view, including the `?`. Defaults are left out. */
export function searchOf({
  page,
  providers,
  kinds,
  states,
  search,
  as,
  range,
  task,
  everywhere,
  since,
}: View): string {
  const query = new URLSearchParams([
    ...(page === plainView.page ? [] : [['page', page]]),
    ...(search === '' ? [] : [['search', search]]),
    ...(search === '' || as === undefined ? [] : [['as', as]]),
    ...rangeParameters(range),
    ...providers.map((name) => ['provider', name]),
    ...kinds.map((name) => ['kind', name]),
    ...states.map((name) => ['state', name]),
    ...(everywhere === undefined ? [] : [['everywhere', everywhere]]),
    ...(since === plainView.since ? [] : [['since', typeof since === 'string' ? since : since.instant]]),
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

/** Whether anything except the time is filtered. */
export const isNarrowed = ({ providers, kinds, states, search }: View): boolean =>
  providers.length + kinds.length + states.length > 0 || search !== '';

/** The filter for the API. A range that ends now begins before `asOf`, in epoch milliseconds. */
export function filterOf({ kinds, states, search, as, range }: View, asOf: number): TaskFilter {
  const understood = understand(search, as);
  return {
    ...(kinds.length > 0 && { kinds: [...kinds] }),
    ...(states.length > 0 && { states: [...states] }),
    ...(understood.kind === 'url' && { url: understood.url }),
    ...(understood.kind === 'host' && { domain: understood.host }),
    createdAt:
      'preset' in range
        ? { from: new Date(asOf - presets[range.preset]).toISOString() }
        : {
            ...(range.from !== undefined && { from: range.from }),
            ...(range.to !== undefined && { to: range.to }),
          },
  };
}

/** The instant of a `since`, ISO 8601. */
export const sinceInstant = (since: Since, now: number): string =>
  typeof since === 'string' ? new Date(now - presets[since]).toISOString() : since.instant;

/** The two ends of a range in epoch milliseconds, with the API's defaults. */
export function endsOf(range: Range, asOf: number): { readonly from: number; readonly to: number } {
  if ('preset' in range) return { from: asOf - presets[range.preset], to: asOf };
  const to = range.to === undefined ? asOf : Date.parse(range.to);
  return { from: range.from === undefined ? to - day : Date.parse(range.from), to };
}
