import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env['EDGETASKS_URL'] ?? 'http://127.0.0.1:4000/graphql',
  documents: 'failures.ts',
  generates: {
    'generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // So that the compiler tells the members of a union apart.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        // `_Any` is for gateways; a server that is asked for its schema tells of it too.
        scalars: { DateTime: 'string', Duration: 'string', JSON: 'unknown', _Any: 'unknown' },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
    // For Apollo Client's cache.
    'generated/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
};

export default config;
