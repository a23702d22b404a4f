import type { Page, Request, Response } from 'playwright-core';

/** GraphiQL, by what a person sees and presses. */
export interface GraphiqlPage {
  /** The names of the open tabs, from the left. */
  tabs(): Promise<readonly string[]>;
  openTab(name: string): Promise<void>;
  /** Runs the query of the open tab. The response of a stream is there as soon as it begins. */
  run(): Promise<Response>;
  /** Ends a query that goes on. */
  stop(): Promise<void>;
  /** As much of the answer as is in sight. */
  shownAnswer(): Promise<string>;
}

/** How long a press waits for its request, in milliseconds. */
const pressTimeout = 5_000;
const mostPresses = 5;

/** Opens it with its examples; a query of one's own takes the place of the first. */
export async function openGraphiql(page: Page, url: string, query?: string): Promise<GraphiqlPage> {
  const introspection = page.waitForResponse((response) => isQuery(response.request()));
  const search = query === undefined ? '' : `?${new URLSearchParams({ query }).toString()}`;
  await page.goto(`${url}/graphql${search}`);
  await introspection;
  const tab = page.locator('.graphiql-tab-button');
  const runButton = page.getByLabel('Execute query');

  // What is pressed while the query before is coming to its end is swallowed: a person presses again.
  async function pressRun(): Promise<Request> {
    for (let presses = 1; ; presses += 1) {
      // On a busy machine the wait may end before the press does.
      const request = page.waitForRequest(isQuery, { timeout: pressTimeout }).catch(() => undefined);
      await runButton.click();
      const sent = await request;
      if (sent !== undefined) return sent;
      if (presses === mostPresses) throw new Error(`GraphiQL sent no query after ${presses} presses`);
    }
  }

  return {
    tabs: () => tab.allTextContents(),
    openTab: (name) => tab.filter({ hasText: new RegExp(`^${name}$`) }).click(),
    async run() {
      const response = await (await pressRun()).response();
      if (response === null) throw new Error('The query has no response');
      return response;
    },
    async stop() {
      await page.getByLabel('Stop query').click();
      await runButton.waitFor();
    },
    shownAnswer: async () => (await page.locator('.result-window').innerText()).replaceAll('\u00A0', ' '),
  };
}

/** What fetches, unlike the page itself. */
const isQuery = (request: Request): boolean =>
  new URL(request.url()).pathname === '/graphql' && request.resourceType() !== 'document';
