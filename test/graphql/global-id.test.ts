import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserInputError } from '../../src/domain/errors.ts';
import { areas, taskKinds } from '../../src/domain/task.ts';
import { providerId, readGlobalId, readIdOf, taskId, urlDetailId } from '../../src/graphql/global-id.ts';

const anyText = fc.string({ unit: 'binary' });
/** What an id may tell beside the identity of its task; seconds, because an id has no finer time. */
const anyHints = fc.record(
  {
    scope: fc.string({ unit: 'binary', minLength: 1 }),
    createdAt: fc.integer({ min: -1e9, max: 1e10 }).map((second) => second * 1_000),
  },
  { requiredKeys: [] },
);
const anyKey = fc
  .tuple(fc.record({ provider: anyText, kind: fc.constantFrom(...taskKinds), taskId: anyText }), anyHints)
  .map(([key, hints]) => ({ ...key, ...hints }));
const anyRow = fc
  .tuple(anyKey, fc.record({ url: anyText, area: fc.option(fc.constantFrom(...areas), { nil: undefined }) }))
  .map(([key, row]) => ({ ...key, ...row }));

/** The id that is written for what an id names; undefined for what is no id. */
const rewritten = (id: string): string | undefined => {
  try {
    const globalId = readGlobalId(id, 'id');
    if (globalId.type === 'Provider') return providerId(globalId.name);
    return globalId.type === 'Task' ? taskId(globalId.key) : urlDetailId(globalId.key);
  } catch (error) {
    if (error instanceof UserInputError) return undefined;
    throw error;
  }
};

const textOf = (id: string): string => Buffer.from(id, 'base64url').toString();

const idOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('a global id', () => {
  it('gives back the task that it names, whatever its parts hold', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(readGlobalId(taskId(key), 'id')).toEqual({ type: 'Task', key });
      }),
    );
  });

  it('gives back the row that it names', () => {
    fc.assert(
      fc.property(anyRow, (key) => {
        expect(readGlobalId(urlDetailId(key), 'id')).toEqual({ type: 'UrlDetail', key });
      }),
    );
  });

  it('gives back the provider that it names', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(readGlobalId(providerId(name), 'id')).toEqual({ type: 'Provider', name });
      }),
    );
  });

  it('differs if any part differs, also if parts contain separators', () => {
    const ids = [
      taskId({ provider: 'a:PREFETCH', kind: 'PREFETCH', taskId: 'b' }),
      taskId({ provider: 'a', kind: 'PREFETCH', taskId: 'PREFETCH:b' }),
      taskId({ provider: 'a', kind: 'PURGE_URL', taskId: 'PREFETCH:b' }),
      taskId({ provider: 'a%3A', kind: 'PREFETCH', taskId: 'b' }),
      taskId({ provider: 'a:', kind: 'PREFETCH', taskId: 'b' }),
      urlDetailId({ provider: 'a', kind: 'PREFETCH', taskId: 'b', url: 'c', area: 'GLOBAL' }),
      urlDetailId({ provider: 'a', kind: 'PREFETCH', taskId: 'b', url: 'c' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('preserves long task ids and lone surrogates', () => {
    const key = { provider: 'a', kind: 'PREFETCH', taskId: '1702364413000000001\ud800' } as const;
    expect(readGlobalId(taskId(key), 'id')).toEqual({ type: 'Task', key });
  });

  it('is safe in a URL', () => {
    fc.assert(
      fc.property(anyRow, (key) => {
        expect(urlDetailId(key)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('is readable once decoded', () => {
    const id = taskId({ provider: 'tencent-main', kind: 'PREFETCH', taskId: '1702364413' });
    expect(Buffer.from(id, 'base64url').toString()).toBe('Task:tencent-main:PREFETCH:1702364413');
  });

  it('contains the zone and the creation second of a task and of a URL', () => {
    const key = {
      provider: 'edge',
      kind: 'PREFETCH',
      taskId: '20g9',
      scope: 'zone-1',
      createdAt: Date.UTC(2026, 2, 1, 12, 0, 0, 250),
    } as const;
    expect(textOf(taskId(key))).toBe('Task:edge:PREFETCH:20g9:zone-1:1772366400');
    expect(textOf(urlDetailId({ ...key, url: 'a' }))).toBe(
      'UrlDetail:edge:PREFETCH:20g9:a::zone-1:1772366400',
    );
  });

  it.each([
    '',
    'not an id',
    '1702364413',
    'VGFzaw==',
    idOf('Task'),
    idOf('Task:a:PREFETCH'),
    idOf('Task:a:PREFETCH:b:c'),
    idOf('Task:a:PREFETCH:b::'),
    idOf('Task:a:PREFETCH:b::01'),
    idOf('Task:a:PREFETCH:b:c:x'),
    idOf('Task:a:PREFETCH:b:c:1.5'),
    idOf('Task:a:PREFETCH:b:c:1:d'),
    idOf('Task:a:NOTHING:b'),
    idOf('Task:a:prefetch:b'),
    idOf('Task:a:PREFETCH:%zz'),
    idOf('Task:a:PREFETCH:%41'),
    idOf('Task:a:PREFETCH:%3a'),
    idOf('Provider'),
    idOf('Provider:a:b'),
    idOf('UrlDetail:a:PREFETCH:b:c'),
    idOf('UrlDetail:a:PREFETCH:b:c:MOON'),
    idOf('UrlDetail:a:PREFETCH:b:c::'),
    idOf('UrlDetail:a:PREFETCH:b:c::z'),
    idOf('UrlDetail:a:PREFETCH:b:c:::'),
    idOf('Other:a'),
    `${taskId({ provider: 'a', kind: 'PREFETCH', taskId: 'b' })}=`,
    `${taskId({ provider: 'a', kind: 'PREFETCH', taskId: 'b' })} `,
  ])('refuses %j and names the argument', (id) => {
    expect(() => readGlobalId(id, 'ids.3')).toThrow(UserInputError);
    expect(() => readGlobalId(id, 'ids.3')).toThrow(expect.objectContaining({ argument: 'ids.3' }));
  });

  it('accepts no other spelling of itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect([text, undefined]).toContain(rewritten(text));
      }),
    );
  });

  it('of another type is rejected where one type is expected', () => {
    expect(() => readIdOf('Task', providerId('a'), 'id')).toThrow('This is the id of a Provider');
  });
});
