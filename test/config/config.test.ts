import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/config/settings.ts';
import { issues, load, secret, tencent } from './loading.ts';

const whole = `
maxVendorCallsPerRequest: 80
requestDeadline: PT2.5S
corsOrigins: [https://www.example.com]
graphiql: false
introspection: false
dashboard: false
metrics: { port: 9464 }
cache: { rows: 50000 }
clientLimits: { openStreams: 20 }
subgraph: { prefix: Cdn, withoutNode: true }
access:
  tokens:
    - { name: ci, sha256: ${'AB'.repeat(32)}, providers: [edge] }
providers:
  - name: tencent-main
    vendor: TENCENT_CDN
    credentials: { secretId: "id", secretKey: "\${KEY}", token: "" }
    endpoint: http://127.0.0.1:9801
    requestsPerSecond: 5
    maxPageSize: 50
    timeZone: Asia/Shanghai
  - name: edge
    vendor: TENCENT_EDGEONE
    zones: [zone-z8m9mgx]
    credentials: { secretId: "a $\${KEY}", secretKey: "x\${KEY}y", token: "t" }
  - name: aliyun
    vendor: ALIBABA_CDN
    credentials: { accessKeyId: "id", accessKeySecret: "s" }
`;

const noManifest = (name: string): string =>
  `trustedDocuments: names ${name}, which is not a manifest of queries by their hash (line 5)`;

describe('a file', () => {
  it('is read completely, with variables replaced and defaults for missing keys', () => {
    const more = {
      PORT: '0',
      EDGETASKS_REDIS_URL: 'redis://127.0.0.1:6379',
      EDGETASKS_INSTANCES: '3',
      EDGETASKS_LOG_LEVEL: 'Warn',
    };
    expect(load(whole, more)).toEqual({
      origin: { kind: 'file', path: '/etc/edgetasks.yaml' },
      host: '127.0.0.1',
      port: 0,
      redisUrl: 'redis://127.0.0.1:6379',
      instances: 3,
      logLevel: 'warn',
      areTracesAsked: false,
      maxVendorCallsPerRequest: 80,
      requestDeadline: 2_500,
      tokens: [{ name: 'ci', sha256: 'ab'.repeat(32), providers: ['edge'] }],
      isAccessOpen: false,
      corsOrigins: ['https://www.example.com'],
      isGraphiqlOn: false,
      isIntrospectionOn: false,
      isDashboardOn: false,
      metrics: { kind: 'apart', host: '127.0.0.1', port: 9464 },
      cacheRows: 50_000,
      clientLimits: { concurrentRequests: 100, openStreams: 20, vendorCallsPerMinute: 3_000 },
      subgraph: { prefix: 'Cdn', withoutNode: true },
      warnings: [],
      providers: [
        {
          name: 'tencent-main',
          vendor: 'TENCENT_CDN',
          credentials: { secretId: 'id', secretKey: secret },
          endpoint: 'http://127.0.0.1:9801',
          own: { requestsPerSecond: 5, maxPageSize: 50, timeZone: 'Asia/Shanghai' },
        },
        {
          name: 'edge',
          vendor: 'TENCENT_EDGEONE',
          credentials: { secretId: 'a ${KEY}', secretKey: `x${secret}y`, token: 't' },
          own: { maxPageSize: 1_000, zones: [{ id: 'zone-z8m9mgx' }], discovery: true },
        },
        {
          name: 'aliyun',
          vendor: 'ALIBABA_CDN',
          credentials: { accessKeyId: 'id', accessKeySecret: 's' },
          own: { maxPageSize: 100 },
        },
      ],
    });
    expect(load(tencent)).toMatchObject({
      host: '127.0.0.1',
      port: 4_000,
      maxVendorCallsPerRequest: 100,
      requestDeadline: 10_000,
      tokens: [],
      corsOrigins: [],
      isGraphiqlOn: true,
      isIntrospectionOn: true,
      isDashboardOn: true,
      metrics: { kind: 'beside-api' },
      cacheRows: 100_000,
      clientLimits: { concurrentRequests: 100, openStreams: 500, vendorCallsPerMinute: 3_000 },
      subgraph: { prefix: '', withoutNode: false },
      instances: 2,
      logLevel: 'info',
    });
  });

  it('may be JSON, indented by tabs or not', () => {
    const { providers } = load(tencent);
    const json = {
      providers: [
        {
          name: 'tencent-main',
          vendor: 'TENCENT_CDN',
          credentials: { secretId: 'id', secretKey: '${KEY}', token: '' },
        },
      ],
    };
    for (const indent of [undefined, 2, '\t']) {
      expect(load(JSON.stringify(json, undefined, indent)).providers).toEqual(providers);
    }
  });

  it('that does not exist is reported', () => {
    expect(issues('', { EDGETASKS_CONFIG: '/nowhere' })).toEqual([
      'EDGETASKS_CONFIG: names a file that cannot be read (ENOENT)',
    ]);
  });

  it('may use the old name of a renamed key, with a warning', () => {
    const { cacheRows, warnings } = load(`${tencent}keep: { rows: 7 }\n`);
    expect(cacheRows).toBe(7);
    expect(warnings).toEqual([
      'keep was renamed: write cache. The old name will stop working in the next release',
    ]);
    expect(issues(`${tencent}keep: { row: 7 }\n`)).toEqual([
      'cache.row: is not known; do you mean rows? (line 5)',
    ]);
    expect(issues(`${tencent}cache: true\nkeep: true\n`)).toEqual([
      expect.stringMatching(/^keep: is not known; .* \(line 6\)$/),
    ]);
  });

  it('may turn things off', () => {
    const { metrics, cacheRows, isDashboardOn } = load(
      `${tencent}metrics: false\ncache: false\ndashboard: false\n`,
    );
    expect([metrics, cacheRows, isDashboardOn]).toEqual([{ kind: 'nowhere' }, 0, false]);
  });

  it('may name manifests of queries by paths relative to itself', () => {
    const text = `${tencent}trustedDocuments: queries.json\n`;
    const several = `${tencent}trustedDocuments: [queries.json, /srv/more.json]\n`;
    const files = {
      '/etc/queries.json': '{ "abc": "query A { providers { name } }" }',
      // Apollo's.
      '/srv/more.json':
        '{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ "id": "abd", "name": "B", "type": "query", "body": "query B { providers { id } }" }] }',
    };
    const query = ['abc', 'query A { providers { name } }'] as const;
    expect(load(text, {}, files).trustedDocuments).toEqual(new Map([query]));
    expect(load(several, {}, files).trustedDocuments).toEqual(
      new Map([query, ['abd', 'query B { providers { id } }']]),
    );
    expect(load(`${tencent}trustedDocuments: []\n`).trustedDocuments).toEqual(new Map());
    for (const wrong of [
      {},
      { '/etc/queries.json': '[]' },
      { '/etc/queries.json': '{ "abc": 1 }' },
      { '/etc/queries.json': '{ "operations": [] }' },
      { '/etc/queries.json': 'query A' },
    ]) {
      expect(issues(text, {}, wrong)).toEqual([noManifest('queries.json')]);
      expect(issues(several, {}, wrong)).toEqual([noManifest('queries.json'), noManifest('/srv/more.json')]);
    }
  });

  it.each(["trustedDocuments: ''", 'trustedDocuments: [1]', 'trustedDocuments: true'])(
    'that names %s instead of a manifest is rejected',
    (line) => {
      expect(issues(`${tencent}${line}\n`)).toEqual([
        expect.stringMatching(
          /^trustedDocuments(?:\[0\])?: must be the path of a manifest, or a list of such paths \(line 5\)$/,
        ),
      ]);
    },
  );

  it.each(['${}', '${NO SPACE}', '${9}'])('with %s is rejected with a message that says so', (text) => {
    expect(issues(tencent.replace('${KEY}', text))).toHaveLength(1);
  });

  it('with an empty variable as credential is rejected with a message that says so', () => {
    expect(issues(tencent.replace('${KEY}', '${EMPTY}'))).toEqual([
      'providers[0].credentials.secretKey: is missing or empty (line 4)',
    ]);
  });
});

