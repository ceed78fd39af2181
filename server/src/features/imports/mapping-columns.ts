/** The columns that a mapping reads, named for people: by the mapping's own label, else by the attribute that the field fills; where several fields fill the same one, by the column too. */
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import type { Ontology } from '@phecda/graph-schema';
import type { MappingColumn } from '../../generated/resolvers.ts';

export function mappingColumns(mapping: Mapping, ontology: Ontology): MappingColumn[] {
  const labels = attributeLabels(mapping, ontology);
  const columns = Object.entries(mapping.fields).map(([field, it]) => {
    const label = it.label ?? labels.get(field) ?? { zh: it.columns[0] ?? field, en: field };
    return {
      field,
      names: it.columns,
      clean: it.clean,
      required: it.required,
      unit: it.unit ?? null,
      ...label,
    };
  });
  const alike = new Map<string, number>();
  for (const { zh } of columns) alike.set(zh, (alike.get(zh) ?? 0) + 1);
  return columns.map((column) =>
    (alike.get(column.zh) ?? 0) < 2
      ? column
      : {
          ...column,
          zh: `${column.zh}（${column.names[0] ?? column.field}）`,
          en: `${column.en} (${column.field})`,
        },
  );
}

function attributeLabels(
  mapping: Mapping,
  ontology: Ontology,
): Map<string, { zh: string; en: string }> {
  const labels = new Map<string, { zh: string; en: string }>();
  const several = Object.keys(mapping.records).length > 1;
  for (const record of Object.values(mapping.records)) {
    const type = ontology.entityTypes[record.type];
    for (const [name, source] of Object.entries(record.attributes)) {
      const attribute = type?.attributes.find((candidate) => candidate.name === name);
      if (!type || !attribute) continue;
      for (const field of Array.isArray(source) ? source : [source]) {
        if (labels.has(field)) continue;
        labels.set(
          field,
          several
            ? { zh: `${type.zh} · ${attribute.zh}`, en: `${type.en} · ${attribute.en}` }
            : { zh: attribute.zh, en: attribute.en },
        );
      }
    }
  }
  return labels;
}
