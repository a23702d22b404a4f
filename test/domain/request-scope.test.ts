import { describe, expect, it } from 'vitest';
import { CallLog } from '../../src/domain/request-scope.ts';

const call = { provider: 'north', action: 'ListTasks', isShared: false, tries: 1, took: 5, waited: 1 };

describe('the record of a request’s vendor calls', () => {
  it('sums the calls of each provider and action, and counts joined calls apart', () => {
    const log = new CallLog();
    log.add(call);
    log.add({ ...call, tries: 3, took: 9, failure: 'TIMEOUT' });
    log.add({ ...call, isShared: true, tries: 0, waited: 4 });
    log.add({ ...call, action: '__proto__', failure: '__proto__' });
    expect(log.totals).toEqual([
      {
        provider: 'north',
        action: 'ListTasks',
        calls: 2,
        shared: 1,
        tries: 4,
        took: 9,
        waited: 4,
        failures: new Map([['TIMEOUT', 1]]),
      },
      {
        provider: 'north',
        action: '__proto__',
        calls: 1,
        shared: 0,
        tries: 1,
        took: 5,
        waited: 1,
        failures: new Map([['__proto__', 1]]),
      },
    ]);
  });

  it('has a bounded number of entries, and loses no call', () => {
    const log = new CallLog();
    for (let index = 0; index < 1_000; index += 1) log.add({ ...call, provider: `provider-${index}` });
    expect(log.totals).toHaveLength(CallLog.maxEntries + 1);
    expect(log.totals.at(-1)).toMatchObject({
      provider: '*',
      action: '*',
      calls: 1_000 - CallLog.maxEntries,
    });
  });
});
