/** Levels that add up: inherited risk has a score of its own and counts in none of them. */
import type { Ontology } from './types.ts';

type Parts = Pick<Ontology, 'tagModels' | 'ruleModels'>;

export function isInherited(tag: string, { ruleModels }: Pick<Ontology, 'ruleModels'>): boolean {
  return ruleModels[tag]?.ground.kind === 'inherited';
}

/** Tag → 1 to 5, or 0 for inherited risk. */
export function riskLevels(ontology: Parts): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.values(ontology.tagModels).map(({ name, level }) => [
      name,
      isInherited(name, ontology) ? 0 : level,
    ]),
  );
}
