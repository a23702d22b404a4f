import type { TaskState } from '../../domain/task.ts';
import type { Milliseconds } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import type { UrlStanding, UrlVerdict } from '../../domain/url-report.ts';
import { clockText } from '../arguments.ts';
import { printLine } from '../command.ts';
import type { CommandContext, CommandOutput, Terminal } from '../command.ts';
import { clipped, fitted, painted, textWidth } from '../text.ts';
import type { Color } from '../text.ts';
import { outcomeOfState } from './progress.ts';
import type { TargetOutcome, TargetRow, WaitTarget } from './progress.ts';
import { resultLines } from './result.ts';
import { labelOf } from './views.ts';
import type { WaitView } from './views.ts';

const escape = '\u001B[';
const codes = {
  hideCursor: `${escape}?25l`,
  showCursor: `${escape}?25h`,
  /** A line that is too long must not wrap: the next drawing would begin one line too low. */
  wrapOff: `${escape}?7l`,
  wrapOn: `${escape}?7h`,
  clearLine: `${escape}2K`,
  clearBelow: `${escape}J`,
  up: (lines: number): string => (lines === 0 ? '' : `${escape}${lines}A`),
} as const;

/** A few lines of a terminal that are drawn again and again in the same place. */
export class Screen {
  readonly #output: Pick<CommandOutput, 'write'>;
  #height = 0;
  #isOpen = false;

  constructor(output: Pick<CommandOutput, 'write'>) {
    this.#output = output;
  }

  draw(lines: readonly string[]): void {
    const open = this.#isOpen ? '' : codes.hideCursor + codes.wrapOff;
    this.#isOpen = true;
    const drawn = lines.map((line) => `${codes.clearLine}${line}\n`).join('');
    this.#output.write(`${open}\r${codes.up(this.#height)}${drawn}${codes.clearBelow}`);
    this.#height = lines.length;
  }

