import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../src/config/issue.ts';
import { loadSettings } from '../src/config.ts';
import { DAY } from '../src/domain/time.ts';
import { scheduleInRealTime } from '../src/engine/runtime.ts';
import { openHistory } from '../src/open-history.ts';
import { vendors } from '../src/vendors/registry.ts';
import { feed, sourceOf } from './history/fixture.ts';
import { settingsFor } from './history/opening.ts';

const settings = loadSettings(vendors, { EDGETASKS_DEMO: 'true' });

async function open(url: string, keepFor = 90 * DAY, retention = 30 * DAY) {
  const warnings: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: (fields: object) => warnings.push(fields),
    error: () => undefined,
    debug: () => undefined,
  };
  const capabilities = { ...feed.capabilities, retention };
  const sources = [{ ...sourceOf('north'), feeds: [{ ...feed, capabilities }] }];
  const opened = await openHistory({ ...settings, history: settingsFor(url, { keepFor }) }, sources, {
    clock: Date.now,
    schedule: scheduleInRealTime,
    fingerprint: String,
    log,
  });
  await opened?.close();
  return warnings;
}

const refusal = async (url: string): Promise<string> => {
  const error: unknown = await open(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigurationError);
  return error instanceof Error ? error.message : '';
};

describe('a history that is kept shorter than a vendor keeps its tasks', () => {
  it('is a warning that names the provider and what to write', async () => {
    expect(await open('file::memory:', 7 * DAY)).toEqual([
      {
        warning: 'history.keepFor: north keeps tasks for 30 days, which is longer. Write at least P30D',
      },
    ]);
  });

  it('is none if the vendor keeps its tasks no longer, or says nothing about it', async () => {
    expect(await open('file::memory:', 30 * DAY)).toEqual([]);
    expect(await open('file::memory:', 7 * DAY, Infinity)).toEqual([]);
  });
});

describe('the start stops, and the message says what to change,', () => {
  it('if the directory cannot be written', async () => {
    // Nobody can create a file there, not even root.
    expect(await refusal(`file:${join('/proc', 'edgetasks.db')}`)).toMatch(
      /history\.url: \/proc\/edgetasks\.db .*Name a file in a directory that this process can write/,
    );
  });

  it('if Postgres refuses the connection, without the password', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => void probe.close(resolve));
    const message = await refusal(`postgres://user:secret@127.0.0.1:${port}/tasks`);
    expect(message).toMatch(
      /history\.url: postgres:\/\/127\.0\.0\.1:\d+\/tasks does not accept the connection .*Check host, port, database and user, and that Postgres is running/,
    );
    expect(message).not.toContain('secret');
  });
});
