/** `npm run generate` writes src/generated from the ontology; with `--check` it writes nothing and fails when a file differs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadOntology } from './load-ontology.ts';
import { neo4jConstraints } from './neo4j-constraints.ts';
import { renderGraphqlEnums } from './render-graphql.ts';
import { renderModel } from './render-model.ts';

const generatedFolder = fileURLToPath(new URL('../generated', import.meta.url));

/** File name → text of everything that follows from the ontology of `dirs`. */
export function renderGenerated(dirs?: readonly string[]): Map<string, string> {
  const ontology = loadOntology(dirs);
  const note = 'Generated from graph-schema/ontology by `npm run generate`; edit the YAML instead.';
  return new Map([
    ['model.ts', renderModel(ontology)],
    ['ontology.graphql', `# ${note}\n${renderGraphqlEnums(ontology)}`],
    ['neo4j-constraints.cypher', `// ${note}\n${neo4jConstraints(ontology).join(';\n')};\n`],
  ]);
}

/** Names of the generated files in `folder` that differ from what the ontology says. */
export function drifted(files: ReadonlyMap<string, string>, folder: string): string[] {
  return [...files].flatMap(([name, text]) => {
    const path = join(folder, name);
    return existsSync(path) && readFileSync(path, 'utf8') === text ? [] : [name];
  });
}

function main(check: boolean): void {
  const files = renderGenerated();
  const different = drifted(files, generatedFolder);
  if (check) {
    if (different.length > 0) {
      throw new Error(
        `graph-schema/src/generated differs from the ontology: ${different.join(', ')}. Run npm run generate.`,
      );
    }
    console.log('Generated model agrees with the ontology.');
    return;
  }
  for (const name of different) {
    const path = join(generatedFolder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files.get(name) ?? '');
    console.log(`wrote graph-schema/src/generated/${name}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.includes('--check'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
