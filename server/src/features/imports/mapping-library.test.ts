import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedOntology } from '@phecda/graph-schema';
import { afterAll, expect, it } from 'vitest';
import { MappingLibrary } from './mapping-library.ts';

const folder = mkdtempSync(join(tmpdir(), 'phecda-mappings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mapping = (title: string): string =>
  `id: own\ntitle: { zh: 自有, en: ${title} }\ndataset: own\nmode: delta\nfields:\n  code: { columns: [code], clean: code }\nrecords:\n  e: { type: Enterprise, key: [code] }\n`;

it('knows a file of the folder as soon as it is dropped in, changed or taken out', () => {
  const library = new MappingLibrary(deployedOntology(), folder);
  const shipped = library.list().length;
  expect(library.find('own')).toBeNull();
  const path = join(folder, 'own.yaml');
  writeFileSync(path, mapping('First'));
  expect(library.find('own')?.mapping.title.en).toBe('First');
  writeFileSync(path, mapping('Another'));
  expect(library.find('own')?.mapping.title.en).toBe('Another');
  writeFileSync(path, 'id: own\n');
  expect(library.find('own')).toBeNull();
  expect(library.broken).toEqual([path]);
  unlinkSync(path);
  expect(library.list()).toHaveLength(shipped);
  expect(library.broken).toEqual([]);
});
