/** Small random sets of files for property tests: few keys and records, so that they overlap in every way. */
import fc from 'fast-check';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import {
  idOf,
  loadStaged,
  loadStagedTogether,
  type StagedFile,
  type StagedItem,
} from './staged-world.ts';

const datasets = ['registry', 'tax', 'trade'] as const;
const days = ['2024-01-01', '2024-02-01', '2024-03-01'];
const small = fc.nat({ max: 3 });
const dataset = fc.constantFrom(...datasets);
const enterprise = fc.tuple(dataset, small).map(([d, k]) => idOf(d, 'Enterprise', `E${k}`));
const person = fc.tuple(dataset, small).map(([d, k]) => idOf(d, 'Person', `P${k}`));

const entity: fc.Arbitrary<StagedItem> = fc
  .record({
    type: fc.constantFrom('Enterprise', 'Person'),
    key: small,
    name: small,
    keys: fc.subarray(['uscc:1', 'uscc:2', 'uscc:3', 'customsCode:1', 'customsCode:2'], {
      maxLength: 2,
    }),
    tags: fc.subarray(['tax-arrears', 'watch-focus'], { maxLength: 1 }),
    sourceDate: fc.constantFrom(...days),
  })
  .map(({ type, key, name, keys, tags, sourceDate }) => ({
    family: 'entity',
    type,
    key: `${type[0]}${key}`,
    label: `名${name}`,
    props: { name: `名${name}`, roles: [`r${name}`] },
    keys: keys.map((k) => `${type}:${k}`),
    tags,
    sourceDate,
  }));

const annotation: fc.Arbitrary<StagedItem> = fc
  .record({ anchor: enterprise, key: small, sourceDate: fc.constantFrom(...days) })
  .map(({ anchor, key, sourceDate }) => ({
    family: 'entity',
    type: 'Enterprise',
    key: `A${key}`,
    props: { riskScore: key },
    tags: ['high-risk-score'],
    anchor,
    sourceDate,
  }));

const relation: fc.Arbitrary<StagedItem> = fc
  .record({
    kind: fc.constantFrom('legalRepresentative', 'family', 'shareholder'),
    person,
    other: person,
    enterprise,
    share: small,
    from: fc.constantFrom(null, ...days),
    sourceDate: fc.constantFrom(...days),
  })
  .map(({ kind, person: source, other, enterprise: target, share, from, sourceDate }) => ({
    family: 'relation',
    type: kind,
    source,
    target: kind === 'family' ? other : target,
    props: kind === 'shareholder' ? { share } : {},
    from,
    to: null,
    sourceDate,
  }));

const declaration = fc.record({
  number: fc.nat({ max: 5 }),
  date: fc.constantFrom('2023-01-05', '2023-01-20', '2023-02-02', '2023-05-31', '2024-12-31', null),
  direction: fc.constantFrom('import' as const, 'export' as const),
  hs: fc.constantFrom('010203', '640299', '990000', undefined),
  origin: fc.constantFrom('CN', 'JP', undefined),
  value: fc.nat({ max: 1_000_000 }),
  currency: fc.constantFrom('CNY', 'CNY', 'USD', 'JPY', null),
  inspection: fc.constantFrom('normal', 'fraud', undefined),
  parties: fc.record({
    trader: small,
    declarant: fc.option(small),
    overseas: fc.option(small),
    vehicle: fc.option(small),
    port: fc.option(small),
  }),
  sourceDate: fc.constantFrom(...days),
});

/** A declaration comes with the parties that it names, as from one row of a file. */
const declarationRow = (of: string): fc.Arbitrary<StagedItem[]> =>
  declaration.map(
    ({ number, date, direction, hs, origin, value, currency, inspection, parties, sourceDate }) => {
      const types = {
        trader: 'Enterprise',
        declarant: 'Enterprise',
        overseas: 'OverseasParty',
        vehicle: 'Vehicle',
        port: 'Port',
      } as const;
      const items: StagedItem[] = [];
      const ids: Record<string, string> = {};
      for (const [role, type] of Object.entries(types)) {
        const key = parties[role as keyof typeof parties];
        if (key === null || key === undefined) continue;
        ids[role] = idOf(of, type, `${type[0]}${key}`);
        items.push({
          family: 'entity',
          type,
          key: `${type[0]}${key}`,
          label: `${type}${key}`,
          keys: [`${type}:uscc:${key}`],
          sourceDate,
        });
      }
      items.push({
        family: 'event',
        number: `N${number}`,
        date,
        direction,
        value,
        currency,
        mass: value * 3,
        parties: ids,
        sourceDate,
        ...(hs === undefined ? {} : { hs }),
        ...(origin === undefined ? {} : { origin }),
        ...(inspection === undefined ? {} : { inspection }),
      });
      return items;
    },
  );

const rate: fc.Arbitrary<StagedItem> = fc
  .record({
    currency: fc.constantFrom('USD', 'JPY'),
    month: fc.constantFrom('2023-01', '2023-02', '2023-05'),
    rate: fc.constantFrom(691_234_567, 5_000_001, 700_000_000),
    sourceDate: fc.constantFrom(...days),
  })
  .map((given) => ({ family: 'rate', ...given }));

/** Rows whose items belong together; a split never takes a row apart. */
export type StagedRows = Omit<StagedFile, 'items'> & {
  readonly rows: readonly (readonly StagedItem[])[];
  /** Name of the snapshot, or of a file adding to it, that this file adds rows to. */
  readonly addsTo?: string;
};

const one = (item: fc.Arbitrary<StagedItem>): fc.Arbitrary<StagedItem[]> =>
  item.map((value) => [value]);

