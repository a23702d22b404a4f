import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { scheduleInRealTime } from '../../../src/engine/runtime.ts';
import { accountsWith, deploy } from '../../clients/deployment.ts';
import type { Deployment } from '../../clients/deployment.ts';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await deploy(accountsWith(3), { trustedDocuments: [] });
});

afterAll(() => deployment.close());

/** What the program sends; a later one would ask in other words. */
type Rewritten = (body: string) => string;

/** Runs `edgetasks wait` over the network, in real time. */
async function wait(words: string, rewritten: Rewritten = (body) => body) {
  const printed = { output: '', errors: '' };
  const operations = new Set<string>();
  const exitCode = await run(['wait', ...words.split(' ')], {
    environment: { EDGETASKS_URL: deployment.url },
    output: { write: (text) => void (printed.output += text) },
    errors: { write: (text) => void (printed.errors += text) },
    fetch: (url, request) => {
      const body = typeof request.body === 'string' ? request.body : '';
      operations.add(/(?:query|subscription) (\w+)/.exec(body)?.[1] ?? body);
      return fetch(url, { ...request, body: rewritten(body) });
    },
    clock: Date.now,
    schedule: scheduleInRealTime,
    interruption: () => new AbortController().signal,
  });
  return { exitCode, ...printed, operations: [...operations] };
}

describe('waiting at a server that answers trusted documents only', () => {
  it.each([
    ['tencent/PREFETCH/1000', 0, ['WatchTask'], '1 of 1 tasks succeeded'],
    ['tencent/PREFETCH/1000 --interval 1s', 0, ['WaitForTasks'], '1 of 1 tasks succeeded'],
    ['tencent/PREFETCH/1002', 1, ['WatchTask', 'FailedUrls'], 'https://www.example.com/app.1002.js'],
    [
      '--site-url https://www.example.com/app.1000.js --since 1h --provider tencent',
      0,
      ['WaitForUrls'],
      '1 of 1 URLs everywhere',
    ],
  ])('is answered: %s', async (words, exitCode, operations, told) => {
    const ended = await wait(words);
    expect(ended).toMatchObject({ exitCode, errors: '', operations });
    expect(ended.output).toContain(told);
  });

  it('says what is wrong where the program is of another version, whose documents the server does not know', async () => {
    const ended = await wait('tencent/PREFETCH/1000', (body) => body.replace('stateCounts', 'stateCounts '));
    expect(ended.exitCode).toBe(3);
    expect(ended.errors).toMatch(
      /registered documents only \(trustedDocuments\).*if the server has the same version/,
    );
  });
});
