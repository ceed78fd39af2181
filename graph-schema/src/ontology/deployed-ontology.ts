/** The ontology of a deployment: as it ships it is the generated model, which `npm run generate` keeps equal to the YAML; further folders are read at start. */
import * as generated from '../generated/model.ts';
import { loadOntology, ontologyFolder } from './load-ontology.ts';
import type { Ontology } from './types.ts';

const shipped: Ontology = {
  entityTypes: generated.entityTypes,
  eventTypes: generated.eventTypes,
  relationKinds: generated.relationKinds,
  familyModels: generated.familyModels,
  tagCategories: generated.tagCategories,
  tagModels: generated.tagModels,
  ruleModels: generated.ruleModels,
  icons: generated.icons,
};

/** @param further folders that add to the shipped ontology or override it. @throws OntologyError naming every fault found in them */
export function deployedOntology(further: readonly string[] = []): Ontology {
  return further.length === 0 ? shipped : loadOntology([ontologyFolder, ...further]);
}