  /** Restores the terminal. The last drawing remains. */
  close(): void {
    if (this.#isOpen) this.#output.write(codes.wrapOn + codes.showCursor);
    this.#isOpen = false;
  }
}

/** For people: a bar for each row, drawn again at each change and each second. */
export function terminalView(
  output: CommandOutput,
  terminal: Terminal,
  targets: () => readonly WaitTarget[],
  { timeout, note = '' }: { readonly timeout: Milliseconds; readonly note?: string | undefined },
  { clock, schedule }: Pick<CommandContext, 'clock' | 'schedule'>,
): WaitView {
  const began = clock();
  const screen = new Screen(output);
  let trouble = '';
  const draw = (parts: Partial<Picture>): void => {
    const { hasColors, size } = terminal;
    screen.draw(bars({ targets: targets(), hasColors, ...size(), ...parts }));
  };
  const drawNow = (): void => {
    const waiting = `Waiting, ${clockText(clock() - began)} of at most ${clockText(timeout)}.`;
    draw({ footer: [waiting, trouble, note].filter((part) => part !== '').join(' ') });
  };
  let cancel: (() => void) | undefined;
  const tick = (): void => {
    drawNow();
    cancel = schedule(SECOND, tick);
  };
  const close = (): void => {
    cancel?.();
    screen.close();
  };
  tick();
  return {
    changed: drawNow,
    notice: (now) => {
      trouble = now ?? '';
      drawNow();
    },
    end: (result) => {
      // The final drawing may be longer than the screen.
      draw({ rows: Infinity });
      close();
      for (const line of resultLines(result)) printLine(output, line);
      if (note !== '') printLine(output, note);
    },
    close,
  };
}

/** The content of one drawing. */
export interface Picture {
  readonly targets: readonly WaitTarget[];
  /** The size of the terminal, in characters. */
  readonly columns: number;
  readonly rows: number;
  readonly hasColors: boolean;
  /** The footer; absent in the final drawing. */
  readonly footer?: string | undefined;
}

interface Line {
  readonly text: string;
  readonly color?: Color | undefined;
}

interface Look {
  readonly mark: string;
  readonly color: Color;
}

const waiting: Look = { mark: '·', color: 'cyan' };
const succeeded: Look = { mark: '✔', color: 'green' };
const failed: Look = { mark: '✖', color: 'red' };
const unknown: Look = { mark: '?', color: 'yellow' };
const absent: Look = { mark: '–', color: 'dim' };

const looksOfOutcomes: Record<TargetOutcome, Look> = { waiting, succeeded, failed, unknowable: unknown };
const looksOfVerdicts: Record<UrlVerdict, Look> = {
  EVERYWHERE: succeeded,
  IN_PROGRESS: waiting,
  NOT_EVERYWHERE: failed,
  UNKNOWN: unknown,
};
const looksOfStandings: Record<UrlStanding, Look> = {
  DONE: succeeded,
  IN_PROGRESS: waiting,
  FAILED: failed,
  NOT_SUBMITTED: absent,
  NOT_SERVED: absent,
  UNKNOWN: unknown,
};
const lookOfState = (state: TaskState | undefined): Look =>
  state === undefined ? absent : looksOfOutcomes[outcomeOfState(state)];

/** The lines of the screen. If not all fit, succeeded targets are left out first. */
export function bars({ targets, columns, rows, hasColors, footer }: Picture): readonly string[] {
  const layout = layoutOf(targets, columns);
  const blocks = targets.map((target) => ({ target, lines: linesOf(target, layout) }));
  // One line is for the footer, one for the cursor.
  const { shown, hidden } = fitting(blocks, rows - 2);
  const lines: Line[] = shown.flatMap((block) => block.lines);
  if (hidden > 0) lines.push({ text: `  … and ${hidden} more`, color: 'dim' });
  if (footer !== undefined) lines.push({ text: footer, color: 'dim' });
  return lines.map(({ text, color }) => painted(clipped(text, columns), hasColors ? color : undefined));
}

interface Block {
  readonly target: WaitTarget;
  readonly lines: readonly Line[];
}

function fitting(blocks: readonly Block[], height: number): { shown: readonly Block[]; hidden: number } {
  const needed = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
  if (needed <= height) return { shown: blocks, hidden: 0 };
  const isDone = ({ target }: Block): boolean => target.outcome === 'succeeded';
  const chosen = new Set<Block>();
  let left = height - 1;
  for (const block of [...blocks.filter((one) => !isDone(one)), ...blocks.filter(isDone)]) {
    if (block.lines.length > left) break;
    chosen.add(block);
    left -= block.lines.length;
  }
  return { shown: blocks.filter((block) => chosen.has(block)), hidden: blocks.length - chosen.size };
}

interface Layout {
  readonly name: number;
  readonly bar: number;
}

const barWidths = { least: 8, most: 24 } as const;
/** The mark before the name, the percentage after the bar, and the blanks between. */
const fixedWidth = 2 + 2 + 1 + 5 + 2;
/** The width of the longest state. Details are clipped first. */
const stateWidth = 'PARTIALLY_SUCCEEDED'.length;

/** Names get their width before bars do. */
function layoutOf(targets: readonly WaitTarget[], columns: number): Layout {
  const names = targets.flatMap(({ name, rows }) =>
    hasHeading({ rows }) ? rows.map((row) => textWidth(row.name)) : [textWidth(name)],
  );
  const room = Math.max(0, columns - fixedWidth - stateWidth);
  const name = Math.min(Math.max(0, ...names), Math.max(12, room - barWidths.least));
  return { name, bar: Math.min(barWidths.most, Math.max(barWidths.least, room - name)) };
}

/** The lines of a target. A URL is a heading above the rows of its providers. */
const hasHeading = ({ rows }: Pick<WaitTarget, 'rows'>): boolean => rows.some(({ name }) => name !== '');

function linesOf(target: WaitTarget, layout: Layout): readonly Line[] {
  const { name, outcome, verdict, rows, trouble } = target;
  // A verdict may still change while the target is waited for.
  const look =
    verdict === undefined || outcome === 'waiting' ? looksOfOutcomes[outcome] : looksOfVerdicts[verdict];
  const isHeaded = rows.length === 0 || hasHeading({ rows });
  const title = verdict === undefined ? name : `${name}  ${verdict}`;
  const heading: readonly Line[] = isHeaded ? [{ text: `${look.mark} ${title}`, color: look.color }] : [];
  const barLines = rows.map((row): Line => {
    if (row.name === '') return { text: `${look.mark} ${rowText(name, row, layout)}`, color: look.color };
    const { mark, color } =
      row.standing === undefined ? lookOfState(row.state) : looksOfStandings[row.standing];
    return { text: `  ${mark} ${rowText(row.name, row, layout)}`, color };
  });
  const troubles: readonly Line[] =
    trouble === undefined ? [] : [{ text: `    ${trouble}`, color: 'yellow' }];
  return [...heading, ...barLines, ...troubles];
}

function rowText(name: string, row: TargetRow, layout: Layout): string {
  const { state, progress, detail } = row;
  const share = progress ?? (state === 'SUCCEEDED' ? 100 : undefined);
  const percent = share === undefined ? '' : `${Math.floor(share)} %`;
  const texts = [labelOf(row), detail ?? ''].filter((part) => part !== '').join('  ');
  return `${fitted(name, layout.name)}  ${barOf(share ?? 0, layout.bar)} ${percent.padStart(5)}  ${texts}`.trimEnd();
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function barOf(percent: number, width: number): string {
  const filled = Math.floor((Math.min(100, Math.max(0, percent)) / 100) * width * 8);
  const whole = Math.floor(filled / 8);
  const part = eighths[filled % 8] ?? '';
  return `${'█'.repeat(whole)}${part}`.padEnd(width, '░');
}
