import { join } from 'node:path';
import type { Feature } from '../feature.ts';
import { sendQuarantine } from './quarantine-download.ts';
import { receiveUpload } from './receive-upload.ts';
import { importResolvers } from './resolver.ts';

export const importFeature: Feature = {
  name: 'imports',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers: importResolvers,
  requires: {
    'Query.mappings': 'read',
    'Query.mapping': 'read',
    'Query.files': 'read',
    'Query.file': 'read',
    'Query.openEnds': 'read',
    'Query.quarantine': 'read',
    'Query.proposeMapping': 'read',
    'Mutation.dryRun': 'import',
    'Mutation.startImport': 'import',
    'Mutation.withdrawFile': 'import',
    'Mutation.saveMapping': 'import',
  },
  routes: [
    {
      method: 'post',
      path: '/uploads',
      requires: 'import',
      perMinute: 300,
      handler: ({ config }) => receiveUpload(join(config.dataDir, 'uploads'), config.uploadLimit),
    },
    {
      method: 'get',
      path: '/quarantine/:file',
      requires: 'read',
      perMinute: 300,
      handler: () => (context, req, res) =>
        sendQuarantine(context.truth, String(req.params['file']).replace(/\.csv$/, ''), res),
    },
  ],
};
