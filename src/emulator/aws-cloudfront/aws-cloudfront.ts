import { randomUUID } from 'node:crypto';

import { sites } from '../demo/plans.ts';
import type { CompanyPart } from '../demo/plans.ts';
import { Refusal } from '../protocol.ts';
import type { ReceivedParameters, ReceivedRequest, VendorProtocol } from '../protocol.ts';
import { letters } from '../seeded-random.ts';
import type { SubmissionKind } from '../submission.ts';
import { headerOf } from '../signature.ts';
import { listDistributions } from './distributions.ts';
import { getInvalidation, listInvalidations, pathOf, vocabulary } from './invalidations.ts';
import { verifySigV4 } from './sigv4.ts';
import { xmlDocument } from './xml.ts';

const actions = {
  ListDistributions: listDistributions,
  ListInvalidations: listInvalidations,
  GetInvalidation: getInvalidation,
};

/** Where each action is; the groups of a pattern are parameters. */
const routes: readonly (readonly [name: keyof typeof actions, path: RegExp])[] = [
  ['ListDistributions', /^\/2020-05-31\/distribution\/?$/],
  ['ListInvalidations', /^\/2020-05-31\/distribution\/(?<DistributionId>[^/]+)\/invalidation\/?$/],
  ['GetInvalidation', /^\/2020-05-31\/distribution\/(?<DistributionId>[^/]+)\/invalidation\/(?<Id>[^/]+)$/],
];

const aliasesOf = (part: CompanyPart): readonly string[] =>
  sites.filter((site) => site.part === part).map(({ domain }) => domain);

/** What stands for more than one path has a form of its own. */
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