export const randomFile = (name: string): fc.Arbitrary<StagedRows> =>
  dataset.chain((of) =>
    fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: one(entity) },
          { weight: 1, arbitrary: one(annotation) },
          { weight: 3, arbitrary: one(relation) },
          { weight: 3, arbitrary: declarationRow(of) },
          { weight: 2, arbitrary: one(rate) },
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((rows) => ({ name, dataset: of, sourceDate: '2024-01-01', rows })),
  );

/** A snapshot of a further dataset: entities and declarations, dated by their rows. */
export const randomSnapshot = (name: string): fc.Arbitrary<StagedRows> =>
  fc
    .record({
      rows: fc.array(fc.oneof(one(entity), declarationRow('risk'), one(rate)), {
        minLength: 1,
        maxLength: 4,
      }),
      sourceDate: fc.constantFrom(...days),
    })
    .map(({ rows, sourceDate }) => ({
      name,
      dataset: 'risk',
      mode: 'snapshot' as const,
      sourceDate,
      rows,
    }));

/**
 * Full deliveries of one dataset that mostly say the same again: each is a part of one pool of rows, in an order of its own. Some rows carry a day of their own,
 * the others that of their delivery.
 */
export const randomDeliveries = (most: number): fc.Arbitrary<StagedRows[]> =>
  fc
    .array(
      fc
        .tuple(
          fc.oneof(one(entity), one(annotation), one(relation), declarationRow('risk')),
          fc.boolean(),
        )
        .map(([row, dated]) =>
          dated ? row : row.map(({ sourceDate: _, ...item }) => item as StagedItem),
        ),
      { minLength: 2, maxLength: 6 },
    )
    .chain((pool) =>
      fc.array(
        fc.tuple(
          fc
            .subarray(pool, { minLength: 1 })
            .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length })),
          fc.constantFrom(...days),
        ),
        { minLength: 2, maxLength: most },
      ),
    )
    .map((deliveries) =>
      deliveries.map(([rows, sourceDate], i) => ({
        name: `d${i}`,
        dataset: 'risk',
        mode: 'snapshot' as const,
        sourceDate,
        rows,
      })),
    );

/** Rows for one of these snapshots, perhaps by way of a file that adds to it already. */
export const randomSupplement = (
  name: string,
  bases: readonly StagedRows[],
): fc.Arbitrary<StagedRows> =>
  fc
    .tuple(
      fc.constantFrom(...bases),
      fc.array(fc.oneof(one(entity), one(relation), declarationRow('risk')), {
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map(([base, rows]) => ({
      name,
      dataset: 'risk',
      mode: 'snapshot' as const,
      sourceDate: '2030-01-01',
      addsTo: base.name,
      rows,
    }));

/** Files of several datasets, snapshots of one, and up to two files that add rows to these. */
export const randomFiles = (most: number): fc.Arbitrary<StagedRows[]> =>
  fc
    .tuple(
      fc
        .integer({ min: 2, max: Math.max(2, most - 1) })
        .chain((count) =>
          fc.tuple(...Array.from({ length: count }, (_, i) => randomFile(`f${i}`))),
        ),
      fc
        .integer({ min: 0, max: 2 })
        .chain((count) =>
          fc.tuple(...Array.from({ length: count }, (_, i) => randomSnapshot(`s${i}`))),
        ),
    )
    .chain(([files, snapshots]) => {
      if (snapshots.length === 0) return fc.constant<StagedRows[]>(files);
      return fc
        .option(randomSupplement('a0', snapshots), { nil: undefined })
        .chain((first) =>
          first === undefined
            ? fc.constant<StagedRows[]>([])
            : fc
                .option(randomSupplement('a1', [...snapshots, first]), { nil: undefined })
                .map((second) => (second === undefined ? [first] : [first, second])),
        )
        .map((supplements) => [...files, ...snapshots, ...supplements]);
    });

/** Loads files in their order, but a named file before the one that names it; gives the file ids by name. */
export async function loadWorld(
  sql: Sql,
  files: readonly StagedRows[],
  ids = new Map<string, string>(),
): Promise<Map<string, string>> {
  const load = async (file: StagedRows): Promise<void> => {
    if (ids.has(file.name)) return;
    const named = files.find((other) => other.name === file.addsTo);
    if (named !== undefined) await load(named);
    const supplements = file.addsTo === undefined ? undefined : ids.get(file.addsTo);
    const { fileId } = await loadStaged(sql, {
      ...asFile(file),
      ...(supplements === undefined ? {} : { supplements }),
    });
    ids.set(file.name, fileId!);
  };
  for (const file of files) await load(file);
  return ids;
}

/** As `loadWorld`, so many of them in one revision, by turns; what names another file is in a later one than that. */
export async function loadWorldTogether(
  sql: Sql,
  files: readonly StagedRows[],
  sizes: readonly number[],
): Promise<void> {
  const ids = new Map<string, string>();
  let waiting = [...files];
  for (let turn = 0; waiting.length > 0; turn++) {
    const ready = waiting.filter(({ addsTo }) => addsTo === undefined || ids.has(addsTo));
    const together = ready.slice(0, sizes[turn % sizes.length]);
    const summaries = await loadStagedTogether(
      sql,
      together.map((file) => ({
        ...asFile(file),
        ...(file.addsTo === undefined ? {} : { supplements: ids.get(file.addsTo)! }),
      })),
    );
    for (const [index, { name }] of together.entries()) ids.set(name, summaries[index]!.fileId!);
    waiting = waiting.filter((file) => !together.includes(file));
  }
}

export const asFile = (
  { rows, addsTo: _, ...file }: StagedRows,
  part?: { name: string; rows: StagedRows['rows'] },
): StagedFile => ({
  ...file,
  ...(part ? { name: part.name } : {}),
  items: (part?.rows ?? rows).flat(),
});
