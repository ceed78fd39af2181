/** Several values where a field takes one are refused by row and field, kept apart where the mapping says list, and never glued. */
import { afterAll, describe, expect, it } from 'vitest';
import { parseMapping } from '@phecda/etl/mapping/load-mappings';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { PrepareBench, type Staged } from '../fixtures/prepare.ts';

const bench = new PrepareBench();
afterAll(() => bench.close());

const mapping = mappingOf('');
const listing = mappingOf(", list: ';'");

function mappingOf(more: string): Mapping {
  const { mapping: parsed, faults } = parseMapping(`
id: several
title: { zh: 多值, en: Several }
dataset: several
mode: delta
fields:
  code: { columns: [code], clean: code, required: true }
  name: { columns: [name, owner.name], clean: orgName }
  role: { columns: [role], clean: enum, values: { a: consignee, b: broker }${more} }
records:
  ent: { type: Enterprise, key: [code], label: name, attributes: { customsCode: code, name: name, roles: role } }
`);
  if (parsed === null) throw new Error(JSON.stringify(faults));
  return parsed;
}

const refused = (staged: Staged): unknown[] =>
  staged.quarantine.map(({ row, field, value, code }) => [Number(row), field, value, code]);
const labels = (staged: Staged): unknown[] => staged.version.map(({ label }) => label).sort();

describe('several values', () => {
  it('in JSON: a name that one object gives twice, and lists nested without end, cost their row alone', async () => {
    const path = bench.write(
      'twice.json',
      [
        '{"code":"C1","name":"甲公司"}',
        '{"code":"C2","name":"乙公司","name":"丙公司"}',
        '{"code":"C3","owner":[{"name":"丁公司"},{"name":"戊公司","\\u006eame":"己公司"}]}',
        `{"code":"C4","name":${'['.repeat(200)}"庚公司"${']'.repeat(200)}}`,
        '{"code":"C5","name":"辛公司","owner":{"name":"壬公司"}}',
        '',
      ].join('\n'),
    );
    const { staged } = await bench.prepare(path, mapping);
    expect(staged.quarantine.map(({ row, field, code }) => [Number(row), field, code])).toEqual([
      [2, 'name', 'json-name-twice'],
      [3, 'owner.name', 'json-name-twice'],
      [4, '', 'json-depth'],
    ]);
    expect(labels(staged)).toEqual(['甲公司', '辛公司'].sort());
  });

  it('in JSON: lists, lists of objects, equal ones, one, none', async () => {
    const path = bench.write(
      'a.json',
      JSON.stringify([
        { code: 'C1', name: ['甲公司', '乙公司'] },
        { code: ['C2', 'C3'], name: '丙公司' },
        { code: 'C4', name: ['丁公司'] },
        { code: 'C5', name: ['戊公司', '戊公司', null, ''] },
        { code: 'C6', name: [] },
        { code: 'C7', owner: [{ name: '己公司' }, { name: '庚公司' }] },
        { code: 'C8', owner: [{ name: '辛公司', share: [1, 2] }] },
        { code: 'C9', name: [['壬公司'], ['癸公司']] },
      ]),
    );
    const one = await bench.prepare(path, mapping);
    expect(refused(one.staged)).toEqual([
      [1, 'name', '甲公司 | 乙公司', 'several-values'],
      [2, 'code', 'C2 | C3', 'several-values'],
      [8, 'name', '壬公司 | 癸公司', 'several-values'],
    ]);
    expect(labels(one.staged)).toEqual(['C6', 'C7', 'C8', '丁公司', '戊公司']);
    const nested = await bench.prepare(path, mapping, { assignment: { name: 'owner.name' } });
    expect(refused(nested.staged)).toEqual([
      [2, 'code', 'C2 | C3', 'several-values'],
      [6, 'owner.name', '己公司 | 庚公司', 'several-values'],
    ]);
    expect(labels(nested.staged)).toContain('辛公司');
  }, 30_000);

  it('in XML: repeated elements, and markup inside of text, which is the text', async () => {
    const path = bench.write(
      'a.xml',
      `<?xml version="1.0"?><l>
        <e><code>C1</code><name>乙<i>斜</i>公<b>司<i>厂</i></b></name></e>
        <e><code>C2</code><name>丙公司</name><name>丙公司别名</name></e>
        <e><code>C3</code><name lang="zh">丁<!-- x -->公司</name><name/></e>
        <e><code>C4</code><name><![CDATA[甲 & 公司]]></name></e>
        <e><code>C5</code><name>Alpha<br/>Beta</name></e>
        <e><code>C6</code><owner><name>己</name></owner><owner><name>庚</name></owner></e>
        <e code="C7"><code>C8</code></e>
      </l>`,
    );
    const { staged } = await bench.prepare(path, mapping);
    expect(refused(staged)).toEqual([[2, 'name', '丙公司 | 丙公司别名', 'several-values']]);
    expect(labels(staged)).toEqual(['Alpha Beta', 'C6', 'C8', '丁公司', '乙斜公司厂', '甲 & 公司']);
    const nested = await bench.prepare(path, mapping, { assignment: { name: 'owner.name' } });
    expect(refused(nested.staged)).toEqual([[6, 'owner.name', '己 | 庚', 'several-values']]);
  }, 30_000);

  it('are each their own where the mapping says list', async () => {
    const text = JSON.stringify([
      { code: 'C1', role: ['b', 'a'] },
      { code: 'C2', role: 'a;b' },
    ]);
    const { staged } = await bench.prepare(bench.write('l.json', text), listing);
    expect(staged.version.map(({ props }) => props).sort()).toEqual([
      '{"customsCode":"C1","roles":["broker","consignee"]}',
      '{"customsCode":"C2","roles":["broker","consignee"]}',
    ]);
    const { staged: strict } = await bench.prepare(bench.write('l.json', text), mapping);
    expect(refused(strict)).toEqual([
      [1, 'role', 'b | a', 'several-values'],
      [2, 'role', 'a;b', 'enum-unknown'],
    ]);
  }, 30_000);
});
