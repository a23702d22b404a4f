import type fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type {
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';

/** Draws a value; what fast-check's `gen()` gives. */
export type Draw = fc.GeneratorValue;

/** Gives a value for a scalar, by its name. */
export type DrawScalar = (draw: Draw, name: string) => unknown;

interface Choices {
  readonly integer: (draw: Draw, most: number) => number;
  readonly scalar: DrawScalar;
}

/** Writes random documents that a schema's rules allow, and now and then one that they do not. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #choices: Choices;

  constructor(schema: GraphQLSchema, choices: Choices) {
    this.#schema = schema;
    this.#choices = choices;
  }

  /** An operation with one to three fields at its top. */
  operation(draw: Draw): string {
    const root = this.#schema.getQueryType();
    if (root == null) throw new Error('The schema has no queries');
    return `query Random ${this.#selections(draw, root, 5)}`;
  }

  /** The arguments of a field, as text between parentheses; all of them are given about half of the time. */
  arguments(draw: Draw, { args }: Pick<GraphQLField<unknown, unknown>, 'args'>): string {
    const given = args.flatMap(({ name, type }) =>
      isNonNullType(type) || this.#one(draw, 2) ? [`${name}: ${this.#literal(draw, type)}`] : [],
    );
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  #selections(draw: Draw, type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 1 || isLeafType(getNamedType(field.type)),
    );
    const chosen = Array.from(
      { length: 1 + this.#choices.integer(draw, 3) },
      () => fields[this.#choices.integer(draw, fields.length - 1)],
    );
    const selections = chosen.flatMap((field, index) =>
      field === undefined
        ? []
        : [
            `f${index}: ${field.name}${this.arguments(draw, field)} ${this.#within(draw, field.type, depth - 1)}`,
          ],
    );
    return `{ __typename ${selections.join(' ')} }`;
  }

  #within(draw: Draw, output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isObjectType(type)) return this.#selections(draw, type, depth);
    if (!isAbstractType(type)) return '';
    const possible = this.#schema.getPossibleTypes(type);
    const member = possible[this.#choices.integer(draw, possible.length - 1)];
    return member === undefined || depth < 1
      ? '{ __typename }'
      : `{ __typename ... on ${member.name} ${this.#selections(draw, member, depth)} }`;
  }

  /** A value in GraphQL's own notation. */
  #literal(draw: Draw, type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#literal(draw, type.ofType);
    if (this.#one(draw, 12)) return 'null';
    if (isListType(type)) {
      const length = this.#choices.integer(draw, 3);
      return `[${Array.from({ length }, () => this.#literal(draw, type.ofType)).join(', ')}]`;
    }
    if (isEnumType(type)) {
      const values = type.getValues();
      return this.#one(draw, 20)
        ? 'NO_SUCH_WORD'
        : (values[this.#choices.integer(draw, values.length - 1)]?.name ?? 'null');
    }
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).flatMap((field) =>
        isNonNullType(field.type) || this.#one(draw, 3)
          ? [`${field.name}: ${this.#literal(draw, field.type)}`]
          : [],
      );
      return `{${given.join(', ')}}`;
    }
    return notated(this.#choices.scalar(draw, type.name));
  }

  /** True about once in so many times. */
  #one(draw: Draw, times: number): boolean {
    return this.#choices.integer(draw, times - 1) === 0;
  }
}

/** A JSON value in GraphQL's notation: the names of members stand without quotes. */
function notated(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(notated).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([name]) => /^[_A-Za-z]\w*$/.test(name));
  return `{${members.map(([name, member]) => `${name}: ${notated(member)}`).join(', ')}}`;
}
