import { isFields, type Fields } from '../../src/vendors/fields.ts';
import type { CallFixture } from './call-fixture.ts';
import { fixture, rowsIn } from './fixture.ts';

/** What the calls of the products that share a back end are named. */
interface RefreshNames {
  /** The folder of the fixtures. */
  readonly folder: string;
  readonly list: string;
  /** The member of `Tasks` that holds the rows of the list. */
  readonly rows: string;
  readonly byId: string;
}

/** The list of refresh and preload tasks, and the call by id, of Alibaba Cloud CDN or DCDN. */
export function refreshCalls({ folder, list, rows, byId }: RefreshNames) {
  const listed = fixture(`${folder}/refresh-tasks`);
  const found = fixture(`${folder}/refresh-task-by-id`);
  const withList = (tasks: unknown): Fields => ({ ...listed, Tasks: { [rows]: tasks } });
  const refreshTasks: CallFixture = {
    action: list,
    documented: listed,
    rows: isFields(listed['Tasks']) ? rowsIn(listed['Tasks'][rows]) : [],
    answerWith: withList,
    answerWithList: withList,
    list: rows,
    id: 'TaskId',
    placing: ['TaskId', 'ObjectPath', 'CreationTime', 'ObjectType'],
    status: 'Status',
  };
  const refreshTaskById: CallFixture = {
    ...refreshTasks,
    action: byId,
    documented: found,
    rows: rowsIn(found['Tasks']),
    answerWith: (Tasks) => ({ ...found, Tasks }),
    answerWithList: (Tasks) => ({ ...found, Tasks }),
    list: 'Tasks',
  };
  return { refreshTasks, refreshTaskById };
}
