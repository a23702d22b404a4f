import { spawn } from 'node:child_process';

/** A program in a terminal of its own, which `script` makes. */
export interface TerminalRun {
  /** What it drew last, line by line, with its colours as the terminal is told them. */
  readonly drawn: () => readonly string[];
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  readonly stop: () => void;
}

const escape = '\u001B';

/** Runs a command line of a shell in so many columns. */
export function runInTerminal(
  line: string,
  columns: number,
  environment: Readonly<Record<string, string>>,
): TerminalRun {
  const child = spawn('script', ['-qefc', `stty cols ${columns}; exec ${line}`, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return {
    drawn: () => lastDrawing(printed),
    ended: new Promise((resolve) => {
      child.once('close', resolve);
    }),
    stop: () => void child.kill(),
  };
}

/** Every drawing takes the place of the one before, and ends by clearing what is below; after the last stands the result. */
function lastDrawing(printed: string): readonly string[] {
  const drawings = printed.split(`${escape}[J`);
  const after = withoutMoves(drawings.pop() ?? '');
  const last = withoutMoves(drawings.pop() ?? '');
  return `${last}${drawings.length > 0 && after.endsWith('\n') ? after : ''}`.trimEnd().split('\n');
}

/** Colours stay; what moves the cursor or clears goes. */
const withoutMoves = (text: string): string =>
  text.replaceAll('\r', '').replaceAll(new RegExp(`${escape}\\[[?\\d;]*[A-Zhl]`, 'g'), '');

const colors: Readonly<Record<string, string>> = {
  2: '#8b949e',
  31: '#ff7b72',
  32: '#56d364',
  33: '#e3b341',
  36: '#76e3ea',
};

/** A page that shows lines as a terminal does, below the command that gave them. */
export const terminalPage = (command: string, lines: readonly string[]): string => `<!doctype html>
<meta charset="utf-8">
<style>
  body { margin: 0; background: #0d1117; }
  pre {
    display: inline-block; margin: 0; padding: 20px 24px; color: #e6edf3;
    font: 15px/1.5 'DejaVu Sans Mono', monospace; white-space: pre;
  }
</style>
<pre><span style="color:${colors['32']}">$</span> ${escaped(command)}
${lines.map(painted).join('\n')}</pre>`;

const painted = (line: string): string =>
  escaped(line)
    .replaceAll(new RegExp(`${escape}\\[(\\d+)m`, 'g'), (_, code: string) =>
      code === '0' ? '</span>' : `<span style="color:${colors[code] ?? 'inherit'}">`,
    )
    .trimEnd();

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
