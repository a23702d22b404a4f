import { expect } from 'vitest';
import type { Direction } from './listed.ts';

/** What one answer of a vendor must come to: every member is compared with what was observed. */
export interface ExpectedAnswer {
  readonly title: string;
  /** Of each listed row in order. */
  readonly urls?: readonly string[];
  readonly taskIds?: readonly string[];
  readonly kinds?: readonly string[];
  readonly hosts?: readonly unknown[];
  /** The members of each error that matter. */
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
  /** The distinct outcomes of the feeds. */
  readonly outcomes?: readonly string[];
  readonly totalCount?: unknown;
  /** How many calls the vendor received, by action. */
  readonly calls?: Readonly<Record<string, number>>;
}

const complete = { errors: [], outcomes: ['COMPLETE'] };

/** Each case is one vendor's answer, or a few in turn. */
export const answers: Readonly<Record<string, ExpectedAnswer>> = {
  'a01-flow-control': {
    title: 'asks Alibaba again once after FlowControlError, and lists the row without an error',
    ...complete,
    urls: ['https://www.example.com/a.js'],
    calls: { DescribeRefreshTasks: 2 },
  },
  'a02-flow-control-always': {
    title: 'reports a FlowControlError that lasts as a retryable RateLimitError',
    errors: [
      { __typename: 'RateLimitError', vendorCode: 'FlowControlError', requestId: 'E1', retryable: true },
    ],
  },
  'a05-block-rows': {
    title: 'leaves rows that are no cache tasks out of the list and of the count, and stays complete',
    ...complete,
    urls: ['https://www.example.com/a.js'],
    totalCount: 1,
  },
  'a08-error-with-200': {
    title: 'keeps code and request id of an Alibaba error under HTTP 200',
    errors: [{ __typename: 'AuthenticationError', vendorCode: 'SignatureDoesNotMatch', requestId: 'E2' }],
  },
  'a09-xml-error': {
    title: 'keeps code and request id of an Alibaba error in XML',
    errors: [
      { __typename: 'PermissionError', vendorCode: 'Forbidden.RAM', requestId: 'R-9', retryable: false },
    ],
  },
  'a20-zone-not-found': {
    title: 'names the zone that EdgeOne does not find, and asks each action once',
    errors: [
      {
        __typename: 'InvalidRequestError',
        vendorCode: 'ResourceUnavailable.ZoneNotFound',
        retryable: false,
        message: expect.stringContaining('zone-example01'),
      },
    ],
    calls: { DescribePrefetchTasks: 1, DescribePurgeTasks: 1 },
  },
  'a21-teo-rate-limit': {
    title: 'asks EdgeOne again after LimitExceeded.RateLimitExceeded, and lists the row',
    ...complete,
    urls: ['https://www.example.com/a.txt'],
    calls: { DescribePrefetchTasks: 2, DescribePurgeTasks: 1 },
  },
  'a29-error-non-200': {
    title: 'keeps code and request id of a Tencent error under HTTP 403',
    errors: [
      { __typename: 'AuthenticationError', vendorCode: 'AuthFailure.SecretIdNotFound', requestId: 'T-9' },
    ],
  },
  'a30-odd-rows': {
    title: 'finds the host of URLs with line ends, capitals, ports, user names and without a scheme',
    ...complete,
    taskIds: ['1', '2', '3', '4', '5', '6', '7', '8'],
    hosts: [
      'www.example.com',
      'www.example.com',
      'www.example.com',
      expect.stringMatching(/^(?:中文|xn--fiq228c)\.example\.com$/),
      'www.example.com',
      'www.example.com',
      expect.stringMatching(/^www\.example\.com\.?$/),
      expect.stringContaining('2001:db8::1'),
    ],
  },
  'a36-eo-new-type': {
    title: 'lists a row whose type no document names, with the kind UNKNOWN',
    ...complete,
    taskIds: ['20g9wz8m9mgx', 'x2'],
    kinds: ['PURGE_URL', 'UNKNOWN'],
  },
  'a38-future-rows': {
    title: 'lists the newest row of a vendor whose clock is two minutes ahead',
    ...complete,
    taskIds: ['1', '2'],
  },
  'c03-alibaba-refuses-100': {
    title: 'names the setting maxPageSize when the vendor rejects every page size',
    errors: [
      {
        __typename: 'InvalidRequestError',
        vendorCode: 'InvalidPageSize.Malformed',
        message: expect.stringContaining('maxPageSize'),
      },
    ],
  },
};

/** A list of a vendor that has every row once, for every page size and in the directions named. */
export interface ExpectedList {
  readonly title: string;
  readonly directions: readonly Direction[];
  /** Every task is listed too, with the number of its distinct URLs. */
  readonly listsTasks?: true;
  /** How many rows the vendor has, where it repeats some: a total may count them. */
  readonly rowsWithCopies?: number;
}

const forwards = { directions: ['forwards'] } as const;
const bothWays = { directions: ['forwards', 'backwards'] } as const;

/** Each case is a list of which the vendor gives pages. */
export const lists: Readonly<Record<string, ExpectedList>> = {
  'a35-capped-page': { ...forwards, title: 'in numbered pages that are smaller than requested' },
  'c01-tencent-cap-20': { ...forwards, title: 'of 20 rows a page, whatever is requested' },
  'c04-count-capped': { ...forwards, title: 'whose count is too low' },
  'c04-count-double': { ...forwards, title: 'whose count is too high' },
  'c05-one-second': { ...bothWays, title: 'of sixty rows in one second' },
  'c06-ties-shuffled': { ...bothWays, title: 'with another order of one second in each call' },
  'c08-empty-next-page': { ...forwards, title: 'whose count is one too high and whose last page is null' },
  'c09-ties-by-limit': { ...bothWays, title: 'with another order of one second for each page size' },
  'c10-one-task-ties': {
    ...bothWays,
    title: 'of a task with sixty URLs in another order for each page size',
    listsTasks: true,
  },
  'c11-edgeone-ties': { ...bothWays, title: 'of EdgeOne with another order for each page size' },
  'c12-alibaba-ties': { ...bothWays, title: 'of Alibaba with another order for each page size' },
  'c13-ties-minimal': {
    ...bothWays,
    title: 'of six rows in one second and an older one, with another order for each page size',
    listsTasks: true,
  },
  'c14-count-of-tasks': { ...bothWays, title: 'whose count is of tasks', listsTasks: true },
  'c15-identical-rows': {
    ...bothWays,
    title: 'in which some rows are repeated',
    listsTasks: true,
    rowsWithCopies: 43,
  },
  'c16-ordered-by-update': { ...bothWays, title: 'in the order of the last change' },
};
