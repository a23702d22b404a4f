import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { defaultClientLimits } from '../../src/graphql/http/client-limits.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { dashboards, rows } from '../dashboard/dashboard.ts';
import { needs } from '../needs.ts';
import { accountsOfEveryVendor } from '../trust/every-vendor.ts';
import { tamperWith } from '../trust/tampering.ts';
import type { Tampering } from '../trust/tampering.ts';
import { openGraphiql } from './graphiql-page.ts';

needs('chromium');

/** Each of them sets `window.broken` where a page takes it for anything but text. */
const hostile = [
  '</script><script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 1"><svg onload="window.broken = 1">',
  'javascript:window.broken=1',
  '"\'`}); window.broken = 1; ({" onmouseover="window.broken = 1" ${window.broken = 1}',
  '<!--<script>\u2028window.broken = 1\u202e\u0000\u001b[31m',
];

/** What a person does with nine accounts needs no more: a request above a limit is an error in the console. */
const clientLimits = {
  concurrentRequests: defaultClientLimits.concurrentRequests / 5,
  openStreams: defaultClientLimits.openStreams / 5,
  vendorCallsPerMinute: defaultClientLimits.vendorCallsPerMinute / 5,
};

const accounts = accountsOfEveryVendor('hostile', 24, Date.now());

/** Every vendor behind a connection that changes the fields of its rows. */
function tamperedVendors() {
  const tamperings: Tampering[] = [];
  onTestFinished(async () => {
    await Promise.all(tamperings.map((each) => each.close()));
  });
  return {
    tamperings,
    async endpointsOf(emulator: Emulator): Promise<Readonly<Record<string, string>>> {
      const endpoints: [string, string][] = [];
      for (const { name, vendor } of accounts) {
        const tampering = await tamperWith(emulator, vendor, hostile);
        tamperings.push(tampering);
        endpoints.push([name, tampering.endpoint]);
      }
      return Object.fromEntries(endpoints);
    },
  };
}

/** Addresses of links that execute something. */
const executableLinks = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('a[href], form[action]')]
    .map((each) => each.getAttribute('href') ?? each.getAttribute('action') ?? '')
    .filter((address) => /^\\s*(javascript|data|vbscript):/i.test(address))`);

/** Each row is hostile somewhere, so the first one in sight is. */
const everything = `{
  urlDetails(first: 100) { nodes { raw id url domain state status { __typename ... on Status { vendorStatus } ... on Failed { reason message } } } errors { message } }
  batches: urlDetails(last: 60, filter: { providers: ["hostile-aws-cloudfront"] }) { nodes { raw } errors { message } }
  tasks(first: 100) { nodes { id taskId kind state progress provider { name } urlDetails(first: 5) { nodes { url } } } errors { message } coverage { outcome error { message } } }
}`;

describe('with hostile text in every field of every vendor’s rows', () => {
  const open = dashboards();

  it('the dashboard executes nothing and reports no error', async () => {
    const { page, stage, complaints, strays } = await open({ accounts, clientLimits, ...tamperedVendors() });
    await rows(page).nth(19).waitFor();
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await rows(page).nth(30).waitFor();
    const panel = page.getByRole('dialog');
    for (let task = 0; task < 27; task += 3) {
      // In the page itself, because the list may be drawn anew between finding a row and pressing it.
      await page.evaluate(`document.querySelectorAll('a.task-link')[${task}].click()`);
      await panel.locator('.panel-head, .notice, .problem').first().waitFor();
      const details = panel.locator('.url summary');
      if ((await details.count()) > 0) await details.first().click();
      expect(await executableLinks(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    }
    const url = `https://www.example.com/${hostile.join('')}`;
    await page.goto(`${stage.url}?everywhere=${encodeURIComponent(url)}`);
    await page.locator('.verdict').waitFor();
    expect(await executableLinks(page)).toEqual([]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(complaints).toEqual([]);
    expect(strays).toEqual([]);
  });

  it('GraphiQL executes nothing and reports no error', async () => {
    const { tamperings, ...settings } = tamperedVendors();
    const { page, stage, complaints, strays } = await open({ accounts, clientLimits, ...settings });
    // Only now, so that the dashboard asks for nothing any more.
    await page.goto('about:blank');
    const graphiql = await openGraphiql(page, stage.url.replace(/\/$/, ''), everything);
    await graphiql.run();
    await expect.poll(() => graphiql.shownAnswer(), { timeout: 60_000 }).toContain('window.broken');
    for (const tab of (await graphiql.tabs()).slice(1)) await graphiql.openTab(tab);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await executableLinks(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(strays).toEqual([]);
    // Every field of every vendor was hostile in some row.
    expect(tamperings).toHaveLength(vendors.length);
    for (const { fields, changed } of tamperings) {
      expect(fields.size).toBeGreaterThan(2);
      expect([...fields].filter((field) => !changed.has(field))).toEqual([]);
    }
  });
});
