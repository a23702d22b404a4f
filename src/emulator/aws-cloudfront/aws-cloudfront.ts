import { randomUUID } from 'node:crypto';
import { sites } from '../demo/plans.ts';
import type { CompanyPart } from '../demo/plans.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters, ReceivedRequest, VendorProtocol } from '../protocol.ts';
import { letters } from '../seeded-random.ts';
import type { Account } from '../account.ts';
import type { SubmissionKind } from '../row.ts';
import { headerOf } from '../signature.ts';
import {
  getInvalidation,
  listInvalidations,
  maxItemsOf,
  pageAfter,
  pathOf,
  textOf,
  vocabulary,
} from './invalidations.ts';
import { verifySigV4 } from './sigv4.ts';

/** CloudFront, ListDistributions: the distributions of the account with their aliases, by marker. */
const listDistributions: Action = {
  callsPerSecond: 6,
  answer: (received, account) => {
    const requested = maxItemsOf(received) ?? 100;
    const maxItems = account.pageSize(requested) ?? account.behaviour.maxPageSize;
    const marker = textOf(received, 'Marker');
    const { page, nextMarker } = pageAfter(account.zones, (id) => id, marker, maxItems);
    return {
      rows: page.map((id) => summaryOf(id, account)),
      total: page.length,
      statusField: '',
      scanned: page.length,
      body: (written, count) => ({
        DistributionList: {
          Marker: marker ?? '',
          NextMarker: nextMarker,
          MaxItems: requested,
          IsTruncated: nextMarker !== undefined,
          Quantity: count ?? 0,
          Items: written === null || written === undefined ? undefined : { DistributionSummary: written },
        },
      }),
    };
  },
};

const actions = {
  ListDistributions: listDistributions,
  ListInvalidations: listInvalidations,
  GetInvalidation: getInvalidation,
};

/** The path of each action. The pattern's groups are parameters. */
const routes: readonly (readonly [name: keyof typeof actions, path: RegExp])[] = [
  ['ListDistributions', /^\/2020-05-31\/distribution\/?$/],
  ['ListInvalidations', /^\/2020-05-31\/distribution\/(?<DistributionId>[^/]+)\/invalidation\/?$/],
  ['GetInvalidation', /^\/2020-05-31\/distribution\/(?<DistributionId>[^/]+)\/invalidation\/(?<Id>[^/]+)$/],
];

const aliasesOf = (part: CompanyPart): readonly string[] =>
  sites.filter((site) => site.part === part).map(({ domain }) => domain);

/** How targets of more than one path are written. */
const targets: Readonly<Partial<Record<SubmissionKind, (url: string) => string>>> = {
  PURGE_DIRECTORY: (url) => `${pathOf(url)}*`,
  PURGE_ALL: () => '/*',
  PURGE_CACHE_TAG: (tag) => `#${tag.slice(tag.indexOf(':') + 1)}`,
};

/** AWS CloudFront, API version 2020-05-31: REST with XML, signed with SigV4, errors as 4xx with XML. */
export const awsCloudFront: VendorProtocol = {
  defaults: { maxPageSize: 1000 },
  vocabulary,
  listsTasks: true,
  actions,
  demoAccounts: [
    {
      name: 'cloudfront',
      areas: ['overseas'],
      zones: {
        company: { id: 'EDFDVBD6EXAMPLE', aliases: aliasesOf('company') },
        brands: { id: 'E2QWRUHEXAMPLE7', aliases: aliasesOf('brands') },
      },
      salt: 6,
      isExtra: true,
    },
  ],
  mildMethod: undefined,
  targetOf: (kind, url) => targets[kind]?.(url) ?? pathOf(url),
  newTaskId: (_at, _kind, random) => `I${letters(13, random).toUpperCase()}`,
  actionOf: ({ path }) => routes.find(([, pattern]) => pattern.test(path))?.[0],
  keyOf: (request) => /Credential=([^/,\s]+)\//.exec(headerOf(request, 'authorization'))?.[1],
  checkAddress,
  authenticate: verifySigV4,
  parameters: receivedParameters,
  throttled: () => new Refusal('Throttling', 'Rate exceeded', 400),
  requestId: () => randomUUID(),
  succeed: (body, requestId) => ({
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: xmlDocument(body),
  }),
  refuse: ({ code, message, status, headers }, requestId) => ({
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId, ...headers },
    body: xmlDocument({
      ErrorResponse: {
        Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
        RequestId: requestId,
      },
    }),
  }),
};

function checkAddress(request: ReceivedRequest): void {
  if (awsCloudFront.actionOf(request) === undefined || request.method !== 'GET') {
    throw new Refusal('UnknownOperationException', 'The operation is not known.', 404);
  }
}

function receivedParameters({ path, query }: ReceivedRequest): ReceivedParameters {
  const groups = routes.map(([, pattern]) => pattern.exec(path)?.groups).find((each) => each !== undefined);
  const decoded = Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
  return {
    values: { ...Object.fromEntries(new URLSearchParams(query)), ...Object.fromEntries(decoded) },
    areTexts: true,
  };
}

function summaryOf(id: string, { zoneDetails }: Account): object {
  const aliases = zoneDetails[id]?.aliases ?? [];
  return {
    Id: id,
    ARN: `arn:aws:cloudfront::123456789012:distribution/${id}`,
    Status: 'Deployed',
    LastModifiedTime: '2026-01-01T00:00:00.000Z',
    DomainName: `d${id.toLowerCase()}.cloudfront.net`,
    Aliases: {
      Quantity: aliases.length,
      Items: aliases.length === 0 ? undefined : { CNAME: aliases },
    },
    Comment: '',
    PriceClass: 'PriceClass_All',
    Enabled: true,
  };
}

/** An XML document of one root element. Members are elements, a list repeats its element, and undefined is left out. */
function xmlDocument(root: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${members(root, ' xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"')}`;
}

function members(value: object, attributes = ''): string {
  return Object.entries(value)
    .map(([name, member]) => elements(name, member, attributes))
    .join('');
}

function elements(name: string, value: unknown, attributes: string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((each: unknown) => elements(name, each, attributes)).join('');
  const content = typeof value === 'object' ? members(value) : escaped(characters(value));
  return `<${name}${attributes}>${content}</${name}>`;
}

/** All other values are numbers or booleans. */
function characters(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => escapes[mark] ?? mark);
}
