import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { nodeIds } from './asking.ts';
import { account, company, taskIdOf, vendorNames, type CompanyAccount } from './company.ts';
import { faultCases, faultOf } from './fault-cases.ts';
import { leaksIn } from './leaks.ts';
import { questions } from './questions.ts';
import { startServer } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';
import { configurationFor } from './world.ts';

const directory = mkdtempSync(join(tmpdir(), 'edgetasks-secrets-'));
const bearer = 'bearer/of+the-release-pipeline=7f2c9d';
const wrongBearer = 'bearer/of+nobody-at-all=1b6e8a';
const now = Date.now();

/** One account of each vendor that has prefetched a URL with its own secret in it. */
const telling = vendorNames.map((vendor): CompanyAccount => {
  const plain = account(vendor, `tell-${vendor.toLowerCase()}`, now);
  const url = `https://www.example.com/?key=${encodeURIComponent(plain.secret)}`;
  const [first] = plain.history ?? [];
  const targets = [{ url, finishesAt: now, outcome: 'succeeded' as const }];
  return { ...plain, history: first === undefined ? [] : [{ ...first, targets }] };
});
/** One account of each vendor for each fault, and one for which its vendor repeats what it was sent. */
const echoing = vendorNames.map((vendor) => account(vendor, `echo-${vendor.toLowerCase()}`, now));
const struck = faultCases.flatMap((meets, index) =>
  vendorNames.map((vendor) => ({
    meets,
    account: account(vendor, `f${index}-${vendor.toLowerCase()}`, now),
  })),
);
const accounts: readonly CompanyAccount[] = [
  ...company(now),
  ...echoing,
  ...telling,
  ...struck.map((each) => each.account),
].map((each) => ({ ...each, behaviour: { enforcesRate: false } }));

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What may never show. Grows by every signature that a vendor receives. */
const secrets = new Set<string>([
  ...accounts.flatMap(({ id, secret, token }) => [id, secret, token ?? '']),
  bearer,
  wrongBearer,
  hashOf(bearer),
]);
/** Everything that was ever written, in whatever way. */
const written: string[] = [];
/** Takes traces. */
const collector = createServer((incoming, response) => {
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => written.push(chunk));
  incoming.on('end', () => response.end());
});
let emulator: Emulator;
let server: ServerProcess;
let url: string;

function noteSignatures(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  if (!(message.request instanceof IncomingMessage)) return;
  const { authorization = '' } = message.request.headers;
  const signature = /Signature=(\w+)/.exec(authorization)?.[1];
  if (signature !== undefined) secrets.add(signature).add(authorization);
}

const environment = (file: string) => ({ EDGETASKS_CONFIG: file, PORT: '0', EDGETASKS_LOG_LEVEL: 'debug' });

function writeConfiguration(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

beforeAll(async () => {
  subscribe('http.server.request.start', noteSignatures);
  emulator = await startEmulator({ accounts });
  for (const {
    meets,
    account: { name, vendor },
  } of struck) {
    emulator.inject({ account: name, fault: faultOf(meets, vendor) });
  }
  for (const { name, id, secret, token = '' } of echoing) {
    const message = `Key ${id}, secret ${secret}, token ${token}, ${encodeURIComponent(secret)}`;
    emulator.inject({ account: name, fault: { kind: 'error', code: 'InvalidParameter', message } });
  }
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const place = collector.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  const configuration = {
    maxVendorCallsPerRequest: 5_000,
    access: { tokens: [{ name: 'pipeline', sha256: hashOf(bearer) }] },
  };
  const file = writeConfiguration(
    'all.json',
    configurationFor(emulator, { accounts, requestsPerSecond: 10_000, maxPageSize: 10, configuration }),
  );
  server = startServer({
    script: 'dist/main.js',
    environment: {
      ...environment(file),
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    },
    preloaded: [new URL('trace-probe.ts', import.meta.url).href],
  });
  url = await server.isUp;
});

afterAll(async () => {
  await server.stop();
  await emulator.close();
  collector.close();
  unsubscribe('http.server.request.start', noteSignatures);
  rmSync(directory, { recursive: true });
});

/** Writes down the whole answer. */
async function send(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url + path, init);
  const text = await response.text();
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  written.push(`${response.status} ${headers.join('\n')}\n${text}`);
  return text;
}

const ask = (query: string, variables: object = {}, token = bearer): Promise<string> =>
  send('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-edgetasks-deadline': '4000',
    },
    body: JSON.stringify({ query, variables }),
  });

async function finished(process: ServerProcess): Promise<number | null> {
  const code = await process.ended;
  written.push(process.output.out, process.output.error);
  return code;
}

