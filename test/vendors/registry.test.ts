import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/source.ts';
import { vendorNamed, vendors } from '../../src/vendors/registry.ts';

const provider: Provider = { name: 'p', vendor: 'X', account: 'a' };

it('no two vendors share a name or a title', () => {
  expect(new Set(vendors.map(({ name }) => name)).size).toBe(vendors.length);
  expect(new Set(vendors.map(({ title }) => title)).size).toBe(vendors.length);
});

it('a vendor is found by its name, and nothing else is', () => {
  for (const vendor of vendors) expect(vendorNamed(vendor.name)).toBe(vendor);
  expect(vendorNamed('constructor')).toBeUndefined();
});

describe.each(vendors)('$name', (vendor) => {
  const { name, title, defaultEndpoint, credentials, settings } = vendor;

  it('has a name that the schema can have, and a title', () => {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(title).not.toBe('');
  });

  it('is called over TLS at an endpoint without a path', () => {
    const { protocol, pathname, href } = new URL(defaultEndpoint);
    expect(protocol).toBe('https:');
    expect(pathname).toBe('/');
    expect(href).toBe(`${defaultEndpoint}/`);
  });

  it('says which credentials it wants and where else to find them', () => {
    const names = credentials.map((member) => member.name);
    const variables = credentials.flatMap((member) => member.environmentVariable ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(variables).size).toBe(variables.length);
    expect([0, names.length]).toContain(variables.length);
    expect(credentials[0]?.isOptional).toBe(false);
    for (const variable of variables) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
  });

  it('has a dated API version, or none that its scheme needs', () => {
    expect(vendor.scheme({}).version ?? '2018-05-10').toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('checks its settings before it describes anything', () => {
    expect(() => vendor.feeds({ maxPageSize: 'many' }, provider)).toThrow(/maxPageSize/);
    expect(settings.safeParse({ maxPageSize: 0 }).success).toBe(false);
    expect(settings.safeParse({ requestsPerSecond: 0 }).success).toBe(false);
  });
});
