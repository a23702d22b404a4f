import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NewestTasksDocument } from '../../schema/generated/graphql.ts';
import { accountsWith, deploy, hashOf } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { failures, laggards, tasks } from './release-report.ts';
import { request } from './request.ts';

const token = 'token-of-the-release-channel';
let deployment: Deployment;

beforeAll(async () => {
  deployment = await deploy(accountsWith(45), {
    access: { tokens: [{ name: 'release-channel', sha256: hashOf(token) }] },
  });
});

afterAll(() => deployment.close());

const server = () => ({ url: deployment.url, token });

describe('a service with generated types and plain fetch', () => {
  it('reports what failed, and which vendor could not answer', async () => {
    const stop = deployment.emulator.inject({
      account: 'aliyun',
      fault: { kind: 'error', code: 'InvalidAccessKeyId.NotFound', status: 404 },
    });
    const lines = await failures(server());
    stop();
    expect(lines).toContainEqual(
      expect.stringMatching(/^edge: https:\/\/www\.example\.com\/app\.2002\.js failed: \S/),
    );
    expect(lines.filter((line) => line.startsWith('aliyun: '))).toHaveLength(1);
  });

  it('reports where a URL is not done yet', async () => {
    // The third release failed; the other vendors know nothing of this file.
    expect(await laggards(server(), 'https://www.example.com/app.1002.js')).toContain('tencent');
    expect(await laggards(server(), 'https://www.example.com/app.1000.js')).not.toContain('tencent');
  });

  it('walks all tasks, each once', async () => {
    const ids = new Set<string>();
    let count = 0;
    for await (const { id } of tasks(server())) {
      ids.add(id);
      count += 1;
    }
    expect([count, ids.size]).toEqual([135, 135]);
  });

  it('throws if an argument is wrong or the token is missing', async () => {
    await expect(request(server(), NewestTasksDocument, { first: -1 })).rejects.toThrow('`first`');
    await expect(request({ url: deployment.url }, NewestTasksDocument, {})).rejects.toThrow('access token');
  });
});
