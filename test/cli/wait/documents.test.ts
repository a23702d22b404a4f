import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { progressDocument, tasksDocument } from '../../../src/cli/wait/task-standing.ts';
import { urlDocument } from '../../../src/cli/wait/url-standing.ts';
import { failuresDocument } from '../../../src/cli/wait/what-failed.ts';
import { buildSchema } from '../../../src/graphql/schema.ts';
import { vendors } from '../../../src/vendors/registry.ts';

it.each([
  ['tasks', tasksDocument],
  ['progress', progressDocument],
  ['a URL', urlDocument],
  ['failures', failuresDocument],
])('the document for %s asks for what the schema has', (_, document) => {
  expect(validate(buildSchema({ vendors }), parse(document))).toEqual([]);
});
