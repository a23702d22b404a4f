import { SECOND } from '../../domain/time.ts';
import type { Milliseconds } from '../../domain/time.ts';
import type { Output, ClientParts, Terminal } from '../command.ts';
import { bars, footerText } from './bars.ts';
import type { Picture } from './bars.ts';
import type { Subject } from './board.ts';
import { Screen } from './screen.ts';
import { resultText } from './view.ts';
import type { View } from './view.ts';

/** For people: a bar for each row, drawn anew at each change and each second. */
export function barsView(
  output: Output,
  terminal: Terminal,
  subjects: () => readonly Subject[],
  timeout: Milliseconds,
  { clock, after }: Pick<ClientParts, 'clock' | 'after'>,
): View {
  const began = clock();
  const screen = new Screen(output);
  let trouble: string | undefined;
  const draw = (parts: Partial<Picture>): void => {
    const { hasColors, size } = terminal;
    screen.draw(bars({ subjects: subjects(), hasColors, ...size(), ...parts }));
  };
  const drawNow = (): void => draw({ footer: footerText(clock() - began, timeout, trouble) });
  let cancel: (() => void) | undefined;
  const tick = (): void => {
    drawNow();
    cancel = after(SECOND, tick);
  };
  const close = (): void => {
    cancel?.();
    screen.close();
  };
  tick();
  return {
    changed: drawNow,
    notice: (now) => {
      trouble = now;
      drawNow();
    },
    end: (result) => {
      // What is not drawn again may be longer than the screen.
      draw({ rows: Infinity });
      close();
      output.write(resultText(result));
    },
    close,
  };
}