describe('no secret is in anything that is ever written', () => {
  it('while every fault strikes an account of each vendor', async () => {
    const filter = { createdAt: { from: new Date(now - 10_800_000) } };
    const lists = [
      ask(questions.urlDetails, { filter, first: 1_000 }),
      ask(questions.backwards, { filter, last: 1_000 }),
      ask(questions.tasks, { filter, first: 1_000 }),
      ask(questions.urlReport),
    ];
    const ids = accounts.flatMap(({ name, vendor }) => nodeIds(name, [taskIdOf(vendor, 0)]));
    const answers = await Promise.all([...lists, ask(questions.nodes, { ids })]);
    expect(answers.filter((answer) => answer.includes('"raw":'))).not.toEqual([]);
    written.push(await ask(questions.providers));
    const called = new Set(emulator.calls.map((call) => call.account));
    expect(accounts.filter(({ name }) => !called.has(name))).toEqual([]);
  });

  it('to those with wrong tokens, wrong queries, and to those who look at its pages', async () => {
    const form = { method: 'POST', body: `query={providers{id}}&token=${bearer}` };
    await Promise.all([
      ask('{ providers { name } }', {}, wrongBearer),
      ask(`{ providers { ${'x'.repeat(500)} } }`),
      ask('{ task(provider: "nobody", taskId: "1") { __typename } }'),
      ask('{'),
      send('/graphql', form),
      send('/graphql', { method: 'POST', headers: { authorization: `Basic ${bearer}` }, body: '{}' }),
      send('/graphql', { headers: { accept: 'text/html' } }),
      send('/', { headers: { authorization: `Bearer ${bearer}` } }),
      send('/healthz'),
      send('/readyz'),
      send('/metrics'),
      send('/metrics', { headers: { authorization: `Bearer ${wrongBearer}` } }),
      send('/nothing', { headers: { authorization: `Bearer ${bearer}` } }),
    ]);
    expect(await send('/metrics', { headers: { authorization: `Bearer ${bearer}` } })).toContain(
      'edgetasks_',
    );
  });

  it('when it stops', async () => {
    expect(await server.stop()).toBe(0);
    await finished(server);
    expect(server.output.error).toContain('A vendor call');
    expect(written.some((text) => text.includes('edgetasks.vendor'))).toBe(true);
    // In a row, and in the words of a refusal.
    expect(written.some((text) => text.includes('?key=(withheld)'))).toBe(true);
    expect(written.some((text) => text.includes('(text withheld'))).toBe(true);
  });

  it.each<[string, (sound: string) => string]>([
    ['is cut off', (sound) => sound.slice(0, sound.length - 20)],
    ['has keys that nobody knows', (sound) => sound.replaceAll('"secretKey"', '"secretkey"')],
    [
      'has a secret where a name belongs',
      (sound) => sound.replaceAll(/"name":"[^"]*"/g, `"name":"${bearer} "`),
    ],
    [
      'has a credential that is no text',
      (sound) => sound.replaceAll(/"(secretKey|accessKeySecret)":("[^"]*")/g, '"$1":[$2]'),
    ],
    [
      'has a secret for an endpoint',
      (sound) => sound.replaceAll(/"endpoint":"http:/g, `"endpoint":"${bearer}:`),
    ],
    [
      'has a token instead of its hash',
      (sound) => sound.replaceAll(/"sha256":"[^"]*"/g, `"sha256":"${bearer}"`),
    ],
    ['is YAML that ends in a secret', (sound) => `providers: ${sound}\n\t${bearer}: [`],
  ])('when its configuration %s', async (_, spoil) => {
    const configuration = { access: { tokens: [{ name: 'pipeline', sha256: hashOf(bearer) }] } };
    const sound = configurationFor(emulator, { accounts: company(now), configuration });
    const file = writeConfiguration('spoilt.yaml', spoil(sound));
    const process = startServer({ script: 'dist/main.js', preloaded: [], environment: environment(file) });
    expect(await finished(process)).toBe(1);
    expect(process.output.error).not.toBe('');
  });

  it('when it crashes', async () => {
    const crash = `process.on('newListener', (name) => name === 'SIGTERM' && setImmediate(() => { throw new Error('boom'); }))`;
    const process = startServer({
      script: 'dist/main.js',
      environment: environment(join(directory, 'all.json')),
      preloaded: [`data:text/javascript,${encodeURIComponent(crash)}`],
    });
    expect(await finished(process)).toBe(3);
  });

  it('when it helps, and when it checks its providers', async () => {
    const file = join(directory, 'all.json');
    const [help, check] = [['--help'], ['check']].map((words) =>
      startServer({
        script: 'dist/cli/edgetasks.js',
        arguments: words,
        preloaded: [],
        environment: environment(file),
      }),
    );
    expect(help && (await finished(help))).toBe(0);
    expect(check && (await finished(check))).toBe(1);
    expect(help?.output.out).toContain('edgetasks');
  });

  it('at all', () => {
    expect(secrets.size).toBeGreaterThan(500);
    expect(leaksIn(written.join('\n'), secrets)).toEqual([]);
  });
});

describe('the search for secrets', () => {
  it.each([
    ['as it is', (secret: string) => secret],
    ['URL-encoded', encodeURIComponent],
    ['as JSON', (secret: string) => JSON.stringify({ secret })],
    ['in base64', (secret: string) => Buffer.from(`user:${secret}!`).toString('base64')],
    ['in base64url', (secret: string) => Buffer.from(`{"${secret}"}`).toString('base64url')],
    ['in hex', (secret: string) => Buffer.from(secret).toString('hex')],
  ])('finds one that was planted %s', (form, plant) => {
    for (const secret of [bearer, accounts[0]?.secret ?? '', [...secrets].at(-1) ?? '']) {
      const planted = [...written.slice(0, 5), `level=debug ${plant(secret)} end`].join('\n');
      expect(leaksIn(planted, secrets)).toContainEqual({ secret, form });
    }
  });
});
