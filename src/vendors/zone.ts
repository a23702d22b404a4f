import * as z from 'zod';
import { FixedOffsetZone, Info, type Zone as LuxonZone } from 'luxon';
import { HOUR, MINUTE, type Instant, type Milliseconds, type Window } from '../domain/time.ts';
import { localText, readLocalTime } from './times.ts';

/** Parses and formats the times of a vendor that omits the zone. */
export interface Zone {
  /** `YYYY-MM-DD hh:mm:ss` on the zone's clock. */
  read(value: unknown): Instant | undefined;
  /**
   * The ends of a window. They are further apart than the window if clocks are put back, because an hour is then
   * ambiguous.
   */
  write(window: Window): { readonly from: string; readonly to: string };
}

/** The setting for the zone of the vendor's times: a fixed offset or a name of the IANA. */
export const timeZone = z
  .string()
  .default('UTC+8')
  .refine((name) => Info.normalizeZone(name).isValid, {
    error: 'must be a time zone, such as UTC+8 or Asia/Shanghai',
  })
  .describe('The zone of the times that the vendor writes without one: UTC+8 by default.');

/** The zones by luxon's names: `UTC+8`, `Asia/Shanghai`. */
export function zoneNamed(name: string): Zone {
  const zone = Info.normalizeZone(name);
  // Calling luxon for each row would cost more than everything else together.
  return zone instanceof FixedOffsetZone ? fixedZone(zone.offset(0) * MINUTE) : changingZone(zone);
}

const fixedZone = (offset: Milliseconds): Zone => ({
  read(value) {
    const local = readLocalTime(value);
    return local === undefined ? undefined : local - offset;
  },
  write: ({ from, to }) => ({ from: localText(from + offset), to: localText(to + offset) }),
});

/** No zone changes its clocks by more than this at once. */
const LONGEST_CHANGE: Milliseconds = 3 * HOUR;

function changingZone(zone: LuxonZone): Zone {
  const offsetAt = remembering((quarter) => zone.offset(quarter * QUARTER_HOUR) * MINUTE);
  return {
    read(value) {
      const local = readLocalTime(value);
      if (local === undefined) return undefined;
      const guess = local - offsetAt(local);
      return local - offsetAt(guess);
    },
    write({ from, to }) {
      const offsets = [offsetAt(from - LONGEST_CHANGE), offsetAt(to + LONGEST_CHANGE)];
      return {
        from: localText(from + Math.min(...offsets)),
        to: localText(to + Math.max(...offsets)),
      };
    },
  };
}

/** Clocks are changed at full quarters of an hour. */
const QUARTER_HOUR: Milliseconds = 15 * MINUTE;
const MOST_REMEMBERED = 10_000;

function remembering(offsetOf: (quarter: number) => Milliseconds): (instant: Instant) => Milliseconds {
  const remembered = new Map<number, Milliseconds>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_HOUR);
    const known = remembered.get(quarter);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const offset = offsetOf(quarter);
    remembered.set(quarter, offset);
    return offset;
  };
}
