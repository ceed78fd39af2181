/** The hard files whose shape or encoding misleads: each gives what its table says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportAbort } from '@phecda/etl/errors';
import { ftmMapping } from '@phecda/etl/mapping/ftm-mapping';
import { parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { PrepareBench, type Staged, ontology } from '../fixtures/prepare.ts';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('hard-files') ?? '';
const bench = new PrepareBench();
afterAll(() => bench.close());

function hardMapping(file = {}): Mapping {
  const { mapping } = parseMapping(readFileSync(join(folder, 't-all.yaml'), 'utf8'));
  if (mapping === null) throw new Error('t-all.yaml has faults');
  return { ...mapping, file: { ...mapping.file, ...file } };
}

const read = (name: string, mapping = hardMapping()) => bench.prepare(join(folder, name), mapping);
const names = ({ version }: Staged): unknown[] =>
  version
    .filter((row) => row['type'] === 'Enterprise')
    .map((row) => (JSON.parse(String(row['props'])) as Record<string, unknown>)['name'])
    .sort();
const aside = ({ quarantine }: Staged): unknown[] =>
  quarantine.map(({ row, field, value, code }) => [Number(row), field, value, code]);

describe.skipIf(folder === '')('hard files', () => {
  it('several values are refused by row and field; markup in text is the text', async () => {
    const nested = await read('t-31-nested.json');
    expect(aside(nested.staged)).toEqual([
      [1, 'name', '甲公司 | 乙公司', 'several-values'],
      [2, 'code', 'C31B | C31C', 'several-values'],
    ]);
    const xml = await read('t-40.xml');
    expect(names(xml.staged)).toEqual(['丁公司', '乙斜公司', '甲 & 公司']);
    expect(aside(xml.staged)).toEqual([[3, 'name', '丙公司 | 丙公司别名', 'several-values']]);
  }, 60_000);

  it('a doubted encoding is said with the choices, a found or named one gives the letters', async () => {
    const doubt = await read('t-16-cp1252.csv').catch((error: unknown) => error);
    expect(doubt).toBeInstanceOf(ImportAbort);
    expect((doubt as ImportAbort).code).toBe('encoding-doubt');
    expect((doubt as ImportAbort).detail.value).toMatch(/^windows-1252: .* · iso-8859-2: /);
    const named = await read('t-16-cp1252.csv', hardMapping({ encoding: 'windows-1252' }));
    expect(names(named.staged)).toEqual(['Müller GmbH', 'Señor Peña SA', 'Société Générale']);
    const big5 = await read('t-16b-big5.csv');
    expect(big5.result.encoding).toBe('big5');
    expect(names(big5.staged)).toEqual(['台湾电子股份有限公司', '香港贸易有限公司']);
    const latin = await read('t-41-latin1.xml');
    expect(names(latin.staged)).toEqual(['Jürgen', 'Müller GmbH']);
  }, 60_000);

  it('the repeated element and the list inside are found', async () => {
    const attributes = await read('t-44-attr.xml');
    expect(names(attributes.staged)).toEqual(['乙公司', '甲公司']);
    expect(names((await read('t-33-wrapped.json')).staged)).toEqual(['甲公司']);
  }, 60_000);

  it('FollowTheMoney: nothing is left out without a word', async () => {
    const { staged, result } = await read('s-01.ftm.json', ftmMapping(ontology));
    expect(result).toMatchObject({ rowsRead: 10, rowsLoaded: 9, rowsQuarantined: 1 });
    expect(aside(staged)).toEqual([[10, 'Sanction', 's-10', 'ftm-relation']]);
    const lines = await read('t-51-lines.ftm.json', ftmMapping(ontology));
    const kinds = lines.staged.version.filter((row) => row['type'] === 'shareholder');
    expect(kinds).toHaveLength(3);
    expect(aside(lines.staged)).toEqual([[6, 'Sanction', 'f-x', 'ftm-relation']]);
  }, 60_000);
});
