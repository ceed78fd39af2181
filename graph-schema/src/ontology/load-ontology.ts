/** Reads the ontology from one or more folders of YAML: later folders add or override; every fault names its file and field. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { assembleOntology } from './assemble-ontology.ts';
import { OntologyError } from './ontology-error.ts';
import { ruleYaml } from './rule-schema.ts';
import { Sources } from './sources.ts';
import type { Ontology } from './types.ts';
import {
  entityYaml,
  eventYaml,
  familiesYaml,
  iconsYaml,
  relationYaml,
  tagFileYaml,
} from './yaml-schema.ts';

/** The ontology that ships with Phecda. */
export const ontologyFolder = fileURLToPath(new URL('../../ontology', import.meta.url));

const entityName = /^[A-Z][A-Za-z0-9]*$/;
const relationName = /^[a-z][A-Za-z0-9]*$/;
const categoryName = /^[a-z][a-z0-9-]*$/;

/**
 * @param dirs folders with `entities/<Type>.yaml`, `events/<Type>.yaml`, `relations/<kind>.yaml`, `tags/<category>.yaml`, `rules/<tag>.yaml`, `families.yaml`, `icons.yaml`, each optional, first the base.
 * @throws OntologyError naming every fault found.
 */
export function loadOntology(dirs: readonly string[] = [ontologyFolder]): Ontology {
  const faults: string[] = [];
  const sources = new Sources();
  for (const dir of dirs) {
    if (!existsSync(dir)) faults.push(`${dir}: no such folder`);
    for (const file of yamlFiles(join(dir, 'entities'))) {
      sources.entity(nameOf(file, entityName, faults), file, read(file, entityYaml, faults));
    }
    for (const file of yamlFiles(join(dir, 'events'))) {
      sources.event(nameOf(file, entityName, faults), file, read(file, eventYaml, faults));
    }
    for (const file of yamlFiles(join(dir, 'relations'))) {
      sources.relation(nameOf(file, relationName, faults), file, read(file, relationYaml, faults));
    }
    for (const file of yamlFiles(join(dir, 'tags'))) {
      sources.tagFile(nameOf(file, categoryName, faults), file, read(file, tagFileYaml, faults));
    }
    for (const file of yamlFiles(join(dir, 'rules'))) {
      sources.rule(nameOf(file, categoryName, faults), file, read(file, ruleYaml, faults));
    }
    const families = join(dir, 'families.yaml');
    if (existsSync(families)) sources.family(families, read(families, familiesYaml, faults));
    const icons = join(dir, 'icons.yaml');
    if (existsSync(icons)) sources.icon(read(icons, iconsYaml, faults));
  }
  if (faults.length > 0) throw new OntologyError(faults);
  return assembleOntology(sources);
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function nameOf(file: string, pattern: RegExp, faults: string[]): string {
  const name = basename(file).replace(/\.ya?ml$/, '');
  if (!pattern.test(name)) faults.push(`${file}: the file's name must match ${pattern.source}`);
  return name;
}

function read<S extends z.ZodType>(file: string, schema: S, faults: string[]): z.infer<S> | null {
  let data: unknown;
  try {
    data = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    faults.push(`${file}: ${issue.path.join('.') || 'file'}: ${issue.message}`);
  }
  return null;
}
