import { expect, it } from 'vitest';
import type { UrlDetail } from '../../src/domain/task.ts';
import { tencentCdn } from '../../src/vendors/tencent-cdn/vendor.ts';

const provider = { name: 'main', vendor: 'TENCENT_CDN', account: 'a' };
/** The first second in the published id, 2018-07-31T10:10:53Z. */
const SUBMITTED = 1_533_031_853;

/** Rows as they are read in a zone, of tasks whose times the vendor writes in another. */
function rowsRead(timeZone: string, written: readonly (readonly [taskId: string, createTime: string])[]) {
  const [feed] = tencentCdn.feeds({ timeZone }, provider);
  const PushLogs = written.map(([TaskId, CreateTime]) => ({
    TaskId,
    CreateTime,
    Url: 'https://www.example.com/a',
    Status: 'done',
  }));
  const answer = { body: { PushLogs, TotalCount: written.length }, sentAt: 0, observedAt: 0 };
  return feed?.decode(answer).rows ?? [];
}

const doubts = (timeZone: string, rows: readonly UrlDetail[]) =>
  tencentCdn.settingsDoubts({ timeZone }, rows);

const inBeijing = [
  [`${SUBMITTED}231313311`, '2018-07-31 18:10:53'],
  [`${SUBMITTED + 60}-i60rfmzm`, '2018-07-31 18:11:54'],
] as const;

it('a zone in which tasks were created when their ids say is not doubted', () => {
  for (const timeZone of ['UTC+8', 'Asia/Shanghai']) {
    expect(doubts(timeZone, rowsRead(timeZone, inBeijing))).toEqual([]);
  }
});

it.each([
  ['UTC+0', 'UTC+0 does not fit: by their ids, tasks were created 8 h earlier', 'UTC+8 fits'],
  ['UTC+9', 'UTC+9 does not fit: by their ids, tasks were created 1 h later', 'UTC+8 fits'],
  [
    'America/New_York',
    'America/New_York does not fit: by their ids, tasks were created 12 h earlier',
    'UTC+8 fits',
  ],
  ['UTC+5:30', 'UTC+5:30 does not fit: by their ids, tasks were created 2:30 h earlier', 'UTC+8 fits'],
])('the zone %s is doubted, and the one that fits is named', (timeZone, sentence, fitting) => {
  const [doubt = '', ...others] = doubts(timeZone, rowsRead(timeZone, inBeijing));
  expect(others).toEqual([]);
  expect(doubt).toContain(sentence);
  expect(doubt).toContain(fitting);
});

it('a zone west of Greenwich is named', () => {
  const rows = rowsRead('UTC+8', [[`${SUBMITTED}231313311`, '2018-07-31 06:40:53']]);
  expect(doubts('UTC+8', rows)[0]).toContain('created 11:30 h later');
  expect(doubts('UTC+8', rows)[0]).toContain('UTC-3:30 fits');
});

it.each([
  ['ids without a time', [['18234567890123456789', '2018-07-31 18:10:53']]],
  ['short ids', [['1533031853', '2018-07-31 18:10:53']]],
  ['words', [['task-1', '2018-07-31 18:10:53']]],
  [
    'ids that disagree',
    [
      [`${SUBMITTED}231313311`, '2018-07-31 10:10:53'],
      [`${SUBMITTED}231313312`, '2018-07-31 18:10:53'],
    ],
  ],
  ['no rows', []],
] as const)('%s say nothing about the zone', (_, written) => {
  expect(doubts('UTC+8', rowsRead('UTC+8', written))).toEqual([]);
});
