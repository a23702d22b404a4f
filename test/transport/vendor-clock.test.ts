import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { vendorClock } from '../../src/transport/vendor-clock.ts';

const NOW = Date.UTC(2026, 0, 15, 8, 30);

/** A machine whose clock can be set, and a vendor whose clock is ahead of it. */
function machine() {
  let now = NOW;
  const clock = vendorClock(() => now);
  return {
    clock,
    /** A call of a length; the vendor writes its time after a share of it. */
    call: (ahead: number, took = 0, share = 0.5): void => {
      const sentAt = now;
      const signedAt = clock.signingTime();
      const writtenAt = sentAt + took * share + ahead;
      now += took;
      clock.observe({ date: new Date(writtenAt).toUTCString(), signedAt, sentAt, observedAt: now });
    },
    pass: (milliseconds: number): void => {
      now += milliseconds;
    },
    ahead: () => clock.now() - now,
  };
}

describe('the vendor’s time', () => {
  it('is the machine’s until an answer came', () => {
    expect(machine().ahead()).toBe(0);
  });

  it.each([2 * MINUTE, -2 * MINUTE, 14 * MINUTE, 3 * SECOND])(
    'is known within a second after one quick answer of a vendor %i ms ahead',
    (ahead) => {
      const { call, pass, ahead: found } = machine();
      call(ahead, 40);
      expect(Math.abs(found() - ahead)).toBeLessThanOrEqual(SECOND);
      pass(HOUR);
      expect(Math.abs(found() - ahead)).toBeLessThanOrEqual(SECOND);
    },
  );

  it.each([0, 0.5, 1])(
    'is not moved by calls of 9 s of a vendor that answers after a share of %d',
    (share) => {
      const { call, ahead } = machine();
      for (let count = 0; count < 50; count += 1) call(0, 9_000 + count * 37, share);
      expect(ahead()).toBe(0);
    },
  );

  it('is not moved by differences below a second', () => {
    const { call, pass, ahead } = machine();
    for (let count = 0; count < 100; count += 1) {
      pass(61);
      call(count % 2 === 0 ? 400 : -400, 20);
    }
    expect(ahead()).toBe(0);
  });

  it('is found more exactly by a quick answer after a slow one, and then stays', () => {
    const { call, ahead } = machine();
    call(2 * MINUTE, 8_000, 1);
    call(2 * MINUTE, 10);
    const found = ahead();
    expect(Math.abs(found - 2 * MINUTE)).toBeLessThanOrEqual(SECOND);
    call(2 * MINUTE, 8_000, 0);
    expect(ahead()).toBe(found);
  });

  it('is the machine’s again when the clocks agree again', () => {
    const { call, ahead } = machine();
    call(2 * MINUTE);
    call(0);
    expect(ahead()).toBe(0);
  });

  it.each([undefined, '', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', new Date(NOW + HOUR).toUTCString()])(
    'is not taken from a Date of %s beside a signature that was accepted',
    (date) => {
      const clock = vendorClock(() => NOW);
      expect(clock.observe({ date, signedAt: NOW, sentAt: NOW, observedAt: NOW })).toBeUndefined();
      expect(clock.now()).toBe(NOW);
    },
  );

  it('is followed however far away it is, once a signature was dated with it', () => {
    const clock = vendorClock(() => NOW);
    const date = new Date(NOW + 5 * HOUR).toUTCString();
    expect(clock.follow(date, NOW)).toBe(true);
    clock.observe({ date, signedAt: clock.signingTime(), sentAt: NOW, observedAt: NOW });
    expect(Math.abs(clock.now() - NOW - 5 * HOUR)).toBeLessThanOrEqual(SECOND);
  });
});

it('signatures stay dated with the machine’s time while the vendor accepts them', () => {
  const { clock, call } = machine();
  call(2 * MINUTE);
  expect(clock.signingTime()).toBe(NOW);
});
