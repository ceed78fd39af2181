/** The mappings that ship with Phecda and the deployment's own ones in the data folder. */
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  existsSync,
  statSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkMapping } from '@phecda/etl/mapping/check-mapping';
import { loadMappings, mappingFolder, parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import type { Ontology } from '@phecda/graph-schema';
import { DomainError } from '../../domain-error.ts';

export interface KnownMapping {
  readonly mapping: Mapping;
  readonly yaml: string;
  readonly shipped: boolean;
}

const largestYaml = 500_000;

export class MappingLibrary {
  readonly #ontology: Ontology;
  /** Folder of the deployment's own mappings. */
  readonly folder: string;
  #known = new Map<string, KnownMapping>();
  #broken: string[] = [];
  /** Names, sizes and times of the own files as they were read. */
  #state = '';

  constructor(ontology: Ontology, folder: string) {
    this.#ontology = ontology;
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#refresh();
  }

  list(): KnownMapping[] {
    this.#refresh();
    return [...this.#known.values()].sort((a, b) => (a.mapping.id < b.mapping.id ? -1 : 1));
  }

  find(id: string): KnownMapping | null {
    this.#refresh();
    return this.#known.get(id) ?? null;
  }

  /** Own files that no longer fit the software or the ontology; they are left out. */
  get broken(): readonly string[] {
    this.#refresh();
    return this.#broken;
  }

  /** @throws DomainError with every fault. */
  save(yaml: string): KnownMapping {
    if (yaml.length > largestYaml) {
      throw new DomainError('TOO_LARGE', 'error.mappingTooLarge', 'The mapping is too large.', {
        most: largestYaml,
      });
    }
    const { mapping, faults } = this.#check(yaml);
    if (mapping === null) {
      throw new DomainError(
        'BAD_INPUT',
        'error.mappingFaults',
        `The mapping has ${faults.length} faults.`,
        { count: faults.length },
        faults,
      );
    }
    if (this.#known.get(mapping.id)?.shipped) {
      throw new DomainError(
        'CONFLICT',
        'error.mappingShipped',
        'A mapping that ships with Phecda has this id; choose another.',
        { id: mapping.id },
      );
    }
    const path = join(this.folder, `${mapping.id}.yaml`);
    writeFileSync(`${path}.part`, yaml);
    renameSync(`${path}.part`, path);
    const known = { mapping, yaml, shipped: false };
    this.#known.set(mapping.id, known);
    return known;
  }

  #check(yaml: string) {
    const parsed = parseMapping(yaml);
    if (parsed.mapping === null) return parsed;
    const faults = checkMapping(parsed.mapping, this.#ontology);
    return faults.length > 0 ? { mapping: null, faults } : parsed;
  }

  /** A file that somebody drops into the folder, changes or takes out is known at once. */
  #refresh(): void {
    const state = yamlFiles(this.folder)
      .map((path) => {
        const facts = statSync(path, { throwIfNoEntry: false });
        return `${path} ${facts?.size} ${facts?.mtimeMs}`;
      })
      .join('\n');
    if (this.#known.size > 0 && state === this.#state) return;
    this.#state = state;
    this.#known.clear();
    this.#broken = [];
    this.#read();
  }

  #read(): void {
    const shipped = new Map(
      yamlFiles(mappingFolder).map((path) => [idIn(path), readFileSync(path, 'utf8')]),
    );
    for (const mapping of loadMappings(this.#ontology)) {
      this.#known.set(mapping.id, { mapping, yaml: shipped.get(mapping.id) ?? '', shipped: true });
    }
    for (const path of yamlFiles(this.folder)) {
      const yaml = readFileSync(path, 'utf8');
      const { mapping } = this.#check(yaml);
      if (mapping === null || this.#known.get(mapping.id)?.shipped) this.#broken.push(path);
      else this.#known.set(mapping.id, { mapping, yaml, shipped: false });
    }
  }
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function idIn(path: string): string {
  return /([^/\\]+)\.ya?ml$/.exec(path)?.[1] ?? '';
}
