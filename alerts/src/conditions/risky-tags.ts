/** Which tags a watch cares for. */
import type { Ontology } from '@phecda/graph-schema';

/** @param categories empty: any */
export function riskyTags(
  { tagModels }: Pick<Ontology, 'tagModels'>,
  categories: readonly string[],
  minLevel: number,
): (tag: string) => boolean {
  return (tag) => {
    const model = tagModels[tag];
    return (
      model !== undefined &&
      model.level >= minLevel &&
      (categories.length === 0 || categories.includes(model.category))
    );
  };
}
