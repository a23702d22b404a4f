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

/** The answer with a list in all places that the vendors have for it; `count` is its TotalCount, as JSON. */
export const answerWith = (list: string, count: string): string =>
  `{"Response":{"TotalCount":${count},"PushLogs":${list},"PurgeLogs":${list},"Tasks":${list},"RequestId":"r"},` +
  `"TotalCount":${count},"Tasks":{"CDNTask":${list},"Task":${list}},"UrlDetails":${list},"RequestId":"r"}`;
