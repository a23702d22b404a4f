/** How the text of the search box is interpreted. */
export type Search =
  | { readonly kind: 'none' }
  /** Exactly this URL. */
  | { readonly kind: 'url'; readonly url: string }
  /** Exactly this host name, in lower case. */
  | { readonly kind: 'host'; readonly host: string }
  /** This domain and every host below it. */
  | { readonly kind: 'domain'; readonly domain: string }
  /** Every URL that contains this text, in any case. */
  | { readonly kind: 'part'; readonly part: string }
  /** The vendor's task ids. One submission at Alibaba returns several, joined by commas. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] };

/** An interpretation of the text. */
export type SearchKind = Exclude<Search['kind'], 'none'>;

/** All interpretations, in the order in which they are offered. */
export const searchKinds: readonly SearchKind[] = ['url', 'host', 'domain', 'ids', 'part'];

export const isSearchKind = (name: string | null): name is SearchKind =>
  searchKinds.some((kind) => kind === name);

const wildcard = /^\*?\./;
const hostPattern = /^(?=.{4,253}$)([\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]+$/u;
const addressPattern = /^\d{1,3}(\.\d{1,3}){3}$/;
/** `app.js` has the form of a host name, but people mean a file. */
const filePattern =
  /\.(avif|bin|bmp|css|csv|eot|exe|flv|gif|gz|html?|ico|jpe?g|js|json|jsonp|m3u8|map|mjs|mp[34]|otf|pdf|php|png|svg|tar|tgz|ts|ttf|txt|wasm|web[mp]|woff2?|xml|ya?ml|zip|apk|ipa|dmg|pkg|iso|7z|rar)$/i;
const idPattern = /^(?=.*\d)[\w-]{5,64}$/;

/** Reads the text as each kind; undefined if it does not have the form. */
const readers: Readonly<Record<SearchKind, (text: string) => Search | undefined>> = {
  url: (text) => (/^https?:\/\/[^\s/]/i.test(text) ? { kind: 'url', url: text } : undefined),
  host(text) {
    const host = hostOf(text);
    return host === undefined || wildcard.test(text) ? undefined : { kind: 'host', host };
  },
  domain(text) {
    const domain = hostOf(text.replace(wildcard, ''));
    return domain === undefined ? undefined : { kind: 'domain', domain };
  },
  ids(text) {
    const ids = text.split(/[\s,]+/).filter((id) => id !== '');
    return ids.length > 0 && ids.every((id) => idPattern.test(id)) ? { kind: 'ids', ids } : undefined;
  },
  part: (text) => ({ kind: 'part', part: text }),
};

/** The host name in a text or URL; undefined if there is none. */
function hostOf(text: string): string | undefined {
  const host = text
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '');
  if (!hostPattern.test(host) && !addressPattern.test(host)) return undefined;
  // Vendors return internationalized names in their ASCII form.
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

/** Interprets the text that people type or paste. `as` is the interpretation that the reader chose. */
export function understand(text: string, as?: SearchKind): Search {
  const trimmed = trimmedText(text);
  if (trimmed === '') return { kind: 'none' };
  const chosen = as === undefined ? undefined : readers[as](trimmed);
  return chosen ?? readers[firstKind(trimmed)](trimmed) ?? { kind: 'part', part: trimmed };
}

/** People paste text with quotes and brackets around it. */
const trimmedText = (text: string): string => text.trim().replace(/^["'<`]+|["'>`,]+$/g, '');

function firstKind(text: string): SearchKind {
  if (readers.url(text) !== undefined) return 'url';
  if (wildcard.test(text) && readers.domain(text) !== undefined) return 'domain';
  const isFile = filePattern.test(text);
  if (!isFile && !text.includes('/') && readers.host(text) !== undefined) return 'host';
  return readers.ids(text) === undefined ? 'part' : 'ids';
}

/** The other possible interpretations of the text. */
export function alternatives(text: string, { kind }: Search): readonly SearchKind[] {
  const trimmed = trimmedText(text);
  if (trimmed === '') return [];
  return searchKinds.filter((other) => other !== kind && readers[other](trimmed) !== undefined);
}

/** Whether a URL contains the text of a search through the rows. */
export function isMatch(search: Search, { url, domain }: { readonly url: string; readonly domain: string }) {
  if (search.kind === 'domain') return domain === search.domain || domain.endsWith(`.${search.domain}`);
  return search.kind === 'part' && spellings(url).some((text) => text.includes(search.part.toLowerCase()));
}

/** A URL as the vendor spells it, and decoded. */
function spellings(url: string): readonly string[] {
  const plain = url.toLowerCase();
  try {
    return [plain, decodeURI(plain)];
  } catch {
    return [plain];
  }
}
