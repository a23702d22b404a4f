import type { Milliseconds } from '../../domain/time.ts';
import type { Subject } from './board.ts';
import { stopwatchText } from './duration.ts';
import { verdictOn } from './standing.ts';
import type { Row, Verdict } from './standing.ts';

/** What a picture is drawn of. */
export interface Picture {
  readonly subjects: readonly Subject[];
  /** Of the terminal, in characters. */
  readonly columns: number;
  readonly rows: number;
  readonly hasColors: boolean;
  /** The last line; absent at the end. */
  readonly footer?: string | undefined;
}

export const footerText = (waited: Milliseconds, timeout: Milliseconds, trouble = ''): string =>
  `Waiting, ${stopwatchText(waited)} of at most ${stopwatchText(timeout)}. ${trouble}`.trimEnd();

interface Line {
  readonly text: string;
  readonly color?: Color | undefined;
}

const colors = { green: 32, red: 31, yellow: 33, cyan: 36, dim: 2 } as const;
type Color = keyof typeof colors;

interface Look {
  readonly mark: string;
  readonly color: Color;
}

const looks: Record<Verdict, Look> = {
  waiting: { mark: '·', color: 'cyan' },
  succeeded: { mark: '✔', color: 'green' },
  failed: { mark: '✖', color: 'red' },
  unknowable: { mark: '?', color: 'yellow' },
};

/** Of a provider that has no task. */
const nothing: Look = { mark: '–', color: 'dim' };

/** The lines of the screen. Where not all fit, what is done gives way to what is not. */
export function bars({ subjects, columns, rows, hasColors, footer }: Picture): readonly string[] {
  const layout = layoutOf(subjects, columns);
  const blocks = subjects.map((subject) => ({ subject, lines: linesOf(subject, layout) }));
  // One line is the footer's, one the cursor's.
  const { shown, hidden } = fitting(blocks, rows - 2);
  const lines: Line[] = shown.flatMap((block) => block.lines);
  if (hidden.length > 0) lines.push({ text: `  … and ${hidden.length} more`, color: 'dim' });
  if (footer !== undefined) lines.push({ text: footer, color: 'dim' });
  return lines.map(({ text, color }) => painted(clipped(text, columns), hasColors ? color : undefined));
}

const painted = (text: string, color: Color | undefined): string =>
  color === undefined ? text : `\u001B[${colors[color]}m${text}\u001B[0m`;

const clipped = (text: string, width: number): string => {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
};

interface Block {
  readonly subject: Subject;
  readonly lines: readonly Line[];
}

function fitting(
  blocks: readonly Block[],
  height: number,
): { shown: readonly Block[]; hidden: readonly Block[] } {
  const needed = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
  if (needed <= height) return { shown: blocks, hidden: [] };
  const isDone = ({ subject }: Block): boolean => subject.verdict === 'succeeded';
  const chosen = new Set<Block>();
  let left = height - 1;
  for (const block of [...blocks.filter((one) => !isDone(one)), ...blocks.filter(isDone)]) {
    if (block.lines.length > left) break;
    chosen.add(block);
    left -= block.lines.length;
  }
  return {
    shown: blocks.filter((block) => chosen.has(block)),
    hidden: blocks.filter((block) => !chosen.has(block)),
  };
}

interface Layout {
  readonly name: number;
  readonly bar: number;
}

const barWidths = { least: 8, most: 24 } as const;
/** The mark before the name, the percentage after the bar, and the blanks between. */
const fixedWidth = 2 + 2 + 1 + 5 + 2;
/** The longest state; details are what is clipped first. */
const stateWidth = 'PARTIALLY_SUCCEEDED'.length;

/** Names are given room before bars. */
function layoutOf(subjects: readonly Subject[], columns: number): Layout {
  const names = subjects.flatMap(({ name, rows }) =>
    hasHeading({ rows }) ? rows.map((row) => row.name.length) : [name.length],
  );
  const room = Math.max(0, columns - fixedWidth - stateWidth);
  const name = Math.min(Math.max(0, ...names), Math.max(12, room - barWidths.least));
  return { name, bar: Math.min(barWidths.most, Math.max(barWidths.least, room - name)) };
}

/** A URL stands above the rows of its providers. */
const hasHeading = ({ rows }: Pick<Subject, 'rows'>): boolean => rows.some(({ name }) => name !== '');

function linesOf({ name, verdict, rows, trouble }: Subject, layout: Layout): readonly Line[] {
  const { mark, color } = looks[verdict];
  const isHeaded = rows.length === 0 || hasHeading({ rows });
  const heading: readonly Line[] = isHeaded ? [{ text: `${mark} ${name}`, color }] : [];
  const barLines = rows.map((row): Line => {
    if (row.name === '') return { text: `${mark} ${rowText(name, row, layout)}`, color };
    const look = row.state === undefined ? nothing : looks[verdictOn(row.state)];
    return { text: `  ${look.mark} ${rowText(row.name, row, layout)}`, color: look.color };
  });
  const troubles: readonly Line[] =
    trouble === undefined ? [] : [{ text: `    ${trouble}`, color: 'yellow' }];
  return [...heading, ...barLines, ...troubles];
}

function rowText(name: string, { state, progress, detail }: Row, layout: Layout): string {
  const share = progress ?? (state === 'SUCCEEDED' ? 100 : undefined);
  const percent = share === undefined ? '' : `${Math.floor(share)} %`;
  const label = shortened(name, layout.name).padEnd(layout.name);
  const told = [state ?? '', detail ?? ''].filter((part) => part !== '').join('  ');
  return `${label}  ${barOf(share ?? 0, layout.bar)} ${percent.padStart(5)}  ${told}`;
}

/** The end of a name tells more than its middle. */
function shortened(name: string, width: number): string {
  if (name.length <= width) return name;
  const tail = Math.floor((width - 1) / 2);
  return `${name.slice(0, width - 1 - tail)}…${name.slice(name.length - tail)}`;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function barOf(percent: number, width: number): string {
  const filled = Math.floor((Math.min(100, Math.max(0, percent)) / 100) * width * 8);
  const whole = Math.floor(filled / 8);
  const part = eighths[filled % 8] ?? '';
  return `${'█'.repeat(whole)}${part}`.padEnd(width, '░');
}
