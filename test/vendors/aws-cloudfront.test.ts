import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { matches } from '../../src/domain/query.ts';
import type { Feed, Lookup, VendorAnswer } from '../../src/domain/source.ts';
import { readXml } from '../../src/transport/xml.ts';
import { awsCloudFront } from '../../src/vendors/aws-cloudfront/vendor.ts';
import { isFields, type Fields } from '../../src/vendors/fields.ts';
import { openWorld } from '../engine/world.ts';
import type { CallFixture } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, REQUEST_ID, rowsIn } from './fixture.ts';
import { provider } from './sound-row.ts';

const document = (name: string): string =>
  readFileSync(new URL(`./fixtures/aws-cloudfront/${name}.xml`, import.meta.url), 'utf8');

const bodyOf = (name: string): Fields => readXml(document(name)) ?? {};

/** The elements of a path through a document. */
const within = (body: unknown, ...path: readonly string[]): unknown =>
  path.reduce((element, name) => (isFields(element) ? element[name] : undefined), body);

const listed = bodyOf('list-invalidations');
const withItems = (Items: unknown): Fields => ({
  InvalidationList: { ...Object(listed['InvalidationList']), Items, Quantity: undefined },
});
const listCall: CallFixture = {
  action: 'ListInvalidations',
  documented: listed,
  rows: rowsIn(within(listed, 'InvalidationList', 'Items', 'InvalidationSummary')),
  answerWith: (InvalidationSummary) => withItems({ InvalidationSummary }),
  answerWithList: withItems,
  list: 'Items',
  // An empty element is an empty text.
  emptyLists: ['', {}, { InvalidationSummary: [] }],
  id: 'Id',
  placing: ['Id', 'CreateTime'],
  status: 'Status',
};

const found = bodyOf('get-invalidation');
const { InvalidationBatch: foundBatch, ...foundMembers } = Object(found['Invalidation']);
const pathOf = (row: unknown): unknown => (isFields(row) ? row['Path'] : row);
const withPaths = (Items: unknown, first: Fields = foundMembers): Fields => {
  const { Path: _, CallerReference, ...members } = first;
  return {
    Invalidation: { ...members, InvalidationBatch: { Paths: { Items, Quantity: '0' }, CallerReference } },
  };
};
const pathCall: CallFixture = {
  action: 'GetInvalidation',
  documented: found,
  rows: [within(foundBatch, 'Paths', 'Items', 'Path')].flat().map((Path) => ({
    ...foundMembers,
    CallerReference: foundBatch.CallerReference,
    Path,
  })),
  answerWith: (rows) => withPaths({ Path: rows.map(pathOf) }, rowsIn(rows)[0]),
  answerWithList: (Items) => withPaths(Items),
  list: 'Paths',
  // A batch has paths.
  emptyLists: [],
  id: 'Id',
  placing: ['Path'],
  status: 'Status',
  isListOfTexts: true,
};

conformance({ vendor: awsCloudFront, settings: { distributions: ['E1'] }, calls: [listCall, pathCall] });

const answered = (xml: string): VendorAnswer => answerOf(readXml(xml) ?? {});

const settings = {
  distributions: [{ id: 'E1', domains: ['*.example.com', 'www.example.com', 'img.example.org'] }, 'E2'],
};

function ofScope<Scoped extends Feed | Lookup>(all: readonly Scoped[], id: string): Scoped {
  const scoped = all.find(({ scope }) => scope === id);
  if (scoped === undefined) throw new RangeError(`Nothing is of ${id}.`);
  return scoped;
}

const feeds = awsCloudFront.feeds(settings, provider);
const lookups = awsCloudFront.lookups(settings, provider);
const [feed, other] = [ofScope(feeds, 'E1'), ofScope(feeds, 'E2')];
const [lookup, otherLookup] = [ofScope(lookups, 'E1'), ofScope(lookups, 'E2')];
const window = { from: 0, to: 1 };
const list = document('list-invalidations');
const batch = document('get-invalidation');

