/** FollowTheMoney through the reader: whatever an entity holds comes out as a cell of its property, is counted as not taken, or is refused by name. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { deployedOntology } from '@phecda/graph-schema/ontology/deployed-ontology';
import { ftmColumns, ftmProperties, ftmTypes } from '../mapping/ftm-mapping.ts';
import { ftmDerived, ftmValues } from '../mapping/ftm-values.ts';
import { type NotTaken, ftmRows } from './read-ftm.ts';
import type { RefusedRow, RowTarget } from './row-sink.ts';

const ontology = deployedOntology();
const folder = mkdtempSync(join(tmpdir(), 'phecda-ftm-'));
afterAll(() => rmSync(folder, { recursive: true }));

class Rows implements RowTarget {
  readonly columns: string[] = [];
  readonly cells: Map<string, string>[] = [];
  readonly refusals: RefusedRow[] = [];
  get rows(): number {
    return this.cells.length;
  }
  get refused(): number {
    return this.refusals.length;
  }
  place(column: string): number {
    const known = this.columns.indexOf(column);
    return known >= 0 ? known : this.columns.push(column) - 1;
  }
  add(_: number, cells: readonly (string | null | undefined)[]): void {
    this.cells.push(
      new Map(cells.flatMap((cell, i) => (cell == null ? [] : [[this.columns[i] ?? '', cell]]))),
    );
  }
  refuse(row: RefusedRow): void {
    this.refusals.push(row);
  }
  drain(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

interface Given {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly unknown[]>>;
}

async function read(
  entities: readonly Given[],
  list = false,
): Promise<{ rows: Rows; notTaken: readonly NotTaken[] }> {
  const lines = entities.map((one) => JSON.stringify(one));
  const content = list ? `[${lines.join(',\n')}]` : lines.join('\n');
  const path = join(folder, 'entities.json');
  writeFileSync(path, content);
  const text = {
    ...{ path, mark: 0, encoding: 'utf-8', damaged: [], bytes: content.length, sha256: '' },
    sample: () => Promise.resolve(Buffer.from(content)),
  };
  const rows = new Rows();
  const { notTaken } = await ftmRows(text, 1 << 20, ontology, rows);
  return { rows, notTaken };
}

const schemas = [...ftmTypes(ontology)];
const derived = new Set<string>(Object.values(ftmDerived));
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((one) => one.trim() !== '');
const values = fc.array(text, { minLength: 1, maxLength: 4 });

const entity = fc.constantFrom(...schemas).chain(([schema, type]) => {
  const known = ftmProperties(type, ontology.entityTypes[type]?.attributes ?? []);
  return fc.record({
    schema: fc.constant(schema),
    taken: fc.dictionary(fc.constantFrom(...known), values, { maxKeys: 4 }),
    other: fc.dictionary(fc.constantFrom('summary', 'notes', 'wikidataId', 'xx'), values, {
      maxKeys: 2,
    }),
  });
});

describe('values of FollowTheMoney', () => {
  it('none is lost: each is a cell of its property or counted as not taken', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(entity, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (drawn, list) => {
          const entities = drawn.map(({ schema, taken, other }, i) => ({
            id: `e${i}`,
            schema,
            properties: { ...other, ...taken },
          }));
          const { rows, notTaken } = await read(entities, list);
          expect(rows.refusals).toEqual([]);
          let left = 0;
          for (const { id, schema, properties } of entities) {
            const type = ftmTypes(ontology).get(schema)!;
            const given = new Map(
              Object.entries(properties).map(([name, all]) => [name, [...new Set(all)]]),
            );
            const cells = rows.cells.filter((row) => row.get(ftmColumns.id) === id);
            const counted = new Set(notTaken.map(({ property }) => property));
            for (const [name, expected] of ftmValues(type, given)) {
              const found = cells.flatMap((row) => row.get(name) ?? []);
              if (found.length === 0 && !derived.has(name)) {
                expect(counted).toContain(`${schema}.${name}`);
                left += given.get(name)!.length;
              } else expect([...found].sort()).toEqual([...expected].sort());
            }
          }
          expect(notTaken.reduce((sum, { count }) => sum + count, 0)).toBe(left);
        },
      ),
      { numRuns: 60 },
    ));

  it('one that is neither text nor an entity is refused by the name of its property', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.dictionary(fc.constantFrom('en', 'zh', 'value'), fc.string(), { minKeys: 1 }),
          fc.array(fc.string(), { minLength: 1 }),
        ),
        text,
        async (odd, name) => {
          const { rows } = await read([
            { id: 'c', schema: 'Company', properties: { name: [name, odd] } },
          ]);
          expect(rows.refusals.map(({ code, field }) => [code, field])).toEqual([
            ['ftm-value', 'name'],
          ]);
          expect(rows.cells.flatMap((row) => row.get('name') ?? [])).toEqual([name]);
        },
      ),
      { numRuns: 40 },
    ));
});
