/** FollowTheMoney in full: every value of every mapped property, several ends, identities that join only what is the same, and a count of what is not taken. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ftmMapping } from '@phecda/etl/mapping/ftm-mapping';
import { PrepareBench, type Staged, ontology } from '../fixtures/prepare.ts';
import { embeddedPair, type Pair } from '../support/pairs.ts';

const bench = new PrepareBench();
const mapping = ftmMapping(ontology);
afterAll(() => bench.close());

type Entity = { id: string; schema: string; properties: Record<string, readonly unknown[]> };
const entity = (id: string, schema: string, properties: Entity['properties']): Entity => ({
  id,
  schema,
  properties,
});

const world: Entity[] = [
  entity('c1', 'Company', {
    name: ['Alpha Trading', '阿尔法贸易', 'ООО Альфа'],
    alias: ['Alpha Two', 'Alpha Three'],
    previousName: ['Old One', 'Old Two'],
    jurisdiction: ['cn'],
    registrationNumber: ['111', '222'],
    taxNumber: ['T1', 'T2'],
    phone: ['+8613800138000', '+8613800138001'],
    addressEntity: ['a1', 'a2'],
  }),
  entity('c2', 'Company', { name: ['Beta'], jurisdiction: ['ru'], registrationNumber: ['111'] }),
  entity('c3', 'Company', {
    name: ['阿尔法贸易公司'],
    jurisdiction: ['cn'],
    registrationNumber: ['222'],
  }),
  entity('p1', 'Person', {
    name: ['Ivan One', 'Иван'],
    nationality: ['ru', 'us'],
    passportNumber: ['AB12345', 'CD67890'],
    idNumber: ['42', '11010519491231002X'],
  }),
  entity('p2', 'Person', { name: ['Ivan Two'], passportNumber: ['CD67890'], idNumber: ['42'] }),
  entity('p3', 'Person', { name: ['Third'], idNumber: ['42'] }),
  entity('le', 'LegalEntity', { name: ['Holding'] }),
  entity('v1', 'Vessel', { name: ['SEA'], imoNumber: ['IMO9074729'], mmsi: ['MMSI 413000001'] }),
  entity('a1', 'Address', { full: ['Road 1'] }),
  entity('a2', 'Address', { full: ['Road 2'] }),
  entity('o1', 'Ownership', { owner: ['p1', 'p2'], asset: ['c1', 'c2'], percentage: ['50'] }),
  entity('o2', 'Ownership', { owner: ['le'], asset: ['c1'], percentage: ['10%'] }),
  entity('o3', 'Ownership', { owner: ['c1'], asset: ['v1'] }),
  entity('o4', 'Ownership', { owner: ['p1', 'nobody'], asset: ['le'] }),
  entity('d1', 'Directorship', {
    director: ['p1'],
    organization: ['c1'],
    role: ['chair', 'member'],
    startDate: ['2020', '2019-05-01'],
    summary: ['x'],
  }),
  entity('d2', 'Directorship', { director: ['le'], organization: ['c1'] }),
  entity('f1', 'Family', { person: ['p1'], relative: ['p2'], relationship: ['brother'] }),
  entity('u1', 'UnknownLink', { subject: ['p1'], object: ['c2'], role: ['seen'] }),
  entity('s1', 'Sanction', { entity: ['c1'] }),
  entity('s2', 'Sanction', { entity: ['c2'] }),
];

const lines = (entities: readonly Entity[]): string =>
  entities.map((one) => `${JSON.stringify(one)}\n`).join('');
const props = (staged: Staged, type: string): Record<string, unknown>[] =>
  staged.version
    .filter((row) => row['type'] === type)
    .map((row) => JSON.parse(String(row['props'])) as Record<string, unknown>);
const count = (staged: Staged, type: string): number =>
  staged.version.filter((row) => row['type'] === type).length;

describe('FollowTheMoney', () => {
  it('keeps every value, makes a relation for each pair of ends, and counts what it does not take', async () => {
    const path = bench.write('w.ftm.json', lines(world));
    const { staged, result } = await bench.prepare(path, mapping);
    const companies = props(staged, 'Enterprise');
    const all = (name: string): unknown[] => companies.flatMap((one) => one[name] ?? []).sort();
    expect(all('name')).toEqual([
      'Alpha Trading',
      'Beta',
      'ООО Альфа',
      '阿尔法贸易',
      '阿尔法贸易公司',
    ]);
    expect(all('alias')).toEqual(['Alpha Three', 'Alpha Two']);
    expect(all('formerName')).toEqual(['Old One', 'Old Two']);
    expect(all('registrationNumber')).toEqual(['111', '111', '222', '222']);
    expect(all('registration')).toEqual(['CN:111', 'CN:222', 'CN:222', 'RU:111']);
    const people = props(staged, 'Person');
    expect(people.flatMap((one) => one['nationality'] ?? []).sort()).toEqual(['RU', 'US']);
    expect(people.flatMap((one) => one['otherIdNumber'] ?? [])).toEqual(['42', '42', '42']);
    expect(people.flatMap((one) => one['idNumber'] ?? [])).toEqual(['11010519491231002X']);
    expect(props(staged, 'Vessel')).toEqual([{ imo: '9074729', mmsi: '413000001', name: 'SEA' }]);
    expect(
      props(staged, 'officer')
        .map((one) => one['role'] ?? '')
        .sort(),
    ).toEqual(['', 'chair', 'member']);
    const chair = staged.version.find((row) => String(row['props']).includes('chair'));
    expect(chair?.['valid_from']).toBe('2019-05-01');
    expect(
      ['shareholder', 'owns', 'family', 'linkedTo', 'hasPhone', 'registeredAt'].map((kind) =>
        count(staged, kind),
      ),
    ).toEqual([6, 1, 1, 1, 2, 2]);
    expect(result).toMatchObject({ rowsRead: 20, rowsLoaded: 17, rowsQuarantined: 3 });
    expect(result.warnings).toEqual([
      { field: 'Company.taxNumber', code: 'ftm-not-taken', count: 2, row: 1, value: 'T1' },
      { field: 'Directorship.summary', code: 'ftm-not-taken', count: 1, row: 15, value: 'x' },
    ]);
    expect(
      staged.quarantine.map(({ row, field, value, code }) => [Number(row), field, value, code]),
    ).toEqual([
      [14, 'owner', 'nobody', 'ftm-reference'],
      [19, 'Sanction', 's1', 'ftm-relation'],
      [20, 'Sanction', 's2', 'ftm-relation'],
    ]);
  }, 60_000);

  it('gives the same from an array, in one line or in many, and from entities nested in others', async () => {
    const content = (staged: Staged): unknown => staged.version;
    const plain = await bench.prepare(bench.write('w.ftm.json', lines(world)), mapping);
    for (const text of [JSON.stringify(world), JSON.stringify(world, null, 2)]) {
      const { staged, result } = await bench.prepare(bench.write('array.json', text), mapping);
      expect(result.format).toBe('ftm');
      expect(content(staged)).toEqual(content(plain.staged));
    }
    const owner = world[3];
    const asset = world[1];
    const nested = [entity('o9', 'Ownership', { owner: [owner], asset: [asset] })];
    const flat = [owner, asset, entity('o9', 'Ownership', { owner: ['p1'], asset: ['c2'] })];
    const one = await bench.prepare(bench.write('n.json', lines(nested)), mapping);
    const other = await bench.prepare(
      bench.write('f.json', lines(flat.filter((it) => it !== undefined))),
      mapping,
    );
    expect(one.staged.quarantine).toEqual([]);
    expect(content(one.staged)).toEqual(content(other.staged));
  }, 60_000);
});

const hard =
  ['../../../shared/data/hard-files', '../../../../shared/data/hard-files']
    .map((path) => join(import.meta.dirname, path))
    .find((path) => existsSync(path)) ?? '';
const there = hard !== '';
if (!there) console.warn('LEFT OUT: the hard files are not beside the checkout.');

describe('identities in the graph', () => {
  let pair: Pair;
  beforeAll(async () => {
    const opened = await embeddedPair();
    if (opened === null) throw new Error('no pair');
    pair = opened;
  }, 60_000);
  afterAll(() => pair.close());

  const entities = (type: string): Promise<{ label: string; props: string }[]> =>
    pair.sql.query(
      `SELECT label, props FROM entity WHERE type = '${type}' AND rev_to IS NULL ORDER BY label`,
    );

  it('joins by jurisdiction and number, by any passport, and not by numbers alone', async () => {
    await pair.load(bench.write('w-20240305.ftm.json', lines(world)), 'ftm');
    const firms = await entities('Enterprise');
    expect(firms).toHaveLength(2);
    const people = await entities('Person');
    expect(people).toHaveLength(2);
    expect(people.find(({ props: text }) => text.includes('AB12345'))?.props).toContain('CD67890');
    expect(firms.find(({ props: text }) => text.includes('Alpha Two'))?.props).toContain(
      'Alpha Three',
    );
  }, 60_000);

  it.skipIf(!there)(
    'knows a vessel by its IMO number with and without the prefix',
    async () => {
      await pair.load(join(hard, 't-51-lines.ftm.json'), 'ftm', { sourceDate: '2024-03-05' });
      await pair.load(join(hard, '船舶档案-20240305.csv'), 'vessels');
      const vessels = await entities('Vessel');
      expect(vessels).toHaveLength(1);
      expect(vessels[0]?.props).toContain('海一号');
    },
    60_000,
  );
});
