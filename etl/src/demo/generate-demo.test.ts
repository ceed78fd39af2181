import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deployedOntology } from '@phecda/graph-schema';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cleanContainerNo,
  cleanIdCard,
  cleanImo,
  cleanMmsi,
  cleanPhone,
  cleanPlate,
  cleanUscc,
  cleanVin,
} from '../clean/identifiers.ts';
import { cleanOrgName } from '../clean/text.ts';
import { checkMapping } from '../mapping/check-mapping.ts';
import { loadMappings } from '../mapping/load-mappings.ts';
import { matchesPattern } from '../mapping/match-file-name.ts';
import type { Answers } from './answers.ts';
import { dayOf } from './days.ts';
import { declare } from './declare.ts';
import { generateDemo, makeWorld, type Manifest } from './generate-demo.ts';
import { sourceFiles } from './source-files.ts';
import { writeBenchDeclarations, writeBenchRegistry } from './bench-files.ts';

const small = { size: 200, seed: 'test', noise: 0.05 };
const ontology = deployedOntology();
const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
let root: string;
let manifest: Manifest;
let answers: Answers;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'phecda-generate-'));
  ({ manifest, answers } = await generateDemo(join(root, 'a'), small));
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

async function digests(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(
        async (name) =>
          [
            name,
            createHash('sha256')
              .update(await readFile(join(folder, name)))
              .digest('hex'),
          ] as const,
      ),
    ),
  );
}

const world = () =>
  makeWorld({
    size: 200,
    seed: 'test',
    noise: 0.05,
    lastDay: dayOf('2026-10-31'),
    declarations: 4_000,
  });

describe('generateDemo', () => {
  test('same options give the same bytes, another seed gives others', async () => {
    await generateDemo(join(root, 'b'), small);
    await generateDemo(join(root, 'c'), { ...small, seed: 'other' });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => digests(join(root, name))));
    expect(b).toEqual(a);
    expect(c?.['answers.json']).not.toBe(a?.['answers.json']);
  }, 120_000);

  test('every file names a shipped mapping and carries its required columns', () => {
    expect(manifest.files.map(({ order }) => order)).toEqual(manifest.files.map((_, i) => i + 1));
    for (const source of sourceFiles(world())) {
      const mapping = mappings.get(source.mapping);
      if (mapping === undefined) throw new Error(`no mapping ${source.mapping}`);
      for (const [name, field] of Object.entries(mapping.fields)) {
        if (field.required)
          expect(
            field.columns.some((column) => source.columns.includes(column)),
            `${source.name} ${name}`,
          ).toBe(true);
      }
      const known = new Set(Object.values(mapping.fields).flatMap((field) => field.columns));
      expect(
        source.columns.filter((column) => !known.has(column) && column !== '所属海关'),
        source.name,
      ).toEqual([]);
    }
  });

  test('the name of a file tells its mapping, and no other', () => {
    for (const { name, mapping } of manifest.files)
      expect(
        [...mappings.values()]
          .filter(({ file }) => file.patterns.some((pattern) => matchesPattern(pattern, name)))
          .map(({ id }) => id),
        name,
      ).toEqual([mapping]);
    const exemplified = new Set(manifest.files.map(({ mapping }) => mapping));
    expect([...mappings.keys()].filter((id) => !exemplified.has(id))).toEqual([
      'ftm',
      'exchange-rates',
    ]);
  });

  test('identifiers are valid and occur once', () => {
    const { enterprises, people, trucks, ships, makers } = world();
    const valid = (clean: (text: string) => unknown, values: readonly string[]): void => {
      for (const value of values) expect(typeof clean(value), value).toBe('string');
      expect(new Set(values).size).toBe(values.length);
    };
    valid(
      cleanUscc,
      enterprises.map(({ uscc }) => uscc),
    );
    valid(
      (text) => text,
      enterprises.flatMap(({ code }) => (code === null ? [] : [code])),
    );
    valid(
      cleanIdCard,
      people.map(({ id }) => id),
    );
    valid(
      cleanPhone,
      people.map(({ phone }) => phone),
    );
    valid(
      cleanPlate,
      trucks.map(({ plate }) => plate),
    );
    valid(
      cleanVin,
      trucks.map(({ vin }) => vin),
    );
    valid(
      cleanImo,
      ships.map(({ imo }) => imo),
    );
    valid(
      cleanMmsi,
      ships.map(({ mmsi }) => mmsi),
    );
    valid(
      cleanContainerNo,
      Array.from({ length: 50 }, () => makers.container()),
    );
    valid(
      (text) => text,
      enterprises.map(({ name }) => name),
    );
  });

  test('no one is declared before it is registered with customs', () => {
    const made = world();
    const since = new Map(
      made.enterprises.flatMap(({ code, customsDay }) =>
        code === null || customsDay === null ? [] : [[code, customsDay] as const],
      ),
    );
    let rows = 0;
    for (const row of declare(made, { index: 0, from: made.firstDay, to: made.firstDay + 120 })) {
      rows++;
      for (const code of [row[4], row[7], row[16]])
        expect(since.get(String(code)), String(code)).toBeLessThanOrEqual(dayOf(String(row[1])));
    }
    expect(rows).toBeGreaterThan(300);
  });

  test('each documented defect is in its row', async () => {
    expect(answers.defects.length).toBe(18);
    for (const { file, row } of answers.defects)
      expect(row).toBeLessThanOrEqual((answers.rows[file] ?? 0) + 1);
    const registry =
      manifest.files.find(({ mapping }) => mapping === 'enterprise-registry')?.name ?? '';
    const lines = iconv.decode(await readFile(join(root, 'a', registry)), 'gb18030').split('\r\n');
    expect(lines.length).toBe((answers.rows[registry] ?? 0) + 2);
    const [check] = answers.defects.filter(
      ({ file, code }) => file === registry && code === 'uscc-check',
    );
    expect(typeof cleanUscc(lines[(check?.row ?? 0) - 1]?.split(',')[0] ?? '')).not.toBe('string');
    expect(typeof cleanUscc(lines[(check?.row ?? 0) - 2]?.split(',')[0] ?? '')).toBe('string');
  });

  test('a duplicate has several writings; most of them clean to the same name', () => {
    const enterprises = answers.duplicates.filter(({ keys }) => keys[0]?.startsWith('Enterprise:'));
    expect(enterprises.length).toBeGreaterThan(8);
    for (const { names } of enterprises) expect(new Set(names).size).toBeGreaterThan(1);
    const same = enterprises.flatMap(({ names: [right, ...others] }) =>
      others.map((name) => cleanOrgName(name) === cleanOrgName(right ?? '')),
    );
    expect(same.filter(Boolean).length / same.length).toBeGreaterThan(0.3);
  });

  test('the new shells begin after the case is closed', () => {
    const drift = answers.gangs.find(({ id }) => id === 'drift')?.drift;
    expect(drift?.newShells.length).toBe(5);
    expect(
      drift !== null &&
        drift !== undefined &&
        drift.firstFiling > drift.closed &&
        drift.closed > drift.seized,
    ).toBe(true);
  });
});

