import { seededRandom } from '../seeded-random.ts';
import type { SubmissionKind } from '../row.ts';

/** A task before it is submitted to each account of the company. */
export interface PlannedTask {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: SubmissionKind;
  readonly site: Site;
  readonly targets: readonly string[];
  /** The share of accounts that take part. */
  readonly reach: number;
  /** Determines the outcome, together with the account. */
  readonly seed: number;
}

/** A stream of tasks, divided into time slots; its seed determines the tasks of each slot. */
interface TaskStream {
  readonly slotMs: number;
  plan(slot: number, seed: number): readonly PlannedTask[];
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Large releases: purge and prefetch of the same files on all accounts, mostly in Beijing's working hours. */
export const releases: TaskStream = {
  slotMs: hourMs,
  plan: (slot, seed) => {
    const random = seededRandom(slotSeed(seed, 1, slot));
    const isWorkingHour = (slot + 8) % 24 >= 9 && (slot + 8) % 24 < 19;
    if (random() > (isWorkingHour ? 0.25 : 0.05)) return [];
    const at = slot * hourMs + Math.floor(random() * 3500) * 1000;
    return release(at, releaseSize(random()), random);
  },
};

/** Small releases, one in about four minutes at any time of day. */
export const smallReleases: TaskStream = {
  slotMs: 4 * minuteMs,
  plan: (slot, seed) => {
    const random = seededRandom(slotSeed(seed, 3, slot));
    if (random() > 0.9) return [];
    const at = slot * 4 * minuteMs + Math.floor(random() * 230) * 1000;
    const size = random() < 0.05 ? 30 + Math.floor(random() * 60) : 2 + Math.floor(random() * 5);
    return release(at, size, random);
  },
};

/** Single URLs and directories between the releases, one in about three minutes. */
export const hotfixes: TaskStream = {
  slotMs: 2 * minuteMs,
  plan: (slot, seed) => {
    const random = seededRandom(slotSeed(seed, 2, slot));
    if (random() > 0.7) return [];
    const at = slot * 2 * minuteMs + Math.floor(random() * 120) * 1000;
    const site = pick(sites, random);
    const files = fileUrls(site, `h${slot.toString(36)}`, 1 + Math.floor(random() * 5));
    const kinds: readonly SubmissionKind[] = [
      'PREFETCH',
      'PREFETCH',
      'PURGE_URL',
      'PURGE_URL',
      'PURGE_DIRECTORY',
    ];
    const kind = random() < 0.06 ? rareKind(random) : pick(kinds, random);
    return [{ at, kind, site, targets: targetsOf(kind, site, files), reach: 0.5, seed: nextSeed(random) }];
  },
};

/** The slots of a stream that begin within `[from, to)`, epoch ms. */
export function plannedTasks(stream: TaskStream, from: number, to: number, seed: number): PlannedTask[] {
  const tasks: PlannedTask[] = [];
  for (let slot = Math.ceil(from / stream.slotMs); slot * stream.slotMs < to; slot++) {
    for (const task of stream.plan(slot, seed)) tasks.push(task);
  }
  return tasks;
}

/** A release of `size` files at `at`: the old ones are purged, then the new ones are prefetched. */
export function release(at: number, size: number, random: () => number): PlannedTask[] {
  const name = `v${2 + Math.floor(random() * 3)}.${Math.floor(random() * 40)}.${Math.floor(random() * 10)}`;
  const site = pick(sites, random);
  const files = fileUrls(site, name, size);
  const purge: SubmissionKind = random() < 0.5 ? 'PURGE_DIRECTORY' : 'PURGE_URL';
  return [
    { at, kind: purge, site, targets: targetsOf(purge, site, files), reach: 1, seed: nextSeed(random) },
    { at: at + 4000, kind: 'PREFETCH', site, targets: files, reach: 1, seed: nextSeed(random) },
  ];
}

function releaseSize(drawn: number): number {
  if (drawn < 0.6) return 4 + Math.floor(drawn * 60);
  if (drawn < 0.92) return 40 + Math.floor((drawn - 0.6) * 250);
  return 150 + Math.floor((drawn - 0.92) * 2500);
}

function rareKind(random: () => number): SubmissionKind {
  return pick(['PURGE_HOST', 'PURGE_ALL', 'PURGE_CACHE_TAG', 'PURGE_REGEX'] as const, random);
}

const targets: Readonly<Partial<Record<SubmissionKind, (site: Site) => readonly string[]>>> = {
  PURGE_DIRECTORY: (site) => site.directories.slice(0, 2).map((path) => `https://${site.domain}${path}`),
  PURGE_HOST: (site) => [site.domain],
  PURGE_ALL: (site) => [site.domain],
  PURGE_CACHE_TAG: (site) => [`${site.domain}:release`, `${site.domain}:pricing`],
  PURGE_REGEX: (site) => [`https://${site.domain}/.*\\.(?:js|css)`],
};

function targetsOf(kind: SubmissionKind, site: Site, files: readonly string[]): readonly string[] {
  return targets[kind]?.(site) ?? files;
}

function fileUrls(site: Site, name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => site.file(name, index));
}

function pick<Choice>(
  choices: readonly [Choice, ...Choice[]] | readonly Choice[],
  random: () => number,
): Choice {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new RangeError('There is nothing to pick from');
  return choice;
}

function nextSeed(random: () => number): number {
  return Math.floor(random() * 0xffffffff);
}

function slotSeed(seed: number, stream: number, slot: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(slot, 0x85ebca6b) ^ Math.imul(stream, 0xc2b2ae35)) >>> 0;
}

/** The parts of the company in the demo. */
export type CompanyPart = 'company' | 'brands';

/** One domain of the company in the demo, and what it serves. */
export interface Site {
  readonly domain: string;
  /** The part of the company that the domain belongs to. Vendors have a zone, site or distribution for each. */
  readonly part: CompanyPart;
  readonly directories: readonly string[];
  /** The URL of a release's nth file. */
  file(version: string, index: number): string;
}

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
    part: 'company',
    directories: ['/product/', '/news/', '/help/'],
    file: (_version, index) => {
      const page = pages[index % pages.length] ?? '';
      return `https://www.example.com/${index < pages.length ? page : `product/${1000 + index}`}`;
    },
  },
  {
    domain: 'static.example.com',
    part: 'company',
    directories: ['/assets/', '/fonts/', '/i18n/'],
    file: (version, index) => {
      const chunk = chunks[index % chunks.length] ?? 'app';
      const kind = index % chunks.length === 7 ? 'css' : 'js';
      return `https://static.example.com/assets/${version}/${chunk}.${index}.${kind}`;
    },
  },
  {
    domain: 'img.example.org',
    part: 'brands',
    directories: ['/banner/', '/图片/', '/thumb/'],
    file: (version, index) => {
      const names = [
        `/banner/${version}/hero-${index}.webp`,
        `/图片/${version}/春节海报-${index}.jpg`,
        `/%E5%9B%BE%E7%89%87/${version}/%E6%96%B0%E5%93%81%20${index}.png`,
        `/thumb/${version}/item-${index}@2x.avif?w=640&h=480`,
      ];
      return `https://img.example.org${names[index % names.length] ?? ''}`;
    },
  },
  {
    domain: 'media.example.net',
    part: 'brands',
    directories: ['/vod/', '/live/'],
    file: (version, index) =>
      index === 0
        ? `https://media.example.net/vod/${version}/index.m3u8`
        : `https://media.example.net/vod/${version}/seg-${String(index).padStart(5, '0')}.ts`,
  },
];
