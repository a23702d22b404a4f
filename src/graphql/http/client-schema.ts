/**
 * The header by which a client chooses the names of `schema/schema.graphql`, whatever names a federated graph gives them.
 * The product's own clients send it.
 */
export const schemaHeader = 'x-edgetasks-schema';

/** The only value of the header. */
export const clientSchema = 'client';
