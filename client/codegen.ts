/** Types the client's operations against the server's schema and lists them as persisted documents. */
import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const config: CodegenConfig = {
  schema: [
    '../server/src/graphql/common.graphql',
    '../server/src/features/*/schema.graphql',
    '../graph-schema/src/generated/ontology.graphql',
  ],
  documents: ['src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    './src/generated/': {
      preset: 'client',
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: false },
        scalars: {
          Date: 'string',
          DateTime: 'string',
          Long: 'number',
          Numbers: 'readonly (number | null)[]',
          GeoJSON: 'unknown',
          JSON: 'unknown',
          ID: 'string',
        },
      },
    },
  },
};

export default config;
