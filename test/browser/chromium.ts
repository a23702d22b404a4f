import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Debian's, as the tests with real parts find it. */
const executablePath = '/usr/bin/chromium';

/** It has no screen, no account and no update to look for, and can resolve no name: only loopback is there. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath, args: flags });

/** A busy machine takes its time to draw nine megabytes of GraphiQL. In milliseconds. */
const timeout = 90_000;

/** A page that is shut in with one server, and what it did wrong. */
export interface WatchedPage {
  readonly page: Page;
  /** What it asked of anybody else; none of it went out. */
  readonly outsideRequests: readonly string[];
  /** Errors that it wrote to its console or threw. */
  readonly complaints: readonly string[];
}

export interface Sight {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Opens an empty page that may talk to `origin` alone. */
export async function openPage(browser: Browser, origin: string, sight: Sight = {}): Promise<WatchedPage> {
  const { colorScheme = 'light', width = 1_280, height = 800 } = sight;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.setDefaultTimeout(timeout);
  const outsideRequests: string[] = [];
  const complaints: string[] = [];
  await page.route(
    (url) => url.origin !== origin,
    async (route) => {
      outsideRequests.push(route.request().url());
      await route.abort();
    },
  );
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, outsideRequests, complaints };
}
