import { submission } from './histories.ts';

export const key = { id: 'AKIDemulated', secret: 'emulated-secret' };
export const wrongKey = { id: key.id, secret: 'another-secret' };
// The SDKs have no clock to set.
export const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
/** A day of quotas begins at midnight, UTC+8. */
const dayOf = (instant: number): number => Math.floor((instant + 8 * 3_600_000) / 86_400_000);
export const prefetchedToday = dayOf(at) === dayOf(Date.now()) ? 2 : 0;
export const urls = ['https://www.example.com/a.js', "https://www.example.com/目录/b (1)*~!'.js?x=1&y=%20"];

export const history = [
  submission('15330318532313133119', at, urls),
  submission('15330318532313133120', at - 5_000, ['https://www.example.com/css/'], {
    kind: 'PURGE_DIRECTORY',
  }),
];

/** The key of an SDK's client. */
export interface SdkKey {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

export function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
