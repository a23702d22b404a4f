import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config.ts';
import type { Environment, Settings } from '../../src/config/settings.ts';
import { vendors } from '../../src/vendors/registry.ts';

const loadFrom = (variables: Environment): Settings => loadSettings(vendors, variables, () => '');

describe('without a file', () => {
  it('creates a provider for each vendor whose variables are set', () => {
    const settings = loadFrom({
      TENCENTCLOUD_SECRET_ID: 'id',
      TENCENTCLOUD_SECRET_KEY: 'key',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
    });
    expect(settings.origin).toEqual({
      kind: 'environment',
      variables: [
        'TENCENTCLOUD_SECRET_ID',
        'TENCENTCLOUD_SECRET_KEY',
        'ALIBABA_CLOUD_ACCESS_KEY_ID',
        'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
        'ALIBABA_CLOUD_SECURITY_TOKEN',
      ],
    });
    expect(settings.providers.map(({ name, credentials }) => [name, credentials])).toEqual([
      ['tencent-cdn', { secretId: 'id', secretKey: 'key' }],
      ['alibaba-cdn', { accessKeyId: 'id', accessKeySecret: 'secret', securityToken: 'token' }],
    ]);
  });

  it('creates no provider of a vendor whose variables say nothing about the use of its CDN', () => {
    expect(loadFrom({ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }).origin.kind).toBe('demo');
  });

  it('rejects an incomplete set of a vendor’s variables', () => {
    expect(() => loadFrom({ TENCENTCLOUD_SECRET_ID: 'id' })).toThrow(
      'TENCENTCLOUD_SECRET_KEY: is not set, although the other variables of its vendor are',
    );
  });

  it('starts the demo if there are no variables either, on loopback unless configured otherwise', () => {
    expect(loadFrom({})).toMatchObject({
      origin: { kind: 'demo' },
      providers: [],
      host: '127.0.0.1',
      port: 4_000,
    });
    expect(() => loadFrom({ HOST: '0.0.0.0' })).toThrow('HOST: is not a loopback address');
    expect(loadFrom({ HOST: '0.0.0.0', EDGETASKS_OPEN_ACCESS: 'true' }).host).toBe('0.0.0.0');
  });

  it('starts the demo in production only if requested', () => {
    const production = { NODE_ENV: 'production' };
    expect(() => loadFrom(production)).toThrow('EDGETASKS_CONFIG: is not set, and NODE_ENV is production');
    expect(loadFrom({ ...production, EDGETASKS_DEMO: 'true' }).origin).toEqual({ kind: 'demo' });
    const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };
    expect(loadFrom({ ...production, ...keys }).origin).toHaveProperty('kind', 'environment');
    expect(loadFrom({ ...keys, EDGETASKS_DEMO: 'true' }).origin).toEqual({ kind: 'demo' });
  });

  it('rejects a request for the demo beside a file', () => {
    expect(() => loadFrom({ EDGETASKS_CONFIG: '/etc/edgetasks.yaml', EDGETASKS_DEMO: 'true' })).toThrow(
      'EDGETASKS_DEMO: asks for the demo, but EDGETASKS_CONFIG names a file',
    );
  });
});
