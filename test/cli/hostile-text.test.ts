import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { UrlReport } from '../../src/domain/url-report.ts';
import { VirtualTime } from '../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../graphql/fake-tasks.ts';
import { serverOver, worldWith } from './world.ts';
import type { Ended } from './world.ts';

/** Sets a title, moves the cursor, breaks the line, reverses the text, and gives commands to three CI systems. */
const hostile =
  '::error::x\u001B]0;owned\u0007\u001B[2J\u009B31m\r\n::error::x\n\u202E\u2066\u2028##vso[task.complete]##[error]\u0000\u007F';
const benign = 'text';

/** Every text that a vendor decides, in tasks, URLs, reports and errors. */
function tasksWith(text: string) {
  const vendorRow = row({
    provider: 'main',
    taskId: text,
    url: text,
    domain: text,
    state: 'FAILED',
    vendorStatus: text,
    reason: text,
    message: text,
    requestId: text,
    createdAt: now,
    raw: { [text]: text },
  });
  const failure = new VendorError({
    kind: 'PERMISSION',
    provider: 'edge',
    message: text,
    vendorCode: text,
    requestId: text,
    retryable: false,
  });
  return {
    ...fakeTasks([vendorRow], { edge: failure }),
    urlReports: async ({ urls }: { readonly urls: readonly string[] }): Promise<readonly UrlReport[]> =>
      urls.map((url) => ({
        url,
        verdict: 'NOT_EVERYWHERE',
        since: now,
        state: 'FAILED',
        providers: [
          { provider: 'main', standing: 'FAILED', latest: vendorRow },
          { provider: 'edge', standing: 'UNKNOWN', error: failure },
        ],
      })),
  };
}

const terminal = { size: () => ({ columns: 100, rows: 24 }), hasColors: true };

function run(commandLine: string, text: string, isTerminal: boolean): Promise<Ended> {
  const time = new VirtualTime(now);
  const fetch = serverOver(tasksWith(text), time);
  return worldWith({ time, fetch, terminal: isTerminal ? terminal : undefined }).run(
    commandLine.replaceAll('$TEXT', text),
  );
}

/** What the program itself draws with. */
// oxlint-disable-next-line no-control-regex
const ownSequences = /\u001B\[(?:\?25[lh]|\?7[lh]|2K|J|\d+A|\d{1,2}m)|\r(?=\u001B|[^\n])/g;

const commands: readonly string[] = [
  'wait main/PREFETCH/$TEXT',
  'wait main/PREFETCH/$TEXT --interval 1s',
  'wait edge/PREFETCH/$TEXT --interval 1s',
  'wait https://www.example.com/$TEXT',
  'tasks',
  'urls',
];

describe.each(commands)('%s', (command) => {
  it.each(['', '--json'])('prints hostile text of a vendor as escapes (%s)', async (option) => {
    for (const isTerminal of [false, true]) {
      const line = `${command} ${option}`.trim();
      const [ended, plain] = [await run(line, hostile, isTerminal), await run(line, benign, isTerminal)];
      expect(ended.exitCode).toBe(plain.exitCode);
      for (const [text, expected] of [
        [ended.output, plain.output],
        [ended.errors, plain.errors],
      ] as const) {
        const lines = text.replaceAll(ownSequences, '').split('\n');
        expect(lines.length).toBe(expected.replaceAll(ownSequences, '').split('\n').length);
        for (const each of lines) {
          expect(each).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          expect(each).not.toMatch(/^\s*::|##\w*\[/);
        }
      }
      expect(ended.output + ended.errors).toContain('error::x');
    }
  });
});

describe('a server that is hostile itself', () => {
  it.each([
    ['an error message', 200, {}, JSON.stringify({ errors: [{ message: hostile }] })],
    ['a redirect', 302, { location: 'https://a.example/\u009B31m' }, ''],
  ])('prints escapes for %s', async (_, status, headers, body) => {
    const fetch = async (): Promise<Response> => new Response(body, { status, headers });
    for (const command of ['wait main/PREFETCH/1', 'tasks', 'urls']) {
      const ended = await worldWith({ fetch }).run(command);
      expect(ended.exitCode).toBe(3);
      expect(ended.output + ended.errors.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
  });
});
