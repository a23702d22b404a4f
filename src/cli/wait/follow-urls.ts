import type { Api } from './api.ts';
import { Refused } from './failures.ts';
import { pauseBetweenLooks, waitedFor } from './follow.ts';
import type { Follow, Following } from './follow.ts';
import { standingOfUrl, strangers, urlDocument } from './url-standing.ts';
import type { UrlWish } from './url-standing.ts';

/** By asking for each URL in turn: one report costs several calls at every vendor. */
export const followUrls =
  (urls: readonly string[], wish: UrlWish): Follow =>
  async (following) => {
    for (;;) {
      for (const url of urls) {
        if (!following.board.isOver(url)) await lookAt(url, wish, following);
      }
      if (urls.every((url) => following.board.isOver(url))) return;
      await pauseBetweenLooks(following);
    }
  };

async function lookAt(url: string, wish: UrlWish, following: Following): Promise<void> {
  const { api, board, contact, signal } = following;
  const data = await contact.keepTrying(() => reportOn(url, wish, api, signal), signal);
  const { unknown, known } = strangers(data, wish);
  if (unknown.length > 0) {
    throw new Refused(`No provider is called ${unknown.join(' or ')}. There are: ${known.join(', ')}.`);
  }
  board.see(url, standingOfUrl(data, wish, waitedFor(following)));
}

async function reportOn(url: string, { since }: UrlWish, api: Api, signal: AbortSignal): Promise<unknown> {
  const { data } = await api.ask(urlDocument, { url, since: new Date(since).toISOString() }, signal);
  return data;
}
