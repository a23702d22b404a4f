import process from 'node:process';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { newContext, schema } from './engine.mjs';
import { place } from './world.mjs';

/* Our schema and engine, served by mercurius; with `jit`, by its compiler. */

const app = fastify();
await app.register(mercurius, {
  schema,
  context: () => newContext(),
  jit: process.argv.includes('jit') ? 1 : 0,
});
app.graphql.addHook('onResolution', async (_, { closeScope }) => closeScope());
await app.listen(place);
