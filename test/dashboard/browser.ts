import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that tells what it must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests that left the page's own origin. */
  readonly strays: readonly string[];
  /** What the browser complained of, such as a script that the policy forbids. */
  readonly complaints: readonly string[];
  /** The names of the operations that were asked, in their order. */
  readonly operations: readonly string[];
  close(): Promise<void>;
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Opens an address in a window of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const strays: string[] = [];
  const complaints: string[] = [];
  const operations: string[] = [];
  const { origin } = new URL(url);
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) strays.push(request.url());
    const name = operationOf(request.postData());
    if (name !== undefined) operations.push(name);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, strays, complaints, operations, close: () => context.close() };
}

function operationOf(body: string | null): string | undefined {
  if (body === null) return undefined;
  const { operationName }: { operationName?: string } = JSON.parse(body);
  return operationName;
}
