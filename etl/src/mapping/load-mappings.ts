/** Map step: reads mapping files and names every fault with its place in the YAML. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import type { Assignment } from './compile-fields.ts';
import { ftmMapping } from './ftm-mapping.ts';
import { type Mapping, type MappingFault, mappingSchema } from './mapping-schema.ts';
import type { Ontology } from '@phecda/graph-schema/model';

export const mappingFolder = fileURLToPath(new URL('../../mappings', import.meta.url));

export class MappingError extends Error {
  override readonly name = 'MappingError';
  readonly faults: readonly MappingFault[];
  constructor(title: string, faults: readonly MappingFault[]) {
    super(`${title}\n${faults.map((fault) => `  ${fault.path}: ${fault.message}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Parses one mapping; faults instead of an exception, for the editor on the screen. */
export function parseMapping(
  yaml: string,
): { mapping: Mapping; faults: [] } | { mapping: null; faults: MappingFault[] } {
  const document = parseDocument(yaml, { uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      mapping: null,
      faults: document.errors.map((error) => ({ path: '', code: 'yaml', message: error.message })),
    };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    // Aliases of aliases: a few lines that would grow to gigabytes.
    return {
      mapping: null,
      faults: [{ path: '', code: 'yaml', message: (error as Error).message }],
    };
  }
  return parseMappingData(data);
}

export function parseMappingData(
  data: unknown,
): { mapping: Mapping; faults: [] } | { mapping: null; faults: MappingFault[] } {
  const result = mappingSchema.safeParse(data);
  if (result.success) return { mapping: result.data, faults: [] };
  return {
    mapping: null,
    faults: result.error.issues.map((issue) => ({
      path: yamlPath(issue.path),
      code: 'shape',
      message: issue.message,
    })),
  };
}

/** All mappings of the folders (later ones replace those with the same id) and the built-in `ftm`. @throws MappingError */
export function loadMappings(
  ontology: Ontology,
  folders: readonly string[] = [mappingFolder],
): Mapping[] {
  const mappings = new Map<string, Mapping>([['ftm', ftmMapping(ontology)]]);
  const faults: MappingFault[] = [];
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder)
      .filter((entry) => /\.ya?ml$/.test(entry))
      .sort()) {
      const parsed = parseMapping(readFileSync(join(folder, file), 'utf8'));
      if (parsed.mapping === null) {
        faults.push(
          ...parsed.faults.map((fault) => ({ ...fault, path: `${file}: ${fault.path}` })),
        );
      } else {
        mappings.set(parsed.mapping.id, parsed.mapping);
      }
    }
  }
  if (faults.length > 0) throw new MappingError('Mappings have faults:', faults);
  return [...mappings.values()];
}

/** SHA-256 of what the mapping and the column assignment say, whatever their order and layout in the file. */
export function mappingHash(mapping: Mapping, assignment: Assignment = {}): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted({ mapping, assignment })))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function yamlPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`,
    )
    .join('');
}
