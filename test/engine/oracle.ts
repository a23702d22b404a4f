import { aggregateState, type Area, type TaskState } from '../../src/domain/task.ts';
import type { TaskQuery } from '../../src/domain/query.ts';
import type { EmulatedRow } from '../../src/emulator/emulator.ts';
import type { TrueRow } from './world.ts';

/** The truth about one node, in the order's terms; written without the engine's own order or filters. */
export interface TrueNode {
  readonly createdAt: number;
  readonly provider: string;
  readonly taskId: string;
  readonly url: string;
  readonly kind: string;
  readonly area: string;
  readonly state: TaskState;
}

const AREAS: Readonly<Record<EmulatedRow['area'], Area>> = {
  mainland: 'MAINLAND',
  overseas: 'OVERSEAS',
  global: 'GLOBAL',
};

/** Text that names a node, and sorts as nodes do when compared part by part. */
export const nameOf = (node: Omit<TrueNode, 'state' | 'kind' | 'area'> & { kind: string }): string =>
  [node.createdAt, node.provider, node.taskId, node.kind, node.url].join(' ');

/** Newest first, then provider, task id, URL. */
export function inTrueOrder<Node extends Omit<TrueNode, 'state' | 'area'>>(nodes: readonly Node[]): Node[] {
  const names = (node: Node): string[] => [node.provider, node.taskId, node.url, node.kind];
  return nodes.toSorted((a, b) => {
    if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
    const index = names(a).findIndex((name, place) => name !== names(b)[place]);
    if (index < 0) return 0;
    return (names(a)[index] ?? '') < (names(b)[index] ?? '') ? -1 : 1;
  });
}

/**
 * Whether the row can be found by its area: Tencent tells the area of a push and filters a purge by it, Volcengine and BytePlus tell that
 * of a prefetch; others neither.
 */
const isInArea = ({ provider, row }: TrueRow, area: Area | undefined): boolean => {
  const isTold = provider === 'VOLCENGINE_CDN' || provider === 'BYTEPLUS_CDN';
  const hasArea = provider === 'TENCENT_CDN' || (isTold && row.kind === 'PREFETCH');
  return area === undefined || (hasArea && AREAS[row.area] === area);
};

const isOfRow = (each: TrueRow, { kinds, urls, domains, area }: TaskQuery): boolean =>
  (kinds === undefined || kinds.includes(each.kind)) &&
  (urls === undefined || urls.some((url) => url === each.row.url || `https://${url}` === each.row.url)) &&
  (domains === undefined || domains.includes(each.row.domain)) &&
  isInArea(each, area);

export const trueDetails = (rows: readonly TrueRow[], query: TaskQuery): TrueNode[] =>
  rows
    .filter((each) => isOfRow(each, query) && (query.states?.includes(each.state) ?? true))
    .map(({ provider, row, kind, state }) => ({
      createdAt: row.createdAt,
      provider,
      taskId: row.taskId,
      url: row.url,
      kind,
      area: row.area,
      state,
    }));

/** Whole tasks, of which at least one row matches, by their own state. */
export function trueTasks(rows: readonly TrueRow[], query: TaskQuery): TrueNode[] {
  const groups = new Map<string, TrueRow[]>();
  for (const each of rows) {
    const name = `${each.provider} ${each.kind} ${each.row.taskId}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || !group.some((each) => isOfRow(each, query))) return [];
    const state = aggregateState(
      [...new Set(group.map((each) => each.state))].map((each) => ({ state: each, count: 1 })),
    );
    if (query.states !== undefined && !query.states.includes(state)) return [];
    return [
      {
        createdAt: Math.min(...group.map(({ row }) => row.createdAt)),
        provider: first.provider,
        taskId: first.row.taskId,
        url: '',
        kind: first.kind,
        area: '',
        state,
      },
    ];
  });
}
