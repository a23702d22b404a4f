import { expect, it } from 'vitest';
import { banner } from '../src/banner.ts';
import { loadSettings } from '../src/config.ts';
import { vendors } from '../src/vendors/registry.ts';
import { fakeTasks } from './graphql/fake-tasks.ts';

it.each([
  [{}, 'http://127.0.0.1:4000/graphql in a browser'],
  [{ isGraphiqlOn: false }, 'off'],
  [{ trustedDocuments: new Map() }, 'off: trusted documents only'],
  [{ trustedDocuments: new Map(), isGraphiqlOn: false }, 'off'],
])('the banner contains the address of GraphiQL with %j', (parts, place) => {
  const text = banner({ ...loadSettings(vendors, {}), ...parts }, fakeTasks([]), {
    api: { url: 'http://127.0.0.1:4000' },
  });
  expect(/GraphiQL +(.*)$/m.exec(text)?.[1]).toBe(place);
});
