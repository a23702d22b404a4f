import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { loadSettings } from '../src/config.ts';
import { requestScope } from '../src/engine/call/deadline.ts';
import { loadExamples, shippedOperations } from '../src/examples.ts';
import type { Operation } from '../src/examples.ts';
import { vendors } from '../src/vendors/registry.ts';
import { generatedFiles } from '../codegen.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const operations = shippedOperations();

let app: App;
let examples: readonly Operation[];

beforeAll(async () => {
  app = await createApp(loadSettings(vendors, {}), silent);
  const opened = requestScope({ now: Date.now(), deadlineMs: 10_000, callBudget: 50 });
  examples = await loadExamples(app.tasks, opened.scope);
  opened.dispose();
});

afterAll(() => app.close());

const answerTo = async ({ query, variables }: Operation): Promise<string> => {
  const response = await app.api.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ query, variables: JSON.parse(variables ?? '{}') }),
    signal: AbortSignal.timeout(20_000),
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return text;
    text += decoder.decode(chunk.value, { stream: true });
    // A stream may go on for as long as its task: its first event is enough.
    if (/^data: \{/m.test(text)) {
      await reader?.cancel();
      return /^data: (\{.*)$/m.exec(text)?.[1] ?? '';
    }
  }
};

describe('a shipped operation', () => {
  it.each(operations.map(({ file }) => file))(
    '%s is answered by the demo, with something in it',
    async (file) => {
      const example = examples.find((candidate) => candidate.file === file);
      expect(example).toBeDefined();
      if (example === undefined) return;
      const answer: { data?: unknown; errors?: unknown } = JSON.parse(await answerTo(example));
      expect(answer.errors).toBeUndefined();
      const told = JSON.stringify(answer.data);
      expect(told).not.toMatch(/"task(?:Progress)?":\{"__typename":"\w+Error"/);
      expect(told).not.toMatch(/"nodes":\[\]/);
    },
  );

  it.each(operations.map((operation) => [operation.file, operation] as const))(
    '%s says what it is for, in one named operation',
    (_, { query }) => {
      expect(query).toMatch(/^# \S/);
      const named = parse(query).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
      );
      expect(named).toEqual([expect.stringMatching(/^[A-Z]/)]);
    },
  );
});

describe('the written files', () => {
  it('are what codegen writes now', async () => {
    const stale = [...(await generatedFiles())].filter(([path, content]) => {
      try {
        return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8') !== content;
      } catch {
        return true;
      }
    });
    expect(stale.map(([path]) => path)).toEqual([]);
  });
});
