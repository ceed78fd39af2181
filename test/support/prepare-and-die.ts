/** Prepares a file and is killed a while after a step has begun: node … <file> <folder> <step> <milliseconds>. */
import { join } from 'node:path';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { prepareFile } from '@phecda/etl/prepare/prepare-file';
import { deployedOntology } from '@phecda/graph-schema';
import { recordSecret } from './record-secret.ts';

const [path = '', folder = '', step = '', milliseconds = '0'] = process.argv.slice(2);
const ontology = deployedOntology();
const mapping = loadMappings(ontology).find(({ id }) => id === 'enterprise-registry');
if (mapping === undefined) throw new Error('There is no mapping enterprise-registry.');
let begun = false;
await prepareFile({
  recordSecret,
  path,
  fileName: 'registry.csv',
  mapping,
  ontology,
  sourceDate: '2024-06-01',
  scratch: join(folder, `${step}.duckdb`),
  onProgress: (progress) => {
    if (begun || progress.step !== step) return;
    begun = true;
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(milliseconds));
  },
});
