/** What rules derive, case by case; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJudgements, withdrawFile } from '@phecda/etl/commands';
import * as model from '@phecda/graph-schema/model';
import { refreshTags } from '@phecda/etl/tags/refresh-tags';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { feedOf } from '@phecda/graph-schema/truth/feed';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';
import { declared, derivedTags, file, id, link, thing } from './tag-facts.ts';

export function describeTags(engine: string, open: () => Promise<Sql>): void {
  describe(`tags by rule on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());
    /** Before anything is loaded. */
    const asOf = (day: string) =>
      sql.write((tx) =>
        tx.execute('INSERT INTO tag_state (as_of, referenced) VALUES ($1::date, 0)', [day]),
      );
    const load = (name: string, ...items: readonly StagedItem[]) =>
      loadStaged(sql, file(name, ...items));

    const enterprises = ['甲', '乙', '丙', '丁'].map((key) => thing('Enterprise', key));
    const cases = [
      thing('Case', '走私1', { caseKind: 'smuggling', status: 'open' }),
      thing('Case', '刑1', { caseKind: 'criminal' }),
      thing('Case', '撤1', { caseKind: 'smuggling', status: 'dismissed' }),
      thing('Case', '查1', { caseKind: 'inspection' }),
    ];

    it('derives the tiers of the blacklist from cases and from the officers in them', async () => {
      await load('registry', ...enterprises, thing('Person', '张'), thing('Person', '李'));
      expect(await derivedTags(sql)).toEqual([]);
      await load(
        'roles',
        link('officer', 'Person:张', 'Enterprise:丙'),
        link('legalRepresentative', 'Person:李', 'Enterprise:丁'),
        // A company among the officers is no person.
        link('officer', 'Enterprise:乙', 'Enterprise:甲'),
      );
      await load(
        'cases',
        ...cases,
        link('subjectOf', 'Enterprise:甲', 'Case:走私1'),
        link('subjectOf', 'Enterprise:乙', 'Case:刑1'),
        link('subjectOf', 'Person:张', 'Case:刑1'),
        link('subjectOf', 'Person:李', 'Case:查1'),
        link('subjectOf', 'Enterprise:丁', 'Case:撤1'),
      );
      expect(await derivedTags(sql)).toEqual(
        [
          '丙 officer-in-criminal-case',
          '乙 criminal-case-enterprise',
          '甲 filed-smuggling-case',
        ].sort(),
      );
    });

    it('takes a tag away with the one fact that it rests on, whichever it is', async () => {
      await load('registry', ...enterprises, thing('Person', '张'));
      const roles = await load('roles', link('officer', 'Person:张', 'Enterprise:丙'));
      const found = await load(
        'case',
        thing('Case', '刑1', { caseKind: 'criminal', status: 'open' }),
        link('subjectOf', 'Person:张', 'Case:刑1'),
      );
      const tagged = ['丙 officer-in-criminal-case'];
      expect(await derivedTags(sql)).toEqual(tagged);
      await withdrawFile(sql, roles.fileId!, 'tester', 'wrong');
      expect(await derivedTags(sql)).toEqual([]);
      await load('roles again', link('officer', 'Person:张', 'Enterprise:丙'));
      expect(await derivedTags(sql)).toEqual(tagged);
      await loadStaged(sql, {
        ...file('dismissed', thing('Case', '刑1', { caseKind: 'criminal', status: 'dismissed' })),
        sourceDate: '2026-02-01',
      });
      expect(await derivedTags(sql)).toEqual([]);
      await withdrawFile(sql, found.fileId!, 'tester', 'wrong');
      expect(await derivedTags(sql)).toEqual([]);
    });

    it('speaks of the present with relations that hold on its day, of history with all', async () => {
      await asOf('2026-06-01');
      await load(
        'world',
        ...enterprises,
        ...['张', '李', '王'].map((key) => thing('Person', key)),
        ...['张', '李', '王'].map((key) => link('subjectOf', `Person:${key}`, 'Case:刑1')),
        ...cases,
        link('officer', 'Person:张', 'Enterprise:甲', '2026-05-31'),
        link('officer', 'Person:李', 'Enterprise:乙', '2026-06-15'),
        link('officer', 'Person:王', 'Enterprise:丙'),
        // Left both of them, and is what they have in common.
        link('legalRepresentative', 'Person:张', 'Enterprise:丁', '2020-01-01'),
        link('subjectOf', 'Enterprise:甲', 'Case:走私1', '2026-01-01'),
        link('subjectOf', 'Enterprise:丁', 'Case:走私1'),
      );
      const always = [
        '丁 filed-smuggling-case',
        '张 officer-of-case-enterprises',
        '甲 filed-smuggling-case',
      ];
      const officers = ['丙 officer-in-criminal-case', '乙 officer-in-criminal-case'];
      expect(await derivedTags(sql)).toEqual([...always, ...officers].sort());
      await refreshTags(sql, { ontology: model, today: '2026-06-14' });
      expect(await derivedTags(sql)).toEqual([...always, ...officers].sort());
      await refreshTags(sql, { ontology: model, today: '2026-06-15' });
      expect(await derivedTags(sql)).toEqual([...always, '丙 officer-in-criminal-case'].sort());
    });

    it('names the path and the figures, and follows an entity through a merge', async () => {
      await load(
        'world',
        thing('Enterprise', '甲'),
        thing('Enterprise', '甲2'),
        thing('Case', '走私1', { caseKind: 'smuggling' }),
        link('subjectOf', 'Enterprise:甲2', 'Case:走私1'),
      );
      expect(await derivedTags(sql)).toEqual(['甲2 filed-smuggling-case']);
      await addJudgements(
        sql,
        [{ kind: 'same', left: id('Enterprise:甲'), right: id('Enterprise:甲2') }],
        'tester',
        'same seal',
      );
      const [row] = await sql.query<{ ground: string; entity_id: string }>(
        `SELECT d.entity_id, d.ground FROM derived_tag d WHERE d.rev_to IS NULL`,
      );
      const [relation] = await sql.query<{ relation_id: string; source: string; target: string }>(
        `SELECT relation_id, source, target FROM relation WHERE rev_to IS NULL`,
      );
      expect(row?.entity_id).toBe(relation?.source);
      expect(JSON.parse(row?.ground ?? '')).toEqual({
        n: 1,
        paths: [[[relation?.relation_id, relation?.target]]],
      });
      expect(await derivedTags(sql)).toHaveLength(1);
    });

    it('tells views and consumers of tags as of rows, the entity itself being as it was', async () => {
      await load('registry', ...enterprises);
      await load('cases', ...cases);
      const before = await sql.revision();
      const { entitiesChanged } = await load(
        'subjects',
        link('subjectOf', 'Enterprise:甲', 'Case:走私1'),
      );
      expect(entitiesChanged).toBe(0);
      const upserted: (readonly string[])[] = [];
      for await (const chunk of feedOf(sql).between(before, before + 1))
        upserted.push(...chunk.upsertEntities.map(({ label, tags }) => [label, ...tags]));
      expect(upserted).toEqual([['甲', 'filed-smuggling-case']]);
      const seen: unknown[] = [];
      for await (const delivery of subscribe(sql, before)) {
        if (delivery.kind !== 'revision') continue;
        expect(delivery.cause).toBe('fact');
        for await (const changes of delivery.entities())
          seen.push(...changes.map(({ before: was, after }) => [was?.tags, after?.tags]));
      }
      expect(seen).toEqual([[[], ['filed-smuggling-case']]]);
      const snapshot: string[] = [];
      for await (const chunk of feedOf(sql).between(0, before + 1))
        for (const { label, tags } of chunk.upsertEntities)
          if (tags.length > 0) snapshot.push(`${label} ${tags.join(' ')}`);
      expect(snapshot).toEqual(['甲 filed-smuggling-case']);
    });

    it('tags who shares a phone with the blacklist, by a tag that a rule derives as by one that a source asserts; not by one that many share', async () => {
      const many = Array.from({ length: 21 }, (_, i) => `众${i}`);
      await load(
        'world',
        ...['甲', '乙', '丙', '丁', ...many].map((key) => thing('Enterprise', key)),
        thing('Enterprise', '黑', {}, ['tax-arrears']),
        thing('Enterprise', '名', {}, ['blacklist']),
        thing('Phone', '1'),
        thing('Phone', '2'),
        thing('Phone', '3'),
        thing('Device', '4'),
        thing('Case', '走私1', { caseKind: 'smuggling' }),
        link('subjectOf', 'Enterprise:甲', 'Case:走私1'),
        link('hasPhone', 'Enterprise:甲', 'Phone:1'),
        link('hasPhone', 'Enterprise:乙', 'Phone:1'),
        link('hasPhone', 'Enterprise:黑', 'Phone:2'),
        link('hasPhone', 'Enterprise:丙', 'Phone:2'),
        link('hasDevice', 'Enterprise:名', 'Device:4'),
        link('hasDevice', 'Enterprise:丁', 'Device:4'),
        ...['名', ...many].map((key) => link('hasPhone', `Enterprise:${key}`, 'Phone:3')),
      );
      const shares = async () =>
        (await derivedTags(sql)).filter((line) => line.includes('shares-contact'));
      expect(await shares()).toEqual([
        '丁 shares-contact-with-blacklisted',
        '乙 shares-contact-with-blacklisted',
      ]);
      await loadStaged(sql, {
        ...file(
          'dismissed',
          thing('Case', '走私1', { caseKind: 'smuggling', status: 'dismissed' }),
        ),
        sourceDate: '2026-02-01',
      });
      expect(await shares()).toEqual(['丁 shares-contact-with-blacklisted']);
    });

    it('tags an address where three enterprises are gone, those registered there, and an officer of several with cases', async () => {
      const gone = (key: string, status: string): StagedItem =>
        thing('Enterprise', key, { status });
      await load(
        'world',
        thing('Address', '门'),
        gone('一', 'cancelled'),
        gone('二', 'revoked'),
        gone('三', 'active'),
        thing('Enterprise', '四'),
        ...['一', '二', '三', '四'].map((key) =>
          link('registeredAt', `Enterprise:${key}`, 'Address:门'),
        ),
        thing('Person', '张'),
        link('officer', 'Person:张', 'Enterprise:一'),
        link('legalRepresentative', 'Person:张', 'Enterprise:二'),
        thing('Case', '刑1', { caseKind: 'criminal' }),
        link('subjectOf', 'Enterprise:一', 'Case:刑1'),
        link('subjectOf', 'Enterprise:二', 'Case:刑1'),
      );
      const found = async (name: string) =>
        (await derivedTags(sql)).filter((line) => line.includes(name));
      expect(await found('gone-address')).toEqual([]);
      expect(await found('officer-of')).toEqual(['张 officer-of-case-enterprises']);
      const third = await loadStaged(sql, {
        ...file('struck off', gone('三', 'cancelled')),
        sourceDate: '2026-03-01',
      });
      expect(await found('gone-address')).toEqual([
        '一 at-gone-address',
        '三 at-gone-address',
        '二 at-gone-address',
        '四 at-gone-address',
        '门 gone-address',
      ]);
      await withdrawFile(sql, third.fileId!, 'tester', 'wrong');
      expect(await found('gone-address')).toEqual([]);
    });

    it('tags who is new and files above its capital, until the day when it is new no more', async () => {
      await asOf('2026-06-01');
      await load(
        'world',
        thing('Enterprise', '新', { registrationDate: '2025-07-01', capital: 10_000_00 }),
        thing('Enterprise', '旧', { registrationDate: '2025-05-01', capital: 10_000_00 }),
        thing('Enterprise', '富', { registrationDate: '2025-07-01', capital: 900_000_00 }),
        ...['新', '旧', '富'].map((key, i) =>
          declared(`Enterprise:${key}`, `N${i}`, '2026-01-10', { value: 100_001_00 }),
        ),
      );
      expect(await derivedTags(sql)).toEqual(['新 young-over-capital']);
      const options = { ontology: model };
      expect(await refreshTags(sql, { ...options, today: '2026-07-01' })).toEqual([2]);
      expect(await derivedTags(sql)).toEqual([]);
      for await (const delivery of subscribe(sql, 1))
        expect(delivery).toMatchObject({ kind: 'revision', cause: 'clock' });
      expect(await refreshTags(sql, { ...options, today: '2026-06-15' })).toEqual([]);
    });

    it('tags who files again after months without, and who turns to other goods or ports', async () => {
      await asOf('2026-06-01');
      const monthly = (key: string, months: readonly string[], hs: string, port: string) =>
        months.flatMap((month) =>
          [1, 2, 3, 4].map((n) =>
            declared(`Enterprise:${key}`, `${key}${month}${n}`, `${month}-0${n}`, { hs, port }),
          ),
        );
      await load(
        'world',
        ...['眠', '变', '常'].map((key) => thing('Enterprise', key)),
        ...['5301', '5302'].map((key) => thing('Port', key)),
        ...monthly('眠', ['2025-03', '2025-04', '2025-05', '2025-12'], '020329', '5301'),
        ...monthly('变', ['2025-12', '2026-01', '2026-02'], '020329', '5301'),
        ...monthly('变', ['2026-04', '2026-05'], '854231', '5302'),
        ...monthly('常', ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'], '39', '5302'),
      );
      expect(await derivedTags(sql)).toEqual(
        ['变 changed-chapters', '变 changed-ports', '眠 dormant-then-active'].sort(),
      );
      const grounds = await sql.query<{ tag: string; ground: string }>(
        `SELECT tag, ground FROM derived_tag WHERE rev_to IS NULL ORDER BY tag`,
      );
      expect(grounds.map(({ ground }) => JSON.parse(ground) as unknown)).toMatchObject([
        { before: 12, n: 8, parts: ['85'], share: 1000 },
        { before: 12, n: 8, parts: 1, share: 1000 },
        { months: 6, n: 4, resumed: '2025-12', stopped: '2025-05' },
      ]);
    });

    it('tags a plate under which sources give two vehicle numbers', async () => {
      const truck = (dataset: string, vin: string): StagedFile => ({
        name: dataset,
        dataset,
        sourceDate: '2026-01-01',
        items: [
          {
            family: 'entity',
            type: 'Vehicle',
            key: '粤B1',
            label: '粤B1',
            props: { plate: '粤B1', vin },
            keys: ['Vehicle:plate:粤B1', `Vehicle:vin:${vin}`],
          },
        ],
      });
      await loadStaged(sql, truck('registry', 'V1'));
      expect(await derivedTags(sql)).toEqual([]);
      await loadStaged(sql, truck('gate', 'V2'));
      expect(await derivedTags(sql)).toEqual(['粤B1 plate-on-several-vehicles']);
    });

    it('derives for all what a new rule says, takes back what a retired one said, and says that a rule is why', async () => {
      await load(
        'world',
        ...enterprises,
        ...cases,
        link('subjectOf', 'Enterprise:甲', 'Case:走私1'),
        link('subjectOf', 'Enterprise:乙', 'Case:刑1'),
      );
      const { 'filed-smuggling-case': smuggling, ...others } = model.ruleModels;
      const today = '2000-01-01';
      expect(await refreshTags(sql, { ontology: model, today })).toEqual([]);
      expect(await refreshTags(sql, { ontology: { ...model, ruleModels: others }, today })).toEqual(
        [2],
      );
      expect(await derivedTags(sql)).toEqual(['乙 criminal-case-enterprise']);
      expect(smuggling).toBeDefined();
      expect(await refreshTags(sql, { ontology: model, today })).toEqual([3]);
      expect(await derivedTags(sql)).toEqual(
        ['乙 criminal-case-enterprise', '甲 filed-smuggling-case'].sort(),
      );
      for await (const delivery of subscribe(sql, 1))
        expect(delivery).toMatchObject({ kind: 'revision', cause: 'rule' });
    });

    it('inherits risk over ties from what a source asserts alone, less with every hop, and loses it with the seed', async () => {
      await load(
        'world',
        ...['近', '中', '远', '极', '外'].map((key) => thing('Enterprise', key)),
        ...['张', '李', '王', '赵'].map((key) => thing('Person', key)),
        thing('Phone', '1'),
        thing('Case', '刑1', { caseKind: 'criminal' }),
        link('subjectOf', 'Enterprise:外', 'Case:刑1'),
        link('legalRepresentative', 'Person:赵', 'Enterprise:外'),
        link('officer', 'Person:赵', 'Enterprise:极'),
        link('legalRepresentative', 'Person:张', 'Enterprise:近'),
        link('officer', 'Person:张', 'Enterprise:中'),
        link('hasPhone', 'Enterprise:中', 'Phone:1'),
        link('hasPhone', 'Enterprise:远', 'Phone:1'),
      );
      const scores = async () =>
        sql.query<{ label: string; score: number; hops: string }>(
          `SELECT e.label, d.score, d.ground AS hops FROM derived_tag d JOIN entity e ON e.entity_id = d.entity_id AND e.rev_to IS NULL
           WHERE d.rev_to IS NULL AND d.tag = 'inherited-risk' ORDER BY e.label`,
        );
      // A tag that a rule derives is no seed.
      expect(await scores()).toEqual([]);
      const seed = await loadStaged(sql, {
        name: 'wanted',
        dataset: 'police',
        sourceDate: '2026-01-01',
        items: [
          {
            family: 'entity',
            type: 'Person',
            key: '张',
            anchor: id('Person:张'),
            tags: ['wanted-person'],
          },
        ],
      });
      expect((await scores()).map(({ label, score }) => [label, score])).toEqual([
        ['中', 600],
        ['近', 600],
        ['远', 216],
      ]);
      await withdrawFile(sql, seed.fileId!, 'tester', 'wrong');
      expect(await scores()).toEqual([]);
    });

    it('tags a group that files through one broker alone, until one of it goes to another', async () => {
      const group = ['甲', '乙', '丙'];
      await load(
        'world',
        ...[...group, '丁', '报', '他'].map((key) => thing('Enterprise', key)),
        thing('Person', '张'),
        ...group.map((key) => link('officer', 'Person:张', `Enterprise:${key}`)),
        ...[...group, '丁'].map((key, i) =>
          declared(`Enterprise:${key}`, `G${i}`, '2026-01-10', { declarant: '报' }),
        ),
      );
      expect(await derivedTags(sql)).toEqual(
        group.map((key) => `${key} closed-group-broker`).sort(),
      );
      await load('other', declared('Enterprise:丙', 'G9', '2026-02-10', { declarant: '他' }));
      expect(await derivedTags(sql)).toEqual([]);
    });

    it('tags a truck that rivals share, not one of enterprises that belong together or deal in other goods', async () => {
      const carried = (truck: string, key: string, hs: string, n: number): StagedItem =>
        declared(`Enterprise:${key}`, `T${n}`, '2026-01-10', { vehicle: truck, goods: hs });
      await load(
        'world',
        ...['甲', '乙', '丙', '丁'].map((key) => thing('Enterprise', key)),
        ...['冻', '片'].map((key) => thing('HSCode', key)),
        ...['A', 'B', 'C'].map((key) => thing('Vehicle', key)),
        thing('Person', '张'),
        link('officer', 'Person:张', 'Enterprise:丙'),
        link('officer', 'Person:张', 'Enterprise:甲'),
        carried('A', '甲', '冻', 1),
        carried('A', '乙', '冻', 2),
        carried('B', '甲', '冻', 3),
        carried('B', '丁', '片', 4),
        carried('C', '甲', '冻', 5),
        carried('C', '丙', '冻', 6),
      );
      expect(await derivedTags(sql)).toEqual(['A shared-by-rivals']);
      await load('tie', link('officer', 'Person:张', 'Enterprise:乙'));
      expect(await derivedTags(sql)).toEqual([]);
    });

    it('leaves what a hub is related to for a job, which ends where one import of all would', async () => {
      const many = Array.from({ length: 1_100 }, (_, i) => `企${String(i).padStart(4, '0')}`);
      await load(
        'park',
        thing('Address', '园'),
        ...many.map((key) => thing('Enterprise', key, { status: 'active' })),
        ...many.map((key) => link('registeredAt', `Enterprise:${key}`, 'Address:园')),
      );
      await loadStaged(sql, {
        ...file(
          'struck off',
          ...many.slice(0, 3).map((key) => thing('Enterprise', key, { status: 'cancelled' })),
        ),
        sourceDate: '2026-02-01',
      });
      expect(await derivedTags(sql)).toEqual(['园 gone-address']);
      await refreshTags(sql, { ontology: model, today: '2000-01-01' });
      expect(await derivedTags(sql)).toHaveLength(1_101);
    });
  });
}
