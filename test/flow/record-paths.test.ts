/** Where the rows of a document are: found when there is one answer, else refused with the paths that there are; and files that are no table are named. */
import { gzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportAbort } from '@phecda/etl/errors';
import { parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { headOfFile } from '@phecda/etl/prepare/prepare-file';
import { PrepareBench } from '../fixtures/prepare.ts';

const bench = new PrepareBench();
afterAll(() => bench.close());

function mappingOf(file: string): Mapping {
  const { mapping, faults } = parseMapping(`
id: paths
title: { zh: 路径, en: Paths }
dataset: paths
mode: delta
file: { ${file} }
fields:
  code: { columns: [code, '@code'], clean: code, required: true }
  name: { columns: [name, '@name'], clean: orgName }
records:
  ent: { type: Enterprise, key: [code], attributes: { customsCode: code, name: name } }
`);
  if (mapping === null) throw new Error(JSON.stringify(faults));
  return mapping;
}

const plain = mappingOf('patterns: []');
const labels = async (name: string, text: string | Buffer, mapping = plain): Promise<unknown[]> => {
  const { staged } = await bench.prepare(bench.write(name, text), mapping);
  return staged.version.map(({ label }) => label).sort();
};
const abort = async (
  name: string,
  text: string | Buffer,
  mapping = plain,
): Promise<ImportAbort> => {
  const error = await bench
    .prepare(bench.write(name, text), mapping)
    .catch((reason: unknown) => reason);
  if (!(error instanceof ImportAbort)) throw new Error(`not refused: ${name}`);
  return error;
};

describe('records in a document', () => {
  const rows = [
    { code: 'C1', name: '甲公司' },
    { code: 'C2', name: '乙 [x] {y} "z"' },
  ];
  const both = ['乙 [x] {y} "z"', '甲公司'];

  it.each([
    ['one list within', { meta: { n: 1 }, data: rows }],
    ['deeper', { result: { 'the rows': rows, page: [1, 2] }, after: { a: ['b'] } }],
  ])(
    'JSON: %s',
    async (_, document) => {
      expect(await labels('w.json', JSON.stringify(document))).toEqual(both);
      const path = bench.write('w.json', JSON.stringify(document, null, 2));
      expect((await bench.prepare(path, plain)).staged.version).toHaveLength(2);
      const head = await headOfFile({ path, fileName: 'w.json', folder: bench.folder });
      expect(head.columns).toEqual(['code', 'name']);
      expect(head.recordPath).toMatch(/^\/(data|result\/the rows)$/);
    },
    60_000,
  );

  it('JSON: several lists are asked for by name, and one may be named', async () => {
    const document = JSON.stringify({ ports: [{ code: 'P1' }], firms: { list: rows } }, null, 1);
    const { code, detail } = await abort('s.json', document);
    expect([code, detail.value]).toEqual(['record-path', '/ports, /firms/list']);
    expect(await labels('s.json', document, mappingOf('recordPath: /firms/list'))).toEqual(both);
    expect((await abort('s.json', document, mappingOf('recordPath: /nothing'))).code).toBe(
      'record-path',
    );
  }, 60_000);

  it('JSON: an object that is a row, in one line or in many; lines stay lines', async () => {
    const row = { code: 'C1', name: '甲公司', goods: [{ hs: '1' }, { hs: '2' }] };
    expect(await labels('o.json', JSON.stringify(row))).toEqual(['甲公司']);
    expect(await labels('o.json', JSON.stringify(row, null, 2))).toEqual(['甲公司']);
    const lines = `${JSON.stringify(row)}\n${JSON.stringify({ ...row, code: 'C2', name: '乙' })}\n`;
    expect(await labels('o.json', lines)).toEqual(['乙', '甲公司']);
  }, 60_000);

  it('JSON: a document that is cut off is no part of a delivery', async () => {
    const text = JSON.stringify({ data: rows });
    for (const cut of [text.slice(0, -1), text.slice(0, -3)])
      expect((await abort('c.json', cut)).code).toBe('json-array');
  }, 60_000);

  it('XML: elements of attributes alone; one record; a path that is not there', async () => {
    expect(
      await labels('a.xml', '<l><e code="C1" name="甲公司"/><e code="C2" name="乙"/></l>'),
    ).toEqual(['乙', '甲公司']);
    expect(
      await labels('d.xml', '<?xml version="1.0"?><d><code>C1</code><name>甲</name></d>'),
    ).toEqual(['甲']);
    const text = '<l><e><code>C1</code></e><e><code>C2</code></e></l>';
    const { code, detail } = await abort('p.xml', text, mappingOf('recordPath: /x/y'));
    expect([code, detail.value]).toEqual(['record-path', '/l/e (2), /l/e/code (2), /l (1)']);
  }, 60_000);
});

describe('what is no table', () => {
  it('is named', async () => {
    const csv = Buffer.from('code,name\nC1,甲\n');
    bench.write('inside.csv', csv);
    execFileSync('python3', ['-m', 'zipfile', '-c', 'z.zip', 'inside.csv'], { cwd: bench.folder });
    const errors = await Promise.all([
      abort('a.csv.gz', gzipSync(csv)),
      bench
        .prepare(join(bench.folder, 'z.zip'), plain)
        .catch((reason: unknown) => reason as ImportAbort),
      abort('a.pdf', Buffer.from('%PDF-1.7\n...')),
    ]);
    expect(errors.map((error) => (error instanceof ImportAbort ? error.code : ''))).toEqual([
      'archive',
      'archive',
      'format-unknown',
    ]);
    expect(errors[0]).toMatchObject({ message: expect.stringMatching(/gzip archive/) });
    expect(errors[1]).toMatchObject({ message: expect.stringMatching(/zip archive.*inside\.csv/) });
  }, 60_000);

  it('an XML document is read in the encoding that it declares', async () => {
    const xml = (declared: string): string =>
      `<?xml version="1.0" encoding="${declared}"?><l><e><code>C1</code><name>Müller</name></e></l>`;
    expect(await labels('l.xml', Buffer.from(xml('ISO-8859-1'), 'latin1'))).toEqual(['Müller']);
    expect(await labels('u.xml', Buffer.from(xml('UTF-16'), 'utf16le'))).toEqual(['Müller']);
    expect((await abort('x.xml', Buffer.from(xml('nonsense'), 'latin1'))).code).toBe(
      'encoding-unknown',
    );
    expect((await abort('x.xml', xml('ISO-8859-1'))).code).toBe('encoding-doubt');
    expect((await abort('x.xml', Buffer.from(xml('UTF-8'), 'latin1'))).code).toBe(
      'encoding-unknown',
    );
  }, 60_000);
});
