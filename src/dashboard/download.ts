import type { TaskRowFragment } from './gql/graphql.ts';
import { reasonOf } from './states.tsx';

/** The listed tasks as JSON lines: one object for each task. */
export const jsonLines = (tasks: readonly TaskRowFragment[]): string =>
  tasks.map((task) => `${JSON.stringify(recordOf(task))}\n`).join('');

function recordOf(task: TaskRowFragment) {
  const { id, provider, taskId, kind, state, progress, createdAt, finishedAt, urlCount, stateCounts } = task;
  const mishap = task.mishap.edges[0]?.node.status;
  return {
    id,
    provider: provider.name,
    vendor: provider.vendor,
    taskId,
    kind,
    state,
    vendorStatus: 'vendorStatus' in task.status ? task.status.vendorStatus : null,
    progress,
    createdAt,
    finishedAt,
    urlCount,
    stateCounts: Object.fromEntries(stateCounts.map((each) => [each.state, each.count])),
    firstUrl: task.urlDetails.edges[0]?.node.url ?? null,
    reason: (mishap === undefined ? undefined : reasonOf(mishap)) ?? null,
    error: task.error?.message ?? null,
  };
}

/** Offers the tasks as a file. The name says if the list was not read to its end. */
export function downloadTasks(tasks: readonly TaskRowFragment[], isWhole: boolean): void {
  const address = URL.createObjectURL(new Blob([jsonLines(tasks)], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `edgetasks-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}${isWhole ? '' : '-incomplete'}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
