import type { Output } from '../command.ts';

const escape = '\u001B[';
const codes = {
  hideCursor: `${escape}?25l`,
  showCursor: `${escape}?25h`,
  /** A line that is too long is cut by the terminal: it would else take two, and the next drawing begin one too low. */
  wrapOff: `${escape}?7l`,
  wrapOn: `${escape}?7h`,
  clearLine: `${escape}2K`,
  clearBelow: `${escape}J`,
  up: (lines: number): string => (lines === 0 ? '' : `${escape}${lines}A`),
} as const;

/** A few lines of a terminal that are drawn again and again in the same place. */
export class Screen {
  readonly #output: Pick<Output, 'write'>;
  #height = 0;
  #isOpen = false;

  constructor(output: Pick<Output, 'write'>) {
    this.#output = output;
  }

  draw(lines: readonly string[]): void {
    const open = this.#isOpen ? '' : codes.hideCursor + codes.wrapOff;
    this.#isOpen = true;
    const drawn = lines.map((line) => `${codes.clearLine}${line}\n`).join('');
    this.#output.write(`${open}\r${codes.up(this.#height)}${drawn}${codes.clearBelow}`);
    this.#height = lines.length;
  }

  /** Gives the terminal back; what was drawn last stays. */
  close(): void {
    if (this.#isOpen) this.#output.write(codes.wrapOn + codes.showCursor);
    this.#isOpen = false;
  }
}
