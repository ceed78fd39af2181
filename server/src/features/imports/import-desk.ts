/** What the imports screen works with: the mappings, the uploads, and the look into a file's head. */
import type { MappingProposal } from '../../generated/resolvers.ts';
import type { MappingLibrary } from './mapping-library.ts';
import type { Reading } from './reading.ts';
import type { Upload, UploadStore } from './upload-store.ts';

export interface ImportDesk {
  readonly mappings: MappingLibrary;
  readonly uploads: UploadStore;
  propose(upload: Upload, reading: Reading): Promise<MappingProposal>;
}
