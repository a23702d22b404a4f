import type { Clock } from '../../domain/time.ts';
import type { Output } from '../command.ts';
import type { Subject } from './board.ts';
import { stopwatchText } from './duration.ts';
import type { Row } from './standing.ts';
import { resultText } from './view.ts';
import type { View } from './view.ts';

/** For logs: a line for each change of state, and for each ten percent. Troubles with the server go to the errors. */
export function linesView(output: Output, errors: Output, clock: Clock): View {
  const began = clock();
  const told = new Map<string, string>();
  const tell = (to: Output, name: string, text: string): void =>
    to.write(`${stopwatchText(clock() - began).padStart(7)}  ${name}  ${text}\n`);
  const tellOnce = (key: string, sign: string, tellIt: () => void): void => {
    if (told.get(key) === sign) return;
    told.set(key, sign);
    tellIt();
  };
  return {
    changed: ({ name, rows, trouble = '' }: Subject) => {
      for (const row of rows) {
        const whole = row.name === '' ? name : `${name}  ${row.name}`;
        tellOnce(`row ${whole}`, signOf(row), () => tell(output, whole, textOf(row)));
      }
      tellOnce(`trouble ${name}`, trouble, () => {
        if (trouble !== '') tell(output, name, trouble);
      });
    },
    notice: (trouble) => {
      const text = trouble ?? 'answers again.';
      tellOnce('server', text, () => tell(errors, 'server', text));
    },
    end: (result) => output.write(resultText(result)),
    close: () => {},
  };
}

/** What differs where there is something to tell. */
const signOf = ({ state, progress }: Row): string =>
  `${state ?? ''} ${progress === undefined ? '' : Math.floor(progress / 10)}`;

const textOf = ({ state, progress, detail }: Row): string =>
  [state ?? '', progress === undefined ? '' : `${Math.floor(progress)} %`, detail ?? '']
    .filter((part) => part !== '')
    .join('  ');
