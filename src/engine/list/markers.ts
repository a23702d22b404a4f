import type { Instant } from '../../domain/time.ts';

/** A place in a list: all rows created before this second come after the marker. */
export interface Marker {
  readonly second: Instant;
  readonly text: string;
}

/** More are not kept. */
const MAX_MARKERS = 2_000;

/** The markers that answers of one feed have given. Tasks arrive at the head of the list alone, so they stay right. */
export class Markers {
  /** In ascending order of time. */
  #markers: readonly Marker[] = [];

  add(marker: Marker): void {
    const others = this.#markers.filter(({ second }) => second !== marker.second);
    const place = others.findIndex(({ second }) => second > marker.second);
    const kept = place === -1 ? [...others, marker] : others.toSpliced(place, 0, marker);
    // Every second one is enough to come near a place.
    this.#markers = kept.length > MAX_MARKERS ? kept.filter((_, index) => index % 2 === 0) : kept;
  }

  /** The nearest marker that all rows created before an instant come after. */
  above(instant: Instant): Marker | undefined {
    return this.#markers.find(({ second }) => second >= instant);
  }

  /** Forgets all of them, because the vendor did not accept one. */
  clear(): void {
    this.#markers = [];
  }
}
