import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';

/** A call's turn to come, by the monotonicNow. It may move later while others are late. */
export interface Place {
  readonly key: string;
  readonly callsPerSecond: number;
  at: Milliseconds;
  /** Whether the call was sent and its answer has not come: it may still be on its way to the vendor. */
  isUnderWay?: boolean;
}

/** There is no place early enough; none was taken. */
export interface Refusal {
  /** When the first place would have been, by the monotonicNow. */
  readonly nextAt: Milliseconds;
}

/** What a call asks for. */
export interface PlaceRequest {
  /** What the rate counts for: an account and an action. */
  readonly key: string;
  readonly callsPerSecond: number;
  /** By the monotonicNow, as all times here. */
  readonly earliest: Milliseconds;
  readonly latest: Milliseconds;
}

/**
 * Counts calls, so that no second, wherever it begins, sees more of one key than its rate. Places are given in the order
 * of asking. In memory, or shared through Redis.
 */
export interface RateBudget {
  /** Never rejects. */
  reserve(request: PlaceRequest): Place | Refusal | Promise<Place | Refusal>;
  /** Uses a place whose time has come: the call is sent now; or it has moved (`later`), or is no good any more (`lost`). */
  claim(place: Place): 'now' | 'later' | 'lost';
  /** The answer of the call that used it is here, so that it reached the vendor before now. */
  answered(place: Place): void;
  /** Gives back a place that was not used. */
  release(place: Place): void;
  close(): Promise<void>;
}

/**
 * Calls meet different delays on the way, so that what is sent a second apart may arrive closer. A second is therefore
 * taken for longer by as much as two delays may differ, at the price of a twentieth of the rate.
 */
export const wayDifference: Milliseconds = 50;

/**
 * The longest that a call which is not answered is taken to be on its way: to a vendor far away, over a connection that must
 * be made first. What is sent a second after it, over connections that stand, would else catch up with it.
 */
export const longestWay: Milliseconds = SECOND;

/** Beyond it a rate is no limit; it bounds what is remembered. */
const mostPlaces = 10_000;

/** A rate as so many calls in any span of so long: whole calls in a second, or one call in a longer time. */
export const allowance = (callsPerSecond: number): { places: number; span: Milliseconds } => ({
  places: Math.min(mostPlaces, Math.max(1, Math.floor(callsPerSecond))),
  span: SECOND * Math.max(1, 1 / callsPerSecond) + wayDifference,
});

/** The budget of an instance that is alone. */
export function memoryRateBudget({ monotonicNow }: Pick<Runtime, 'monotonicNow'>): RateBudget {
  /** In the order of sending: what was sent of late, then what waits. */
  const journals = new Map<string, Place[]>();

  const journalOf = (key: string): Place[] => {
    const known = journals.get(key);
    if (known !== undefined) return known;
    const journal: Place[] = [];
    journals.set(key, journal);
    return journal;
  };

  return {
    reserve({ key, callsPerSecond, earliest, latest }) {
      const journal = journalOf(key);
      forget(journal, monotonicNow());
      const last = journal.at(-1)?.at ?? earliest;
      const at = Math.max(
        earliest,
        last,
        freeAt(journal, journal.length, callsPerSecond, ({ at: sent }) => sent),
      );
      if (at > latest) return { nextAt: at };
      const place = { key, callsPerSecond, at };
      journal.push(place);
      return place;
    },
    // What was sent late pushes back what follows, by no more than it must.
    claim(place) {
      const now = monotonicNow();
      const journal = journalOf(place.key);
      const free = freeAt(journal, journal.lastIndexOf(place), place.callsPerSecond, latestArrival);
      place.at = Math.max(now, free);
      place.isUnderWay = free <= now;
      return place.isUnderWay ? 'now' : 'later';
    },
    answered(place) {
      place.at = Math.min(latestArrival(place), Math.max(place.at, monotonicNow()));
      place.isUnderWay = false;
    },
    release(place) {
      const journal = journalOf(place.key);
      const index = journal.lastIndexOf(place);
      if (index !== -1) journal.splice(index, 1);
    },
    close: () => Promise.resolve(),
  };
}

/** When the vendor has seen the call at the latest. */
const latestArrival = ({ at, isUnderWay }: Place): Milliseconds =>
  isUnderWay === true ? at + longestWay : at;

/** When the place at `index` may be used: a span after the one that is as many places before it as fit in a span. */
function freeAt(
  journal: readonly Place[],
  index: number,
  callsPerSecond: number,
  timeOf: (place: Place) => Milliseconds,
): Milliseconds {
  const { places, span } = allowance(callsPerSecond);
  const before = journal[index - places];
  return before === undefined ? -Infinity : timeOf(before) + span;
}

/** What was sent longer than a span ago binds nobody. */
function forget(journal: Place[], now: Milliseconds): void {
  const kept = journal.findIndex(
    (place) => latestArrival(place) + allowance(place.callsPerSecond).span > now,
  );
  journal.splice(0, kept === -1 ? journal.length : kept);
}
