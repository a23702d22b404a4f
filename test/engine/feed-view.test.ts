import { beforeEach, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import { MINUTE, SECOND, type Window } from '../../src/domain/time.ts';
import { FeedFacts } from '../../src/engine/list/feed-facts.ts';
import { FeedState } from '../../src/engine/list/feed-state.ts';
import { FeedView } from '../../src/engine/list/feed-view.ts';
import { PageCaller } from '../../src/engine/list/page-caller.ts';
import { Scan } from '../../src/engine/list/row-count.ts';
import { FeedStore } from '../../src/engine/store/feed-store.ts';
import { memorySource, scopeNow } from './memory-source.ts';
import { rowOf } from './row-of.ts';
import { NOW } from './scenario.ts';

const range = { from: NOW - 5 * MINUTE, to: NOW };
const middle = NOW - 2 * MINUTE;

const unused = () => Promise.reject(new Error('Nothing is read here.'));

let store: FeedStore;
let view: FeedView;

beforeEach(() => {
  const source = memorySource('north', [{ rows: [] }]);
  const [feed] = source.feeds;
  if (feed === undefined) throw new Error('The source has no feed.');
  store = new FeedStore();
  const stream = {
    source,
    feed,
    requested: range,
    range,
    askableFrom: range.from,
    narrowing: {},
    residual: {},
  };
  view = new FeedView({
    state: new FeedState(source, feed, store, new FeedFacts({ maxPageSize: 100 }), undefined),
    caller: new PageCaller(source, feed, scopeNow(), unused, () => true),
    streams: [{ stream, reader: { readNewest: unused, readOldest: unused } }],
    filter: {},
    direction: 'forward',
    floor: NOW,
    after: [Infinity],
    from: range.to,
  });
});

/** Adds rows and what was read, as a request does that reads the same feed. */
const addByOthers = (window: Window, ...rows: UrlDetail[]): void =>
  store.add(rows, NOW, [{ ...window, narrowing: {}, readAt: NOW, settledUntil: NOW - MINUTE }]);

it('a feed that failed stays ended where it failed, also when others read on', () => {
  addByOthers({ from: middle, to: range.to });
  view.fail(new VendorError({ kind: 'TIMEOUT', message: 'No answer.', retryable: true }));
  addByOthers(range, rowOf('old', 200));
  expect(view.edge).toBe(middle);
});

it('a scan knows that others have read on since it went through the rows', async () => {
  const seen: string[] = [];
  const scan = new Scan(view);
  addByOthers({ from: middle, to: range.to }, rowOf('new', 10));
  await scan.advance((row) => seen.push(row.taskId));
  expect([scan.isUpToDate, scan.edge]).toEqual([true, middle]);
  addByOthers({ from: range.from, to: middle }, rowOf('old', 200));
  expect([scan.isUpToDate, scan.edge]).toEqual([false, middle]);
  await scan.advance((row) => seen.push(row.taskId));
  expect([scan.isUpToDate, scan.edge]).toEqual([true, undefined]);
  expect(seen).toEqual(['new', 'old']);
});

it('a scan keeps that rows were missing when it went through them', async () => {
  const scan = new Scan(view);
  const readAt = NOW - SECOND;
  const partial = 'some rows could not be read';
  store.add([], readAt, [{ ...range, narrowing: {}, readAt: NOW, settledUntil: NOW, partial }]);
  await scan.advance(() => undefined);
  addByOthers(range);
  expect(scan.partial).toMatchObject([{ partial }]);
});
