import { expect, it } from 'vitest';
import { readXml, readXmlError } from '../../src/transport/xml.ts';

it('reads a document as its root, lists as lists, and text as text', () => {
  const body =
    '<?xml version="1.0"?>\n<List xmlns="x"><Id>0123</Id><Item>a</Item><Item>b</Item><None/></List>';
  expect(readXml(body)).toEqual({ List: { Id: '0123', Item: ['a', 'b'], None: '' } });
});

it('reads the references that XML defines, and no others', () => {
  const body = '<A><B>/a&amp;b&lt;&#39;&#x41;&quot;&nbsp;&b;&#9999999;</B></A>';
  expect(readXml(body)).toEqual({ A: { B: '/a&b<\'A"&nbsp;&b;&#9999999;' } });
});

it('reads thousands of references', () => {
  const paths = Array.from({ length: 3_000 }, (_, index) => `<Path>/${index}?a=1&amp;b=2&amp;c=3</Path>`);
  expect(readXml(`<A>${paths.join('')}</A>`)).toMatchObject({
    A: { Path: expect.arrayContaining(['/2999?a=1&b=2&c=3']) },
  });
});

it.each([
  ['text', 'nothing'],
  ['nothing', ''],
  ['a document that is cut off', '<A><B>1</B>'],
  ['two roots', '<A><B/></A><C><B/></C>'],
  ['a root without members', '<A>1</A>'],
  ['a document type', '<!DOCTYPE A [<!ENTITY b "b">]><A><B>&b;</B></A>'],
  ['a name that no object can have', '<A><__proto__>1</__proto__></A>'],
  ['many levels that do not end', '<A>'.repeat(50_000)],
])('%s is no answer', (_, body) => {
  expect(readXml(body)).toBeUndefined();
});

it('an error of a gateway is short', () => {
  expect(readXmlError('<Error><Code>Busy</Code></Error>')).toEqual({ Code: 'Busy' });
  expect(readXmlError(`<Error><Code>${'x'.repeat(20_000)}</Code></Error>`)).toBeUndefined();
});
