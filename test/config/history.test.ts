import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { issues, load, secret, tencent } from './loading.ts';

const url = 'postgres://edgetasks:${KEY}@db.example.com/edgetasks';

describe('the history', () => {
  it('is off unless it is configured', () => {
    expect(load(tencent).history).toBeUndefined();
  });

  it('has defaults beside its URL', () => {
    expect(load(`history: { url: "file:./edgetasks.db" }\n${tencent}`).history).toEqual({
      url: 'file:./edgetasks.db',
      interval: 30 * SECOND,
      keepFor: 90 * DAY,
      raw: true,
      queryStrings: true,
    });
  });

  it('has the URL of the environment in the place of the file’s', () => {
    const file = `history: { url: "file:./a.db", interval: PT1M, keepFor: P7D, raw: false, queryStrings: false }\n${tencent}`;
    expect(load(file, { EDGETASKS_HISTORY_URL: 'file:./b.db' }).history).toEqual({
      url: 'file:./b.db',
      interval: 60 * SECOND,
      keepFor: 7 * DAY,
      raw: false,
      queryStrings: false,
    });
    expect(load(tencent, { EDGETASKS_HISTORY_URL: 'file:./b.db' }).history?.url).toBe('file:./b.db');
  });

  it('may have a password from the environment', () => {
    const settings = load(`history: { url: "${url}" }\n${tencent}`);
    expect(settings.history?.url).toContain(secret);
  });

  it.each([
    ['history: {}', 'history.url: is missing; it must be like file:./edgetasks.db'],
    ['history: true', 'history: must be an object with a url'],
    [
      `history: { url: "mysql://a:\${KEY}@b/c" }`,
      'history.url: must be like file:./edgetasks.db, or postgres://',
    ],
    ['history: { url: "file:" }', 'history.url: must be like file:./edgetasks.db, or postgres://'],
    [
      'history: { url: "postgres:///edgetasks" }',
      'history.url: must be like file:./edgetasks.db, or postgres://',
    ],
    [
      'history: { url: "file:a.db", interval: PT1S }',
      'history.interval: must be an ISO 8601 duration from PT5S',
    ],
    ['history: { url: "file:a.db", keepFor: 90 }', 'history.keepFor: must be an ISO 8601 duration from P1D'],
    ['history: { url: "file:a.db", keepfor: P9D }', 'history.keepfor: is not known; do you mean keepFor?'],
    ['history: { url: "file:a.db", raw: 1 }', 'history.raw: must be true or false'],
  ])('%s is refused, and the message says what is right', (line, message) => {
    expect(issues(`${line}\n${tencent}`).join('\n')).toContain(message);
  });

  it('is refused with a wrong variable, whose value is not shown', () => {
    const variables = { EDGETASKS_HISTORY_URL: `redis://user:${secret}@db` };
    expect(issues(tencent, variables)).toEqual([
      'EDGETASKS_HISTORY_URL: must be like file:./edgetasks.db, or postgres://user:password@host:5432/database',
    ]);
  });
});
