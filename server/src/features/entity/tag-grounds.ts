/** Why rules derive the tags of an entity: their sentences filled in, their paths as nodes and relations. */
import { sentenceOf } from '@phecda/graph-schema/truth/ground';
import type { GroundPathModel, TagGroundModel } from '../../graphql/models.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { readDerivedTags } from '../../reading/derived-tags.ts';
import { readRelation } from '../../reading/entities.ts';

/** By tag; a rule that is no longer deployed has no sentence. */
export async function groundsOf(
  id: string,
  context: RequestContext,
): Promise<Map<string, TagGroundModel>> {
  const { truth, services } = context;
  const tags = await readDerivedTags(truth, id);
  return new Map(
    await Promise.all(
      tags.map(async ({ tag, version, ground, score, since, revision }) => {
        const rule = services.ontology.ruleModels[tag];
        const figures = { ...ground.figures, ...(score === null ? {} : { score }) };
        const paths = await Promise.all(ground.paths.map((path) => pathOf(id, path, context)));
        return [
          tag,
          {
            zh: sentenceOf(rule?.zh ?? '', figures),
            en: sentenceOf(rule?.en ?? '', figures),
            version,
            score: score === null ? null : score / 1000,
            since,
            revision,
            paths,
          },
        ] as const;
      }),
    ),
  );
}

async function pathOf(
  id: string,
  steps: readonly (readonly [string, string])[],
  { nodes, truth }: RequestContext,
): Promise<GroundPathModel> {
  const loaded = await nodes.loadMany([id, ...steps.map(([, entity]) => entity)]);
  const links = await Promise.all(steps.map(([relation]) => readRelation(truth, relation)));
  return {
    nodes: loaded.flatMap((node) => (node === null || node instanceof Error ? [] : [node])),
    links: links.flatMap((link) => (link === null ? [] : [link])),
  };
}