describe('ListInvalidations', () => {
  it('is asked for by distribution, page size and marker', () => {
    const request = feed.encode({ window, offset: 0, limit: 50, marker: 'I7' });
    expect(request).toEqual({
      action: 'ListInvalidations',
      method: 'GET',
      path: '/2020-05-31/distribution/E1/invalidation',
      parameters: { Marker: 'I7', MaxItems: 50 },
      callsPerSecond: 2,
    });
    expect(other.encode({ window, offset: 0, limit: 50 }).path).toContain('/E2/');
    expect([feed.hosts, other.hosts]).toEqual([
      settings.distributions[0] && ['*.example.com', 'www.example.com', 'img.example.org'],
      undefined,
    ]);
  });

  it('gives batches, their states, and the marker of the next page', () => {
    const page = feed.decode(answered(list));
    expect(page).toMatchObject({ rowsAnswered: 2, nextMarker: 'I3UG5WGJ6YVFN5', unreadable: undefined });
    expect(page.totalCount).toBeUndefined();
    expect(page.rows).toMatchObject([
      {
        taskId: 'I2J0I21PCUYOIK',
        state: 'PROCESSING',
        createdAt: Date.UTC(2026, 0, 15, 8, 10, 0, 123),
        scope: 'E1',
      },
      { taskId: 'I3UG5WGJ6YVFN5', state: 'SUCCEEDED', vendorStatus: 'Completed', kind: 'UNKNOWN', url: '' },
    ]);
    expect(page.rows[0]?.raw).toEqual({
      Id: 'I2J0I21PCUYOIK',
      CreateTime: '2026-01-15T08:10:00.123Z',
      Status: 'InProgress',
    });
  });

  it('reads a list of one, the last page, and an empty list', () => {
    const one = list
      .replace(/<InvalidationSummary><Id>I3.*<\/InvalidationSummary>/, '')
      .replace('<Quantity>2', '<Quantity>1');
    expect(feed.decode(answered(one)).rows).toHaveLength(1);
    const last = list
      .replace(/<NextMarker>.*<\/NextMarker>/, '')
      .replace('<IsTruncated>true', '<IsTruncated>false');
    expect(feed.decode(answered(last)).nextMarker).toBeUndefined();
    const empty = last.replace(/<Items>.*<\/Items>/, '').replace('<Quantity>2', '<Quantity>0');
    expect(feed.decode(answered(empty))).toMatchObject({ rows: [], rowsAnswered: 0, nextMarker: undefined });
  });

  it('names the next page by the last id where the answer forgets to', () => {
    const silent = list.replace(/<NextMarker>.*<\/NextMarker>/, '');
    expect(feed.decode(answered(silent)).nextMarker).toBe('I3UG5WGJ6YVFN5');
  });

  it('leaves out what cannot be placed, and says so; an unknown status is UNKNOWN', () => {
    const odd = list.replace('<Id>I2J0I21PCUYOIK</Id>', '').replace('Completed', 'Archived');
    const page = feed.decode(answered(odd));
    expect(page).toMatchObject({ rowsAnswered: 2, unreadable: '1 row without a readable Id' });
    expect(page.rows).toMatchObject([{ state: 'UNKNOWN', vendorStatus: 'Archived' }]);
    const undated = feed.decode(answered(list.replace('2026-01-15T08:10:00.123Z', 'yesterday')));
    expect(undated.unreadable).toBe('1 row without a readable CreateTime');
  });

  it.each([
    ['another document', batch],
    ['a list that is shorter than its count', list.replace('<Quantity>2', '<Quantity>3')],
    ['a list of text', list.replace(/<Items>.*<\/Items>/, '<Items>two</Items>')],
  ])('%s is not as documented', (_, xml) => {
    expect(() => feed.decode(answered(xml))).toThrow(
      expect.objectContaining({ kind: 'UNAVAILABLE', retryable: true, requestId: REQUEST_ID }),
    );
  });
});

