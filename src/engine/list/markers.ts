import type { Instant } from '../../domain/time.ts';

/** A place in a list: all rows created before this second come after the marker. */
export interface Marker {
  readonly second: Instant;
  readonly text: string;
}

/** The most markers of one feed. */
const MAX_MARKERS = 2_000;

/** The markers in the answers of one feed. They stay valid, because tasks are only added at the head of the list. */
export class Markers {
  /** In ascending order of time. */
  #markers: readonly Marker[] = [];

  add(marker: Marker): void {
    const others = this.#markers.filter(({ second }) => second !== marker.second);
    const place = others.findIndex(({ second }) => second > marker.second);
    const kept = place === -1 ? [...others, marker] : others.toSpliced(place, 0, marker);
    // Every second marker still comes near any place.
    this.#markers = kept.length > MAX_MARKERS ? kept.filter((_, index) => index % 2 === 0) : kept;
  }

  /** The nearest marker before all rows that were created before an instant. */
  above(instant: Instant): Marker | undefined {
    return this.#markers.find(({ second }) => second >= instant);
  }

  /** Forgets all of them, because the vendor did not accept one. */
  clear(): void {
    this.#markers = [];
  }
}