describe('shipped mappings', () => {
  test('fit the ontology', () => {
    for (const mapping of mappings.values())
      expect(checkMapping(mapping, ontology), mapping.id).toEqual([]);
  });
});

describe('bench files', () => {
  test('declarations repeat their pairs; registrations are all new', async () => {
    const [declarations, again, registry] = ['d.csv', 'd2.csv', 'r.csv'].map((name) =>
      join(root, name),
    ) as [string, string, string];
    await writeBenchDeclarations(declarations, { rows: 5_000 });
    await writeBenchDeclarations(again, { rows: 5_000 });
    await writeBenchRegistry(registry, { rows: 2_000, people: true });
    const text = await readFile(declarations, 'utf8');
    expect(await readFile(again, 'utf8')).toBe(text);
    const [header = '', ...rows] = text.trimEnd().split('\n');
    const known = new Set(
      Object.values(mappings.get('declarations')?.fields ?? {}).flatMap((field) => field.columns),
    );
    expect(header.split(',').filter((column) => !known.has(column))).toEqual([]);
    expect(rows.length).toBe(5_000);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(5_000);
    const pairs = new Set(rows.map((row) => `${row.split(',')[4]} ${row.split(',')[8]}`)).size;
    expect(pairs).toBeLessThan(1_000);
    const registered = (await readFile(registry, 'utf8'))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(new Set(registered.map(([uscc]) => uscc)).size).toBe(2_000);
    for (const [uscc = '', , , , , , , , , , , id = ''] of registered)
      expect([typeof cleanUscc(uscc), typeof cleanIdCard(id)]).toEqual(['string', 'string']);
  }, 60_000);
});
