import { expect, it } from 'vitest';
import { canonicalQuery } from '../../src/transport/canonical-request.ts';

it('half a surrogate pair is encoded as U+FFFD instead of failing', () => {
  expect(canonicalQuery({ ObjectPath: 'a\ud800b' })).toBe('ObjectPath=a%EF%BF%BDb');
});

it('an empty value keeps its equals sign', () => {
  expect(canonicalQuery({ b: '', a: ' ' })).toBe('a=%20&b=');
});

it('values of one name are sorted', () => {
  expect(canonicalQuery({ tag: ['b', 'a', 'C'], z: '' })).toBe('tag=C&tag=a&tag=b&z=');
});

it('everything but letters, digits and four marks is encoded', () => {
  expect(canonicalQuery({ url: "a b+(1)*~!'.jpg?x=1&目" })).toBe(
    'url=a%20b%2B%281%29%2A~%21%27.jpg%3Fx%3D1%26%E7%9B%AE',
  );
});
