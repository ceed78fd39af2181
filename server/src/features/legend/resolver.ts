/** The loaded ontology and the mappings' datasets as the client draws and names them. */
import type { AttributeModel } from '@phecda/graph-schema';
import { byHandLabel } from '@phecda/graph-schema/truth/dataset-labels';
import { isInherited } from '@phecda/graph-schema/ontology/risk-levels';
import type { AttributeLegend, Resolvers } from '../../generated/resolvers.ts';
import { analystDataset } from '../entity/load-entity.ts';

export const legendResolvers: Resolvers = {
  Query: {
    legend: (_, __, { services }) => {
      const { ontology } = services;
      const datasets = new Map(
        services.imports.mappings
          .list()
          .map(({ mapping }) => [mapping.dataset, { name: mapping.dataset, ...mapping.title }]),
      );
      datasets.set(analystDataset, { name: analystDataset, ...byHandLabel });
      return {
        types: Object.values(ontology.entityTypes).map((type) => ({
          ...type,
          attributes: type.attributes.map(attribute),
        })),
        events: Object.values(ontology.eventTypes).map((event) => ({
          ...event,
          attributes: event.attributes.map(attribute),
          roles: [...event.roles],
        })),
        kinds: Object.values(ontology.relationKinds).map((kind) => ({
          ...kind,
          aggregated: kind.aggregated !== null,
          sourceTypes: [...kind.sourceTypes],
          targetTypes: [...kind.targetTypes],
          attributes: kind.attributes.map(attribute),
        })),
        tags: Object.values(ontology.tagModels).map((tag) => ({
          ...tag,
          inherited: isInherited(tag.name, ontology),
        })),
        families: Object.values(ontology.familyModels),
        categories: Object.values(ontology.tagCategories),
        icons: Object.entries(ontology.icons).map(([name, path]) => ({ name, path })),
        datasets: [...datasets.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      };
    },
  },
};

function attribute(model: AttributeModel): AttributeLegend {
  return {
    ...model,
    unit: model.unit ?? null,
    currency: model.currency ?? null,
    values: [...(model.values ?? [])],
  };
}
