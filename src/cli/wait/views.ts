import type { Clock } from '../../domain/time.ts';
import { clockText } from '../arguments.ts';
import { printJson, printLine } from '../command.ts';
import type { CommandOutput } from '../command.ts';
import type { TargetRow, WaitTarget } from './progress.ts';
import { resultLines } from './result.ts';
import type { WaitResult } from './result.ts';

/** Displays the progress of the waiting. */
export interface WaitView {
  readonly changed: (target: WaitTarget) => void;
  /** Reports the problem of the server; undefined when it answers again. */
  readonly notice: (trouble: string | undefined) => void;
  readonly end: (result: WaitResult) => void;
  /** Restores the terminal. Called in any case. */
  readonly close: () => void;
}

/** The API's standing of a URL, otherwise the state of the task; empty if there is none. */
export const labelOf = ({ standing, state }: TargetRow): string => standing ?? state ?? '';

/** For logs: a line for each change of state and for each ten percent. Problems of the server are written to stderr. */
export function linesView(
  output: CommandOutput,
  errors: CommandOutput,
  clock: Clock,
  note?: string,
): WaitView {
  const began = clock();
  const printed = new Map<string, string>();
  const print = (to: CommandOutput, name: string, text: string): void =>
    printLine(to, `${clockText(clock() - began).padStart(7)}  ${name}  ${text}`);
  const printChange = (key: string, value: string, printIt: () => void): void => {
    if (printed.get(key) === value) return;
    printed.set(key, value);
    printIt();
  };
  if (note !== undefined) printLine(output, note);
  return {
    changed: ({ name, verdict, rows, trouble = '' }) => {
      for (const row of rows) {
        const whole = row.name === '' ? name : `${name}  ${row.name}`;
        printChange(`row ${whole}`, changeKey(row), () => print(output, whole, textOf(row)));
      }
      if (verdict !== undefined) printChange(`verdict ${name}`, verdict, () => print(output, name, verdict));
      printChange(`trouble ${name}`, trouble, () => {
        if (trouble !== '') print(output, name, trouble);
      });
    },
    notice: (trouble) => {
      const text = trouble ?? 'answers again.';
      printChange('server', text, () => print(errors, 'server', text));
    },
    end: (result) => {
      for (const line of resultLines(result)) printLine(output, line);
    },
    close: () => {},
  };
}

/** A key that changes when there is something to print. */
const changeKey = (row: TargetRow): string =>
  `${labelOf(row)} ${row.progress === undefined ? '' : Math.floor(row.progress / 10)}`;

const textOf = (row: TargetRow): string =>
  [labelOf(row), row.progress === undefined ? '' : `${Math.floor(row.progress)} %`, row.detail ?? '']
    .filter((part) => part !== '')
    .join('  ');

/** For programs: one JSON object a line, for each change, each problem of the server, and the result at the end. */
export function jsonView(output: CommandOutput, clock: Clock, since?: string): WaitView {
  const print = (type: string, members: object): void =>
    printJson(output, { type, at: new Date(clock()).toISOString(), ...members });
  const period = since === undefined ? {} : { since };
  return {
    changed: (target) => print('change', { ...membersOf(target), ...period }),
    notice: (trouble) => print('server', { trouble: trouble ?? null }),
    end: ({ outcome, exitCode, summary, refusal, waited, targets, failedUrls }) =>
      print('result', {
        outcome,
        exitCode,
        message: refusal ?? summary,
        seconds: waited / 1_000,
        ...period,
        subjects: targets.map(membersOf),
        failedUrls,
      }),
    close: () => {},
  };
}

/** A task has one row and the outcome as its verdict; a URL has a row for each provider and the verdict of the API. */
const membersOf = ({ name, outcome, verdict, rows, trouble }: WaitTarget) => ({
  name,
  verdict: verdict ?? outcome,
  trouble: trouble ?? null,
  rows: rows.map(({ name: provider, standing, state, progress, detail }) => ({
    ...(provider !== '' && { provider, standing: standing ?? null }),
    state: state ?? null,
    progress: progress ?? null,
    detail: detail ?? null,
  })),
});