describe('GetInvalidation', () => {
  it('is asked for by distribution and id', () => {
    expect(lookup.encode({ taskIds: ['I7/?'], offset: 0, limit: 1 })).toMatchObject({
      action: 'GetInvalidation',
      method: 'GET',
      path: '/2020-05-31/distribution/E1/invalidation/I7%2F%3F',
    });
    expect(lookup.urlsNeverChange).toBe(true);
  });

  it('gives a row for each path; the form of a path tells its kind', () => {
    const { rows } = lookup.decode(answered(batch));
    expect(rows.map(({ kind, url }) => [kind, url])).toEqual([
      ['PURGE_URL', '/a.jpg?x=1&y=2'],
      ['PURGE_DIRECTORY', '/dir/*'],
      ['PURGE_ALL', '/*'],
      ['PURGE_CACHE_TAG', '#release'],
    ]);
    expect(rows[0]).toMatchObject({ domain: 'www.example.com', state: 'PROCESSING', scope: 'E1' });
    expect(rows[0]?.raw).toMatchObject({
      Id: 'I2J0I21PCUYOIK',
      Path: '/a.jpg?x=1&y=2',
      CallerReference: 'release-7',
    });
    expect(otherLookup.decode(answered(batch)).rows[0]).toMatchObject({ domain: '', hosts: undefined });
  });

  it('a path counts for every domain of its distribution', () => {
    const [row] = lookup.decode(answered(batch)).rows;
    if (row === undefined) throw new RangeError('There is no row.');
    for (const domain of ['www.example.com', 'img.example.org', 'a.example.com']) {
      expect(matches(row, { domains: [domain] })).toBe(true);
      expect(matches(row, { urls: [`https://${domain}/a.jpg?x=1&y=2`] })).toBe(true);
    }
    expect(matches(row, { domains: ['www.example.net'] })).toBe(false);
    expect(matches(row, { urls: ['https://www.example.net/a.jpg?x=1&y=2'] })).toBe(false);
    expect(matches(row, { urls: ['https://www.example.com/b.jpg'] })).toBe(false);
  });

  it('paths that are fewer than counted are not as documented', () => {
    const short = answered(batch.replace('<Quantity>4', '<Quantity>5'));
    expect(() => lookup.decode(short)).toThrow(VendorError);
    expect(() => lookup.decode(answered(list))).toThrow(VendorError);
  });
});

it.each([
  [{ discovery: false }, 'must list what to read'],
  [{ distributions: [] }, 'must list the ids of the distributions'],
  [{ distributions: ['a/b'] }, 'must be the id of a distribution'],
  [{ distributions: ['E1', { id: 'E1' }] }, 'must not name a distribution twice'],
])('settings cannot be %j', (wrong, message) => {
  expect(awsCloudFront.settings.safeParse(wrong).error?.issues[0]?.message).toContain(message);
});

const appearance = (task: unknown) => ({ ...Object(task), details: undefined });

it('a batch with and without wildcards is two tasks, and a lookup gives each as the list does', async () => {
  const now = Date.UTC(2026, 0, 15, 12);
  const batchOf = (
    taskId: string,
    kind: 'PURGE_URL' | 'PURGE_DIRECTORY',
    paths: readonly string[],
    age = 60,
  ) => ({
    taskId,
    kind,
    at: now - age * 1_000,
    targets: paths.map((url) => ({ url, finishesAt: now - 1_000, outcome: 'succeeded' as const })),
  });
  const others = Array.from({ length: 40 }, (_, index) =>
    batchOf(`I${index}`, 'PURGE_URL', ['/x.js'], 600 + index),
  );
  const account = {
    vendor: 'AWS_CLOUDFRONT' as const,
    name: 'front',
    id: 'id',
    secret: 's',
    zones: ['E1'],
    history: [
      batchOf('IMIXED', 'PURGE_URL', ['/a.js', '/b.js']),
      batchOf('IMIXED', 'PURGE_DIRECTORY', ['/css/*']),
      ...others,
    ],
  };
  const world = await openWorld({ accounts: [account], now });
  try {
    const page = await world.tasks.tasks({}, { first: 5 }, world.scope());
    const tasks = page.edges.map(({ node }) => node);
    expect(tasks.map(({ taskId, kind, urlCount }) => [taskId, kind, urlCount])).toEqual([
      ['IMIXED', 'PURGE_DIRECTORY', 1],
      ['IMIXED', 'PURGE_URL', 2],
      ['I0', 'PURGE_URL', 1],
      ['I1', 'PURGE_URL', 1],
      ['I2', 'PURGE_URL', 1],
    ]);
    const counts = world.emulator.callCounts('front');
    expect(counts['ListInvalidations']).toBe(1);
    expect(counts['GetInvalidation']).toBeLessThanOrEqual(7);
    const known = await world.tasks.lookUp(tasks, world.scope());
    expect(known.map(appearance)).toEqual(tasks.map(appearance));
  } finally {
    await world.close();
  }
});
