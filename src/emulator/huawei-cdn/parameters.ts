import { Refusal } from '../protocol.ts';
import type { ReceivedParameters } from '../protocol.ts';

/** Reads the parameters of a Huawei call: all are text, and an undocumented one is ignored. */
export class HuaweiParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor({ values }: ReceivedParameters) {
    this.#values = values;
  }

  /** Undefined if absent or empty. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** @throws {Refusal} when it is not one of the words */
  word(name: string, words: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !words.includes(text)) throw invalid(name);
    return text;
  }

  /** @throws {Refusal} when it is no whole number from `least` to `most` */
  integer(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value < least || value > most) throw invalid(name);
    return value;
  }

  /** @throws {Refusal} when only one of two parameters is given that belong together */
  together(one: string, other: string): void {
    if ((this.text(one) === undefined) !== (this.text(other) === undefined)) throw invalid(other);
  }
}

/** The error for a wrong parameter. */
export function invalid(name: string): Refusal {
  return new Refusal('CDN.0001', `The parameter ${name} is invalid.`);
}
