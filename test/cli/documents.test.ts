import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { tasksListDocument, urlsListDocument } from '../../src/cli/list-documents.ts';
import { statisticsDocument } from '../../src/cli/stats.ts';
import { failedUrlsDocument } from '../../src/cli/wait/failed-urls.ts';
import { progressDocument, tasksDocument } from '../../src/cli/wait/tasks.ts';
import { urlsDocument } from '../../src/cli/wait/urls.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { vendors } from '../../src/vendors/registry.ts';

it.each([
  ['tasks', tasksDocument],
  ['progress', progressDocument],
  ['URLs', urlsDocument],
  ['failed URLs', failedUrlsDocument],
  ['the list of tasks', tasksListDocument],
  ['the list of URLs', urlsListDocument],
  ['statistics', statisticsDocument],
])('the document for %s is valid against the schema', (_, document) => {
  expect(validate(buildSchema({ vendors }), parse(document))).toEqual([]);
});
