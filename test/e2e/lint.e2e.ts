import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: 'test/e2e/eslint.config.js' });

/** What is wrong, by file and line; what is not covered by the configuration counts too. */
async function findings(pattern: string): Promise<readonly string[]> {
  const results = await eslint.lintFiles(pattern);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message, ruleId }) => `${filePath.slice(root.length)}:${line} ${ruleId}: ${message}`,
    ),
  );
}

describe('GraphQL-ESLint', () => {
  it('finds nothing in the schema, by its recommended rules and those for Relay', async () => {
    expect(await findings('schema/schema.graphql')).toEqual([]);
  });

  it.each(['schema/operations', 'src/dashboard'])(
    'finds nothing in the operations of %s, by its recommended rules',
    async (folder) => {
      expect(await findings(`${folder}/*.graphql`)).toEqual([]);
    },
  );

  it('would find something', async () => {
    const [result] = await eslint.lintText('query Tasks { tasks { nodes { state } } }', {
      filePath: 'schema/operations/wrong.graphql',
    });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('@graphql-eslint/require-selections');
  });
});
