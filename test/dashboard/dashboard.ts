import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { builtPage } from '../build.ts';
import { openBrowser, openPage } from './browser.ts';
import type { WatchedPage } from './browser.ts';
import { openStage } from './stage.ts';
import type { Stage, StageSettings } from './stage.ts';

/** A dashboard in a browser, over a server and vendors of its own. */
export interface Dashboard extends WatchedPage {
  readonly stage: Stage;
}

type Open = (
  settings: Omit<StageSettings, 'page'>,
  query?: string,
  options?: BrowserContextOptions,
) => Promise<Dashboard>;

/** Opens dashboards for the tests of a suite, and closes them after each. */
export function dashboards(): Open {
  const opened: { close(): Promise<void> }[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const each of opened.splice(0).toReversed()) await each.close();
  });
  afterAll(() => browser.close());

  return async (settings, query = '', options = {}) => {
    const stage = await openStage({ ...settings, page: builtPage });
    opened.push(stage);
    const watched = await openPage(browser, `${stage.url}${query}`, options);
    opened.push(watched);
    return { ...watched, stage };
  };
}

/** The rows of single tasks. */
export const rows = (page: Page): Locator => page.locator('.task:not(.group)');

/** The text of each element that a selector finds. */
export const textsOf = (page: Page, selector: string): Promise<string[]> =>
  page.locator(selector).allTextContents();

/** What the address asks for, as the page has it now: the driver hears of it a moment later. */
export const searchOf = (page: Page): Promise<string> => page.evaluate('window.location.search');
