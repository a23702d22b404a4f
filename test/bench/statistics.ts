/** The middle one of an odd number of figures, the mean of the two in the middle of an even one; NaN of none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Figures by name, as the rounds bring them. */
export class Figures {
  readonly #byName = new Map<string, number[]>();

  add(name: string, figure: number): void {
    const figures = this.#byName.get(name) ?? [];
    figures.push(figure);
    this.#byName.set(name, figures);
  }

  median(name: string): number {
    return median(this.#byName.get(name) ?? []);
  }
}
