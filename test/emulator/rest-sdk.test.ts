import { createRequire } from 'node:module';

import {
  CloudFrontClient,
  GetInvalidationCommand,
  ListDistributionsCommand,
  paginateListInvalidations,
} from '@aws-sdk/client-cloudfront';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, Submission } from '../../src/emulator/emulator.ts';
import { submission } from './histories.ts';

// The official clients of AWS and Huawei, which were written by people who know the servers, against the emulator.

// A CommonJS package whose builder is not in its main file.
const { ClientBuilder }: typeof import('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js', {
  with: { 'resolution-mode': 'require' },
}) = createRequire(import.meta.url)('@huaweicloud/huaweicloud-sdk-core/ClientBuilder');
const { GlobalCredentials, BasicCredentials }: typeof import('@huaweicloud/huaweicloud-sdk-core', {
  with: { 'resolution-mode': 'require' },
}) = createRequire(import.meta.url)('@huaweicloud/huaweicloud-sdk-core');

const key = { id: 'AKIDemulated', secret: 'emulated/secret+1' };
// The clients have no clock to set.
const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const createdAt = at - 3_600_000 + 123;

/** One batch with paths of several kinds, and others before it. */
const batches: readonly Submission[] = [
  submission('INEWEST', at, ['/a b.jpg?x=1&y=<2>'], { kind: 'PURGE_URL' }),
  submission('INEWEST', at, ['/dir/*'], { kind: 'PURGE_DIRECTORY' }),
  ...Array.from({ length: 4 }, (_, index) =>
    submission(`I${index}`, at - 60_000 * (index + 1), [`/${index}.js`], {
      kind: 'PURGE_URL',
      target: index === 0 ? { finishesAt: at + 3_600_000 } : {},
    }),
  ),
];

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [
      {
        vendor: 'AWS_CLOUDFRONT',
        name: 'front',
        ...key,
        zones: ['EDFDVBD6EXAMPLE', 'E2'],
        zoneDetails: { EDFDVBD6EXAMPLE: { aliases: ['www.example.com', 'img.example.com'] } },
        history: batches,
        behaviour: { enforcesRate: false },
      },
      {
        vendor: 'HUAWEI_CDN',
        name: 'huawei',
        ...key,
        history: [
          submission('a1', createdAt, ['https://www.example.com/目录/1.js', 'https://www.example.com/2.js']),
          submission('a2', createdAt - 1_000, ['https://www.example.com/css/'], { kind: 'PURGE_DIRECTORY' }),
          submission('a3', createdAt - 2_000, ['https://www.example.com/3.js'], {
            target: { outcome: 'failed' },
          }),
        ],
      },
    ],
  });
});

afterAll(() => emulator.close());

const cloudFront = (secretAccessKey = key.secret) =>
  new CloudFrontClient({
    endpoint: emulator.endpoint('AWS_CLOUDFRONT'),
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: key.id, secretAccessKey },
  });

describe('the official client of CloudFront', () => {
  it('pages through the invalidations by marker, newest first', async () => {
    const pages = paginateListInvalidations(
      { client: cloudFront(), pageSize: 2 },
      { DistributionId: 'EDFDVBD6EXAMPLE' },
    );
    const ids: unknown[] = [];
    for await (const { InvalidationList: list } of pages) {
      expect(list?.Quantity).toBe(list?.Items?.length);
      for (const { Id, Status, CreateTime } of list?.Items ?? [])
        ids.push([Id, Status, CreateTime?.getTime()]);
    }
    expect(ids).toEqual([
      ['INEWEST', 'Completed', at],
      ['I0', 'InProgress', at - 60_000],
      ['I1', 'Completed', at - 120_000],
      ['I2', 'Completed', at - 180_000],
      ['I3', 'Completed', at - 240_000],
    ]);
  });

  it('fetches one batch with its paths', async () => {
    const command = new GetInvalidationCommand({ DistributionId: 'EDFDVBD6EXAMPLE', Id: 'INEWEST' });
    const { Invalidation: invalidation } = await cloudFront().send(command);
    expect(invalidation).toMatchObject({
      Id: 'INEWEST',
      Status: 'Completed',
      InvalidationBatch: { Paths: { Quantity: 2, Items: ['/a b.jpg?x=1&y=<2>', '/dir/*'] } },
    });
  });

  it('lists the distributions with their aliases', async () => {
    const { DistributionList: list } = await cloudFront().send(new ListDistributionsCommand({}));
    expect(list?.Items?.map(({ Id, Aliases }) => [Id, Aliases?.Items])).toEqual([
      ['EDFDVBD6EXAMPLE', ['www.example.com', 'img.example.com']],
      ['E2', undefined],
    ]);
  });

  it('receives typed errors', async () => {
    const get = (DistributionId: string, Id: string, client = cloudFront()) =>
      client.send(new GetInvalidationCommand({ DistributionId, Id }));
    await expect(get('EDFDVBD6EXAMPLE', 'INONE')).rejects.toMatchObject({
      name: 'NoSuchInvalidation',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(get('ENONE', 'INEWEST')).rejects.toMatchObject({ name: 'NoSuchDistribution' });
    await expect(get('E2', 'INEWEST')).rejects.toMatchObject({ name: 'NoSuchInvalidation' });
    await expect(get('E2', 'INEWEST', cloudFront('another secret'))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403, requestId: expect.any(String) },
    });
    const stop = emulator.inject({
      account: 'front',
      times: 1,
      fault: { kind: 'error', code: 'Throttling' },
    });
    await expect(get('E2', 'INEWEST')).rejects.toMatchObject({ name: 'Throttling' });
    stop();
  });
});

