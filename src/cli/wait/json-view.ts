import type { Clock } from '../../domain/time.ts';
import type { Output } from '../command.ts';
import type { Subject } from './board.ts';
import type { View } from './view.ts';

/** One JSON object a line: each change, troubles with the server, and at last the result. */
export function jsonView(output: Output, clock: Clock): View {
  const tell = (type: string, members: object): void =>
    output.write(`${JSON.stringify({ type, at: new Date(clock()).toISOString(), ...members })}\n`);
  return {
    changed: (subject) => tell('change', membersOf(subject)),
    notice: (trouble) => tell('server', { trouble: trouble ?? null }),
    end: ({ outcome, exitCode, summary, refusal, waited, subjects, failedUrls }) =>
      tell('result', {
        outcome,
        exitCode,
        message: refusal ?? summary,
        seconds: waited / 1_000,
        subjects: subjects.map(membersOf),
        failedUrls,
      }),
    close: () => {},
  };
}

/** A task has one row, and a URL one for each provider, by its name. */
const membersOf = ({ name, verdict, rows, trouble }: Subject) => ({
  name,
  verdict,
  trouble: trouble ?? null,
  rows: rows.map(({ name: provider, state, progress, detail }) => ({
    ...(provider !== '' && { provider }),
    state: state ?? null,
    progress: progress ?? null,
    detail: detail ?? null,
  })),
});
