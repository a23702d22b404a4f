/**
 * Identifies a URL: the URL without its scheme, with its host in lower case and without its default port. Equal for
 * `https://WWW.example.com:443/a`, `//www.example.com/a` and `www.example.com/a`. Paths and queries keep their case. A
 * text that is not a URL, such as a host name, a cache tag or `*`, is returned unchanged.
 */
export function urlIdentity(url: string): string {
  const { prefix = '', scheme = '', user = '', host = '', rest = '' } = PARTS.exec(url)?.groups ?? {};
  const isUrl = prefix !== '' || (rest.startsWith('/') && host.includes('.'));
  if (!isUrl) return url;
  const port = defaultPorts.get(scheme.toLowerCase()) ?? NO_PORT;
  return user + host.toLowerCase().replace(port, '') + rest;
}

const PARTS =
  /^(?<prefix>(?:(?<scheme>[a-z][\w+.-]*):)?\/\/)?(?<user>[^/?#@]*@)?(?<host>[^/?#]*)(?<rest>.*)$/is;
const NO_PORT = /:$/;
const defaultPorts: ReadonlyMap<string, RegExp> = new Map([
  ['http', /:(?:80)?$/],
  ['https', /:(?:443)?$/],
]);

/**
 * Whether two texts name the same URL. Some vendor responses leave out the scheme that a URL was submitted with, so a
 * scheme that is missing on one side is not compared.
 */
export const isSameUrl = (one: string, other: string): boolean =>
  one === other || (hasScheme(one) !== hasScheme(other) && withoutScheme(one) === withoutScheme(other));

/** All texts that `isSameUrl` takes for the same URL. */
export const spellingsOf = (url: string): readonly string[] =>
  hasScheme(url) ? [url, withoutScheme(url)] : [url, ...schemeSpellings.map((each) => each + url)];

const scheme = /^https?:\/\//i;
const hasScheme = (url: string): boolean => scheme.test(url);
const withoutScheme = (url: string): string => url.replace(scheme, '');

/** In upper and lower case, and mixed. */
const schemeSpellings: readonly string[] = ['http', 'https'].flatMap((name) =>
  Array.from(name)
    .reduce(
      (starts, letter) => starts.flatMap((start) => [start + letter, start + letter.toUpperCase()]),
      [''],
    )
    .map((each) => `${each}://`),
);
