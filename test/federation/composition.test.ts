import { readFileSync } from 'node:fs';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { buildSchema, isEnumType, isObjectType, isUnionType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphSdl } from '../../src/graphql/schema.ts';
import { vendors } from '../graphql/api-over.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const ours = read('../../schema/subgraph.graphql');
const theirs = read('./releases-subgraph.graphql');

const composed = (edgetasks = ours) =>
  composeServices([
    { name: 'edgetasks', url: 'http://127.0.0.1:4000/graphql', typeDefs: parse(edgetasks) },
    { name: 'releases', url: 'http://127.0.0.1:4001/graphql', typeDefs: parse(theirs) },
  ]);

function publicSchema() {
  const result = composed();
  assertCompositionSuccess(result);
  return buildSchema(result.publicSdl);
}

describe('the subgraph, composed with another team’s', () => {
  it('composes without an error', () => {
    expect(composed().errors).toBeUndefined();
  });

  it('carries their fields beside ours', () => {
    const schema = publicSchema();
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    expect(fieldsOf('Domain')).toEqual(expect.arrayContaining(['name', 'tasks', 'ownedBy', 'releases']));
    expect(fieldsOf('Task')).toEqual(expect.arrayContaining(['id', 'state', 'urlDetails', 'release']));
    expect(fieldsOf('Query')).toEqual(expect.arrayContaining(['node', 'nodes', 'tasks', 'releases']));
  });

  it('loses nothing of ours to clients, and shows them nothing of the federation', () => {
    const schema = publicSchema();
    const alone = buildSchema(read('../../schema/schema.graphql'));
    const missing = Object.keys(alone.getTypeMap()).filter((name) => schema.getType(name) === undefined);
    expect(missing).toEqual([]);
    for (const name of ['TaskResult', 'TaskStatus']) {
      const [whole, own] = [schema.getType(name), alone.getType(name)];
      if (!isUnionType(whole) || !isUnionType(own)) throw new Error(`${name} is no union`);
      const memberNames = (type: typeof own) => type.getTypes().map((member) => member.name);
      expect(memberNames(whole).toSorted()).toEqual(memberNames(own).toSorted());
    }
    expect(isEnumType(schema.getType('Vendor'))).toBe(true);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).not.toContain('_service');
  });

  it('needs what it says: without @shareable two teams’ PageInfo collide', () => {
    const lonely = ours.replace(/^(type PageInfo) @shareable/m, '$1');
    expect(lonely).not.toBe(ours);
    expect(composed(lonely).errors?.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('PageInfo.hasNextPage'),
    );
  });

  it('needs what it says: without its key a Domain cannot be joined', () => {
    const lonely = ours.replace(/^(type Domain) @key\(fields: "name"\)/m, '$1');
    expect(lonely).not.toBe(ours);
    expect(composed(lonely).errors?.length).toBeGreaterThan(0);
  });
});

const beside = (options: { readonly prefix?: string; readonly withoutNode?: boolean }) =>
  composeServices([
    {
      name: 'edgetasks',
      url: 'http://127.0.0.1:4000/graphql',
      typeDefs: parse(subgraphSdl({ vendors, ...options })),
    },
    {
      name: 'todo',
      url: 'http://127.0.0.1:4001/graphql',
      typeDefs: parse(read('./todo-subgraph.graphql')),
    },
  ]);

describe('the subgraph beside one that has node, Status, Provider and Task', () => {
  it('composes with a prefix and without node', () => {
    const result = beside({ prefix: 'Cdn', withoutNode: true });
    assertCompositionSuccess(result);
    const schema = buildSchema(result.publicSdl);
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    expect(fieldsOf('Task')).toEqual(expect.arrayContaining(['title', 'status']));
    expect(fieldsOf('CdnTask')).toEqual(expect.arrayContaining(['state', 'urlDetails']));
    expect(fieldsOf('Query')).toEqual(expect.arrayContaining(['node', 'todos', 'tasks']));
    expect(fieldsOf('Query')).not.toContain('nodes');
    expect(isUnionType(schema.getType('CdnTaskStatus'))).toBe(true);
  });

  it('needs both: without either the names collide', () => {
    expect(beside({ prefix: 'Cdn' }).errors?.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('Query.node'),
    );
    expect(beside({ withoutNode: true }).errors?.length).toBeGreaterThan(0);
  });

  it('shares what means the same in every subgraph, and prefixes everything else', () => {
    const sdl = buildSchema(subgraphSdl({ vendors, prefix: 'Cdn' }), { assumeValidSDL: true });
    const names = Object.keys(sdl.getTypeMap()).filter((name) => !name.startsWith('__'));
    expect(names.filter((name) => !name.startsWith('Cdn')).toSorted()).toEqual([
      'Boolean',
      'DateTime',
      'Duration',
      'Float',
      'ID',
      'Int',
      'JSON',
      'Node',
      'PageInfo',
      'Query',
      'String',
      'Subscription',
    ]);
  });
});
