import { describe, expect, it } from 'vitest';
import { filterOf, plainView, searchOf, viewOf } from '../../src/dashboard/view.ts';
import type { View } from '../../src/dashboard/view.ts';

const asOf = Date.parse('2026-03-01T12:00:00Z');

describe('the address of the page', () => {
  const views: readonly View[] = [
    plainView,
    { ...plainView, since: '15m' },
    { ...plainView, range: { preset: '7d' }, search: 'www.example.com' },
    { ...plainView, page: 'statistics' },
    {
      page: 'tasks',
      providers: ['tencent-main', 'a&b=c'],
      kinds: ['PREFETCH', 'PURGE_URL'],
      states: ['FAILED', 'PROCESSING'],
      search: 'https://www.example.com/?a=b&c=d#e',
      as: 'part',
      since: { instant: '2026-03-01T05:00:00.000Z' },
      range: { from: '2026-03-01T00:00:00.000Z', to: undefined },
      task: 'VGFzazo+/=',
      everywhere: 'https://www.example.com/été',
    },
  ];

  it.each(views)('gives back what it was made from (%#)', (view) => {
    expect(viewOf(searchOf(view))).toEqual(view);
  });

  it('is empty for what is plain', () => {
    expect(searchOf(plainView)).toBe('?');
  });

  it('leaves out words that it does not know', () => {
    expect(
      viewOf('?state=FINE&kind=PREFETCH&kind=BAKE&range=9y&from=yesterday&since=once&as=riddle'),
    ).toEqual({
      ...plainView,
      kinds: ['PREFETCH'],
    });
  });
});

describe('the filter of a view', () => {
  it('reaches back from the time of asking', () => {
    expect(filterOf(plainView, asOf)).toEqual({ createdAt: { from: '2026-02-28T12:00:00.000Z' } });
  });

  it('lies between two instants where they are given', () => {
    const range = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-01T06:00:00.000Z' };
    expect(filterOf({ ...plainView, range }, asOf)).toEqual({ createdAt: range });
  });

  it('tells a host name from a URL', () => {
    expect(filterOf({ ...plainView, search: 'www.example.com' }, asOf)).toMatchObject({
      domain: 'www.example.com',
    });
    expect(filterOf({ ...plainView, search: 'https://www.example.com/' }, asOf)).toMatchObject({
      url: 'https://www.example.com/',
    });
  });
});
