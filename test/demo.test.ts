import { expect, it } from 'vitest';
import { loadSettings } from '../src/config.ts';
import { ConfigurationError } from '../src/config/issue.ts';
import { startDemo } from '../src/demo.ts';
import { vendors } from '../src/vendors/registry.ts';

const now = Date.UTC(2026, 10, 22, 12);

/** The accounts of the demo that an environment asks for. */
async function accountsWith(names?: string): Promise<readonly string[]> {
  const { origin } = loadSettings(vendors, { EDGETASKS_DEMO: 'true', EDGETASKS_DEMO_ACCOUNTS: names });
  const demo = await startDemo(() => now, origin.kind === 'demo' ? origin.accounts : []);
  await demo.close();
  return demo.providers.map(({ name }) => name);
}

it('has accounts of the first vendors and of one more, unless the environment names some', async () => {
  const usual = ['tencent-main', 'tencent-overseas', 'edge', 'aliyun', 'huawei'];
  expect(await accountsWith()).toEqual(usual);
  expect(await accountsWith(' , ')).toEqual(usual);
  expect(await accountsWith('esa, edge')).toEqual(['edge', 'esa']);
});

it('has accounts of every vendor if all are asked for', async () => {
  const demo = await startDemo(() => now, ['all']);
  await demo.close();
  expect(new Set(demo.providers.map(({ vendor }) => vendor))).toEqual(
    new Set(vendors.map(({ name }) => name)),
  );
});

it('has an account whose scopes are discovered, beside those that configure theirs', async () => {
  const demo = await startDemo(() => now, ['all']);
  await demo.close();
  const sitesOf = (name: string): unknown =>
    demo.providers.flatMap(({ name: other, own }) => (other === name ? [own] : []))[0];
  expect(sitesOf('esa')).toMatchObject({ discovery: true });
  expect(sitesOf('esa')).not.toHaveProperty('sites');
  expect(sitesOf('edge')).toMatchObject({ zones: [{ id: expect.any(String) }, { id: expect.any(String) }] });
});

it('does not start with an account that it does not have, and says which there are', async () => {
  const error = await accountsWith('edge,akamai').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(String(error)).toContain('EDGETASKS_DEMO_ACCOUNTS: names akamai, which is no account of the demo');
  expect(String(error)).toContain('aliyun, cloudfront, huawei');
});