const areTracesAsked = (more: Environment): boolean => load(tencent, more).areTracesAsked;

describe('the server', () => {
  it('listens beyond loopback only with tokens or open access', () => {
    const open = { HOST: '0.0.0.0' };
    expect(issues(tencent, open)).toEqual([expect.stringMatching(/^HOST: is not a loopback address/)]);
    expect(load(`${tencent}access: { open: true }\n`, open).host).toBe('0.0.0.0');
    expect(load(whole, open).host).toBe('0.0.0.0');
    expect(load(tencent, { HOST: '::1' }).host).toBe('::1');
    expect(load(tencent, { HOST: 'localhost' }).host).toBe('localhost');
  });

  it('detects by the variables of OpenTelemetry whether traces are requested', () => {
    expect(areTracesAsked({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' })).toBe(true);
    expect(areTracesAsked({ OTEL_TRACES_EXPORTER: 'none' })).toBe(false);
    expect(areTracesAsked({ OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'true' })).toBe(false);
  });

  it('reports a wrong port and a wrong Redis URL together with the mistakes of the file', () => {
    const wrong = {
      PORT: 'http',
      EDGETASKS_REDIS_URL: 'localhost',
      EDGETASKS_INSTANCES: '0',
      EDGETASKS_LOG_LEVEL: 'loud',
    };
    expect(issues('{}', wrong)).toEqual([
      'PORT: must be a number from 0 to 65535',
      'EDGETASKS_REDIS_URL: must be like redis://127.0.0.1:6379, or the path of a socket',
      'EDGETASKS_INSTANCES: must be a number from 1 to 999',
      'EDGETASKS_LOG_LEVEL: must be one of debug, info, warn, error, silent',
      'providers: must list at least one provider (line 1)',
    ]);
  });
});