const huawei = (sk = key.secret) =>
  new ClientBuilder((client) => client)
    .withEndpoint(emulator.endpoint('HUAWEI_CDN'))
    .withCredential(new GlobalCredentials({ ak: key.id, sk }).withDomainId('domain-1'))
    .build();
const ask = (url: string, queryParams: Record<string, unknown>, client = huawei(), pathParams = {}) =>
  client.sendRequest({
    method: 'GET',
    url,
    contentType: 'application/json',
    queryParams,
    pathParams,
    headers: {},
  });
const order = { order_field: 'create_time', order_type: 'desc' };

describe("Huawei's official core client", () => {
  it('lists tasks with their counts, page by page', async () => {
    const page = { page_size: 1, page_number: 2, ...order, file_type: 'file' };
    const first = await ask('/v1.0/cdn/historytasks', { ...page, page_number: 1 });
    expect(first).toMatchObject({
      total: 2,
      tasks: [{ id: 'a1', total: 2, succeed: 2, create_time: createdAt }],
    });
    expect(await ask('/v1.0/cdn/historytasks', page)).toMatchObject({
      tasks: [{ id: 'a3', status: 'task_done', task_type: 'preheating', failed: 1, file_type: 'file' }],
    });
    expect(await ask('/v1.0/cdn/historytasks', { ...order, file_type: 'directory' })).toMatchObject({
      total: 1,
      tasks: [{ id: 'a2', task_type: 'refresh', file_type: 'directory' }],
    });
    const since = { start_date: createdAt - 1_500, end_date: createdAt - 500 };
    expect(await ask('/v1.0/cdn/historytasks', { ...since, file_type: 'directory' })).toMatchObject({
      total: 1,
    });
    expect(await ask('/v1.0/cdn/historytasks', { ...since, file_type: 'file' })).toMatchObject({ total: 0 });
  });

  it('fetches a task with its URLs, and why they failed', async () => {
    const path = '/v1.0/cdn/historytasks/{id}/detail';
    expect(await ask(path, { page_size: 10, page_number: 1 }, huawei(), { id: 'a1' })).toMatchObject({
      id: 'a1',
      total: 2,
      urls: [
        { url: 'https://www.example.com/目录/1.js', status: 'succeed' },
        { url: 'https://www.example.com/2.js' },
      ],
    });
    expect(await ask(path, { create_time: createdAt - 2_000 }, huawei(), { id: 'a3' })).toMatchObject({
      urls: [{ status: 'failed', fail_classify: 'ORIGIN_ERROR', fail_desc: expect.any(String) }],
    });
  });

  it('receives errors of the service with status 200, and typed ones of the gateway', async () => {
    const path = '/v1.0/cdn/historytasks/none/detail';
    expect(await ask(path, {})).toMatchObject({ httpStatusCode: 200, error: { error_code: 'CDN.0108' } });
    await expect(ask(path, {}, huawei('another secret'))).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: 'APIGW.0301',
      requestId: expect.any(String),
    });
    emulator.setBehaviour('huawei', { serviceErrorsAre200: false });
    await expect(ask(path, {})).rejects.toMatchObject({ httpStatusCode: 400 });
    emulator.setBehaviour('huawei', { serviceErrorsAre200: true });
  });

  it('signs without a domain id, too', async () => {
    const client = new ClientBuilder((each) => each)
      .withEndpoint(emulator.endpoint('HUAWEI_CDN'))
      .withCredential(new BasicCredentials({ ak: key.id, sk: key.secret }))
      .build();
    expect(await ask('/v1.0/cdn/historytasks', {}, client)).toMatchObject({ total: 2 });
  });
});
