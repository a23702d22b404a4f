import { describe, expect, it } from 'vitest';
import { issues, secret, tencent } from './loading.ts';
import { vendors } from '../../src/vendors/registry.ts';

describe('a file', () => {
  it('that is invalid is rejected with every issue, in the order of lines, each with its path and line', () => {
    const text = `maxVendorCallsPerRequest: 0
requestDeadline: soon
provider: []
providers:
  - name: main
    vendor: TENCENT_CDN
    credentials: { secretId: "", secretKey: 123, tokn: "x" }
    endpoint: not a url
    zone: [a]
  - name: main
    vendor: TENCENT_EDGEONE
    credentials: { secretId: "\${NOWHERE}", secretKey: "\${KEY}" }
    maxPagesize: 5
  - vendor: AKAMAI
  - 5
`;
    expect(issues(text)).toEqual([
      'maxVendorCallsPerRequest: must be a whole number from 1 to 1000000 (line 1)',
      'requestDeadline: must be an ISO 8601 duration, such as PT10S, of at most PT5M (line 2)',
      'provider: is not known; do you mean providers? (line 3)',
      'providers[0].credentials.secretId: is missing or empty (line 7)',
      'providers[0].credentials.secretKey: must be a text: put it in quotes (line 7)',
      'providers[0].credentials.tokn: is not known; do you mean token? (line 7)',
      'providers[0].endpoint: must be a URL of http or https with nothing but scheme, host and port (line 8)',
      expect.stringMatching(/^providers\[0\].zone: is not known; there are .*timeZone.* \(line 9\)$/),
      'providers[1].name: is the name of providers[0] already (line 10)',
      'providers[1].credentials.secretId: the environment has no variable NOWHERE (line 12)',
      'providers[1].maxPagesize: is not known; do you mean maxPageSize? (line 13)',
      `providers[2].vendor: must be one of ${vendors.map(({ name }) => name).join(', ')} (line 14)`,
      'providers[3]: must be an object with name, vendor and credentials (line 15)',
    ]);
  });

  it.each([
    ['', 'must be an object with a list of providers'],
    ['[]', 'must be an object with a list of providers (line 1)'],
    ['{}', 'providers: must list at least one provider (line 1)'],
    ['providers: []', 'providers: must list at least one provider (line 1)'],
    [`secretKey: "${secret}\n`, 'is neither valid YAML nor JSON: a quote or bracket is missing (line 2)'],
    [`a: ${secret}\na: ${secret}`, 'is neither valid YAML nor JSON: the same key is given twice (line 2)'],
    ['a: *b', 'is neither valid YAML nor JSON: an alias (*name) cannot be resolved'],
    ['a: [1\n\tb: {\nc: "', 'is neither valid YAML nor JSON: the indentation is uneven (line 2)'],
  ])('%j is told only %s', (text, message) => {
    expect(issues(text)).toEqual([message]);
  });

  it.each([
    ['endpoint: ftp://127.0.0.1', 'providers[0].endpoint'],
    ['endpoint: https://user:password@cdn.example.com', 'providers[0].endpoint'],
    ['endpoint: https://cdn.example.com/api', 'providers[0].endpoint'],
    ['requestsPerSecond: 0', 'providers[0].requestsPerSecond'],
    ['requestsPerSecond: "20"', 'providers[0].requestsPerSecond'],
    ['maxPageSize: 2000', 'providers[0].maxPageSize'],
    ['timeZone: Mars/Olympus', 'providers[0].timeZone'],
  ])('with %s in a provider is refused at %s', (line, path) => {
    expect(issues(`${tencent}    ${line}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^${path.replaceAll(/[[\]]/g, '\\$&')}: .* \\(line 5\\)$`)),
    ]);
  });

  it.each([
    ['graphiql: yes please', 'graphiql: must be true or false'],
    [
      'corsOrigins: [https://www.example.com/]',
      'corsOrigins[0]: must be an origin, such as https://www.example.com',
    ],
    ['corsOrigins: "*"', 'corsOrigins: must be a list of origins'],
    [
      'requestDeadline: PT1H',
      'requestDeadline: must be an ISO 8601 duration, such as PT10S, of at most PT5M',
    ],
    ['metrics: { prt: 9464, port: 1 }', 'metrics.prt: is not known; do you mean port?'],
    ['metrics: { port: 70000 }', 'metrics.port: must be a number from 0 to 65535'],
    ['clientLimits: { openStreams: 0 }', 'clientLimits.openStreams: must be a whole number from 1 to 100000'],
    ['clientLimits: { openStream: 1 }', 'clientLimits.openStream: is not known; do you mean openStreams?'],
    [
      'subgraph: { prefix: cdn }',
      'subgraph.prefix: must begin with a capital letter and contain only letters and digits, such as Cdn',
    ],
    ['access: { token: [] }', 'access.token: is not known; do you mean tokens?'],
    [
      'access: { tokens: [{ name: a, sha256: hunter2 }] }',
      'access.tokens[0].sha256: must be the SHA-256 of the token in hex (64 digits), never the token itself',
    ],
    [
      `access: { tokens: [{ name: a, sha256: ${'0'.repeat(63)}a, providers: [nobody] }] }`,
      'access.tokens[0].providers[0]: must be the name of a provider: tencent-main',
    ],
    [
      `access: { tokens: [{ name: a, sha256: ${'0'.repeat(63)}a, provider: a }] }`,
      'access.tokens[0].provider: is not known; do you mean providers?',
    ],
  ])('with %s is told %s', (line, message) => {
    expect(issues(`${tencent}${line}\n`)).toEqual([`${message} (line 5)`]);
  });
});
