import type { Row, Standing, Verdict } from './standing.ts';

/** One thing that is waited for, and where it stands. */
export interface Subject {
  /** As it was asked for: `tencent-main/PREFETCH/1702364413`, or a URL. */
  readonly name: string;
  readonly verdict: Verdict;
  readonly rows: readonly Row[];
  readonly trouble?: string | undefined;
}

/** Told when a subject looks different from before. */
export type Changed = (subject: Subject) => void;

/** Where everything that is waited for stands. */
export class Board {
  readonly #subjects: Map<string, Subject>;
  readonly #changed: Changed;

  constructor(names: readonly string[], changed: Changed) {
    this.#subjects = new Map(names.map((name) => [name, { name, verdict: 'waiting', rows: [] }]));
    this.#changed = changed;
  }

  /** In the order in which they were asked for. */
  get subjects(): readonly Subject[] {
    return [...this.#subjects.values()];
  }

  isOver(name: string): boolean {
    return this.#subjects.get(name)?.verdict !== 'waiting';
  }

  see(name: string, { verdict, rows, trouble }: Standing): void {
    const before = this.#subjects.get(name);
    const subject = { name, verdict, rows: rows ?? before?.rows ?? [], trouble };
    this.#subjects.set(name, subject);
    if (JSON.stringify(subject) !== JSON.stringify(before)) this.#changed(subject);
  }
}
