/** The answer of an expansion as the JSON that goes to the browser: making thousands of objects of it, and text of these, takes many times what finding it takes. */
import type {
  ExpansionShape,
  LabelGap,
  NodeColumn,
  PeriodColumn,
  RelationColumn,
  RowShape,
  WrittenExpansion,
} from '../../ports/written-expansion.ts';
import type { Expansion } from '../../projection/expand.ts';
import type { Projection } from '../../projection/projection.ts';
import type { BlobStore } from './blob-store.ts';
import { JsonBytes } from './json-bytes.ts';
import { opened, openRecord, readUuidWords, skipped, skipText } from './record-bytes.ts';

const json = new JsonBytes();
const listStart = Buffer.from('[');
const listEnd = Buffer.from(']');
const comma = Buffer.from(',');
const nothing = Buffer.from('null');

/** JSON of values that come again and again, made when first used. */
class Again {
  readonly #made = new Map<number, Uint8Array>();
  readonly #value: (number: number) => unknown;
  constructor(value: (number: number) => unknown) {
    this.#value = value;
  }
  of(number: number): Uint8Array {
    let made = this.#made.get(number);
    if (made === undefined) {
      made = Buffer.from(JSON.stringify(this.#value(number)));
      this.#made.set(number, made);
    }
    return made;
  }
}

const mostDays = 50_000;
const dayMs = 86_400_000;
let days = new Again(dayText);
let daysUsed = 0;
function dayText(day: number): string {
  if (++daysUsed > mostDays) {
    daysUsed = 0;
    days = new Again(dayText);
  }
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The texts of a row as bytes. */
interface Row<Column> {
  readonly columns: readonly Column[];
  readonly texts: readonly Uint8Array[];
}
const rowOf = <Column extends string>({ columns, texts }: RowShape<Column>): Row<Column> => ({
  columns,
  texts: texts.map((text) => Buffer.from(text)),
});

function writeRow<Column>({ columns, texts }: Row<Column>, write: (column: Column) => void): void {
  json.raw(texts[0] as Uint8Array);
  for (let i = 0; i < columns.length; i++) {
    write(columns[i] as Column);
    json.raw(texts[i + 1] as Uint8Array);
  }
}

function writeList<Item>(items: readonly Item[], write: (item: Item, place: number) => void): void {
  json.raw(listStart);
  for (let i = 0; i < items.length; i++) {
    if (i > 0) json.raw(comma);
    write(items[i] as Item, i);
  }
  json.raw(listEnd);
}

/** Within one thread, one after the other. @param blobOf place of an entity's content */
export function writeExpansion(
  projection: Projection,
  { nodes, edges, totals, cut }: Expansion,
  contents: BlobStore,
  blobOf: (node: number) => number,
  shape: ExpansionShape,
): Omit<WrittenExpansion, 'origins'> {
  const { types, kinds, nodes: table } = projection;
  const typeNames = new Again((type) => types.name(type));
  const kindNames = new Again((kind) => kinds.name(kind));
  const tagSets = new Again((set) => projection.tagSets.names(set));
  const sourceSets = new Again((set) => projection.sourceSets.names(set));

  const unlabelled = new Set(shape.unlabelled);
  const gaps: LabelGap[] = [];
  const words = new Uint32Array(nodes.length * 8);
  const record = new Uint32Array(4);
  const nodeRow = rowOf(shape.node);
  json.begin();
  writeList(nodes, (node, place) => {
    openRecord(contents, blobOf(node));
    skipText();
    const label = { ...skipped };
    const isUuid = readUuidWords(record);
    if (!isUuid) skipText();
    for (let word = 0; word < 4; word++) {
      words[place * 8 + word] = table.ids[node * 4 + word] as number;
      if (isUuid) words[place * 8 + 4 + word] = record[word] as number;
    }
    writeRow<NodeColumn>(nodeRow, (column) => {
      switch (column) {
        case 'id':
          return json.uuid(table.ids, node);
        case 'record':
          return isUuid ? json.uuid(record, 0) : json.text(opened(), skipped.from, skipped.to);
        case 'type':
          return json.raw(typeNames.of(table.types[node] as number));
        case 'label': {
          if (!unlabelled.has(types.name(table.types[node] as number)))
            return json.text(opened(), label.from, label.to);
          const text = opened().toString('utf8', label.from, label.to);
          gaps.push({ at: json.size, id: table.id(node), label: text });
          return;
        }
        case 'tags':
          return json.raw(tagSets.of(table.tagSets[node] as number));
        case 'sources':
          return json.raw(sourceSets.of(table.sourceSets[node] as number));
        case 'degree':
          return json.count(table.degrees[node] as number);
      }
    });
  });
  const writtenNodes = json.taken();

  const relationRow = rowOf(shape.relation);
  const periodRow = rowOf(shape.period);
  json.begin();
  writeList(edges, (edge) => {
    writeRow<RelationColumn>(relationRow, (column) => {
      switch (column) {
        case 'id':
          return projection.withEdgeId(edge, writeId);
        case 'kind':
          return json.raw(kindNames.of(projection.kind(edge)));
        case 'source':
          return json.uuid(table.ids, projection.source(edge));
        case 'target':
          return json.uuid(table.ids, projection.target(edge));
        case 'periods':
          return writeList(projection.periods(edge), (period) =>
            writeRow<PeriodColumn>(periodRow, (end) => {
              const day = period[end];
              json.raw(day === null ? nothing : days.of(day));
            }),
          );
        case 'weight':
          return json.count(projection.weight(edge));
        case 'sources':
          return json.raw(sourceSets.of(projection.sourceSet(edge)));
      }
    });
  });
  return {
    nodes: writtenNodes,
    relations: json.taken(),
    gaps,
    subjects: {
      words,
      types: Uint8Array.from(nodes, (node) => table.types[node] as number),
      typeNames: types.names,
    },
    totals,
    cut,
  };
}

const writeId = (words: Uint32Array, index: number): void => json.uuid(words, index);
