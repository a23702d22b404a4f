import type { IncomingMessage } from 'node:http';

/** A row of a vendor's answer, with every member that some vendor names. */
type Row = Readonly<Record<string, unknown>>;

const text = 'https://www.example.com/a.js';
const time = new Date(Date.now() - 120_000);
const iso = `${time.toISOString().slice(0, 19)}Z`;

const soundRow: Row = {
  TaskId: '71',
  JobId: '71',
  Url: text,
  Target: text,
  ObjectPath: text,
  ObjectType: 'preload',
  Type: 'prefetch_url',
  Status: 'success',
  Percent: 100,
  Process: '100%',
  CreateTime: iso,
  CreationTime: iso,
  UpdateTime: iso,
  Area: 'mainland',
  // Huawei Cloud CDN, Volcengine CDN, ESA and CloudFront.
  id: '71',
  task_id: '71',
  url: text,
  status: 'task_done',
  task_type: 'preheating',
  create_time: time.getTime(),
  TaskID: '71',
  TaskType: 'preload',
  Content: text,
  Id: '71',
};

const everyMember = (value: unknown): Row =>
  Object.fromEntries(Object.keys(soundRow).map((name) => [name, value]));

/** Nested beyond what recursion bears, as text because JSON.stringify is recursive too. */
const deep = (levels: number): string => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;

const withMember = (row: Row, json: string): string => `${JSON.stringify(row).slice(0, -1)},"Deep":${json}}`;

const rows = (...all: Row[]): string => JSON.stringify(all);

/** What a vendor puts in the place of its list of rows, as JSON. */
export const hostileLists: readonly (readonly [name: string, list: string])[] = [
  ['a row nested 5,000 levels deep', `[${withMember(soundRow, deep(5_000))}]`],
  ['a row nested 20,000 levels deep', `[${withMember(soundRow, deep(20_000))}]`],
  ['a row of 200 kilobytes', rows({ ...soundRow, Description: 'x'.repeat(200_000) })],
  [
    'a row of 10,000 members',
    rows(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`m${index}`, index]))),
  ],
  ['a list of itself', '[[[[]]]]'],
  ['a text', '"rows"'],
  ['a number', '1e999'],
  ['an object', '{"0":{}}'],
  ['rows that are none', '[null,1,"",true,[],{}]'],
  ['members that are null', rows(everyMember(null))],
  ['members that are lists', rows(everyMember([[]]))],
  ['members that are objects', rows(everyMember({ toString: null, valueOf: 1 }))],
  ['members that are numbers', rows(everyMember(1e308), everyMember(-1), everyMember(0.1))],
  [
    'members named after the language',
    `[{"__proto__":{"TaskId":"1"},"constructor":{},"toString":1,"hasOwnProperty":1}]`,
  ],
  ['words of the language', rows(everyMember('__proto__'), everyMember('constructor'))],
  ['markup', rows(everyMember('</script><script>alert(1)</script><img src=x onerror=alert(1)>'))],
  ['control characters', rows(everyMember('\u001b[2J\u009b31m\r\n::error::x\u202e\u0000'))],
  ['halves of pairs', `[{"TaskId":"\\ud800","Url":"\\udfff","CreateTime":"\\ud800"}]`],
  [
    'times that are none',
    rows(
      ...['', '0000-00-00 00:00:00', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', '1e999', 'now'].map(
        (at) => ({ ...soundRow, CreateTime: at, CreationTime: at }),
      ),
    ),
  ],
  [
    'a URL that is none',
    rows(
      ...['', ' ', '//', 'https://', 'https://[', 'javascript:alert(1)', 'x'.repeat(60_000)].map((url) => ({
        ...soundRow,
        Url: url,
        Target: url,
        ObjectPath: url,
      })),
    ),
  ],
];

/** What a vendor is asked, as far as the form of its answer depends on it. */
type Question = Pick<IncomingMessage, 'url' | 'headers'>;

/** The answer to a call, with a list in all places that the vendor has for it; `count` is its TotalCount, as JSON. */
export function answerTo({ url = '', headers }: Question, list: string, count: string): string {
  if (url.startsWith('/2020-05-31/')) return xmlAnswer(list);
  const isOfEsa = /^Describe(Purge|Preload)Tasks$/.test(String(headers['x-acs-action']));
  const tasks = isOfEsa ? list : `{"CDNTask":${list},"Task":${list}}`;
  return (
    `{"Response":{"TotalCount":${count},"PushLogs":${list},"PurgeLogs":${list},"Tasks":${list},"RequestId":"r"},` +
    `"TotalCount":${count},"Tasks":${tasks},"UrlDetails":${list},"RequestId":"r",` +
    `"tasks":${list},"urls":${list},"total":${count},` +
    `"ResponseMetadata":{"RequestId":"r"},"Result":{"Data":${list},"Total":${count},"PageNum":1,"PageSize":100}}`
  );
}

/** CloudFront's answer to a list and to a lookup. */
function xmlAnswer(list: string): string {
  const levels = list.split('{"a":[').length - 1;
  const value: unknown = levels === 0 ? JSON.parse(list) : [soundRow];
  const items = (Array.isArray(value) ? value : [value]).map((row) => {
    const inside = `${xmlOf(row)}${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}`;
    return `<InvalidationSummary>${inside}</InvalidationSummary>`;
  });
  return `<?xml version="1.0"?><InvalidationList><IsTruncated>false</IsTruncated><Items>${items.join('')}</Items></InvalidationList>`;
}

function xmlOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value).replaceAll(/[<&]/g, '');
  return Object.entries(value)
    .map(([name, member]) => {
      const element = /^[A-Za-z_]/.test(name) ? name : `e${name}`;
      return `<${element}>${xmlOf(member)}</${element}>`;
    })
    .join('');
}
