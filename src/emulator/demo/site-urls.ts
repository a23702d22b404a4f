/** One domain of the company in the demo, and what it serves. */
export interface Site {
  readonly domain: string;
  /** The EdgeOne zone that holds the domain. */
  readonly zone: string;
  readonly directories: readonly string[];
  /** The URL of a release's nth file. */
  file(release: string, index: number): string;
}

/** The zones of the demo's EdgeOne account. */
export const zones = ['zone-2noz78a8ev6e', 'zone-2p1kq4m7xw3d'] as const;

const pages = [
  '',
  'cart',
  'search?q=spring%20sale',
  'product/4711',
  'help/returns',
  'news/2024',
  'catégories/été',
  '关于我们',
];
const chunks = ['app', 'vendor', 'checkout', 'search', 'account', 'i18n.zh-CN', 'polyfills', 'styles'];

/** The domains of the demo: one company on several CDNs. */
export const sites: readonly Site[] = [
  {
    domain: 'www.example.com',
    zone: zones[0],
    directories: ['/', '/product/', '/news/', '/help/'],
    file: (_release, index) => {
      const page = pages[index % pages.length] ?? '';
      return `https://www.example.com/${index < pages.length ? page : `product/${1000 + index}`}`;
    },
  },
  {
    domain: 'static.example.com',
    zone: zones[0],
    directories: ['/assets/', '/fonts/', '/i18n/'],
    file: (release, index) => {
      const chunk = chunks[index % chunks.length] ?? 'app';
      const kind = index % chunks.length === 7 ? 'css' : 'js';
      return `https://static.example.com/assets/${release}/${chunk}.${index}.${kind}`;
    },
  },
  {
    domain: 'img.example.org',
    zone: zones[1],
    directories: ['/banner/', '/图片/', '/thumb/'],
    file: (release, index) => {
      const names = [
        `/banner/${release}/hero-${index}.webp`,
        `/图片/${release}/春节海报-${index}.jpg`,
        `/%E5%9B%BE%E7%89%87/${release}/%E6%96%B0%E5%93%81%20${index}.png`,
        `/thumb/${release}/item-${index}@2x.avif?w=640&h=480`,
      ];
      return `https://img.example.org${names[index % names.length] ?? ''}`;
    },
  },
  {
    domain: 'media.example.net',
    zone: zones[1],
    directories: ['/vod/', '/live/'],
    file: (release, index) =>
      index === 0
        ? `https://media.example.net/vod/${release}/index.m3u8`
        : `https://media.example.net/vod/${release}/seg-${String(index).padStart(5, '0')}.ts`,
  },
];
