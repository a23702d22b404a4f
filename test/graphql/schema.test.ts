import { readFileSync } from 'node:fs';
import {
  buildSchema as buildFromText,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema, buildSubgraph, subgraphSdl } from '../../src/graphql/schema.ts';
import { vendors as registered } from '../../src/vendors/registry.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const vendors = ['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'].map((name) => ({ name, title: name }));
const schema = buildSchema({ vendors });

/** Each element that has no description, by its place in the schema. */
const undescribed = (built: GraphQLSchema): string[] =>
  Object.values(built.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => [type, ...elementsOf(type)].filter(({ description }) => !description?.trim()))
    .map(({ name }) => name);

interface Element {
  readonly name: string;
  readonly description?: string | null | undefined;
}

function elementsOf(type: GraphQLNamedType): Element[] {
  const within = ({ name, description }: Element): Element => ({ name: `${type.name}.${name}`, description });
  if (isEnumType(type)) return type.getValues().map(within);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(within);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    within(field),
    ...field.args.map(({ name, description }) => within({ name: `${field.name}(${name}:)`, description })),
  ]);
}

const values = (built: GraphQLSchema) => {
  const vendor = built.getType('Vendor');
  return isEnumType(vendor) ? vendor.getValues().map(({ name, description }) => [name, description]) : [];
};

const printed = (built: GraphQLSchema) => printSchema(lexicographicSortSchema(built));

describe('the schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('contains the contract', () => {
    const whole = buildSchema({ vendors: registered });
    const broken = findBreakingChanges(buildFromText(read('./contract.graphql')), whole);
    expect(broken.map(({ description }) => description)).toEqual([]);
  });

  it('describes every type, field, argument, value and input field', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('says what null means wherever a scalar or object may be null', () => {
    const silent = Object.values(schema.getTypeMap())
      .filter((type) => !type.name.startsWith('__'))
      .flatMap((type) =>
        isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : [],
      )
      .filter(({ field }) => !String(field.type).endsWith('!') && !/null/i.test(field.description ?? ''))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(silent).toEqual([]);
  });

  it('takes its vendors from its inputs', () => {
    expect(values(buildSchema({ vendors: [{ name: 'OTHER_CDN', title: 'Other CDN' }] }))).toEqual([
      ['OTHER_CDN', 'Other CDN.'],
    ]);
    expect(values(schema).map(([name]) => name)).toEqual(['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN']);
  });

  it('serves gateways with the same fields and two more', () => {
    const subgraph = buildSubgraph({ vendors });
    expect(findBreakingChanges(schema, subgraph)).toEqual([]);
    const added = Object.keys(subgraph.getQueryType()?.getFields() ?? {}).filter(
      (name) => schema.getQueryType()?.getFields()[name] === undefined,
    );
    expect(added.toSorted()).toEqual(['_entities', '_service']);
  });

  it('does not change with the inputs of another schema', () => {
    const before = printed(schema);
    const others = [{ name: 'OTHER_CDN', title: 'Other CDN' }];
    buildSubgraph({ vendors: others, prefix: 'Cdn', withoutNode: true });
    expect(printed(schema)).toBe(before);
    expect(subgraphSdl({ vendors })).not.toContain('OTHER_CDN');
  });

  it('is the same each time it is built', () => {
    expect(printed(buildSchema({ vendors }))).toBe(printed(schema));
  });
});
