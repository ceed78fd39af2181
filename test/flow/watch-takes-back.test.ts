/** What is no news any more: tags and attributes that are again what they were, and ends of alerts that come to be watched, and targets that are one, on both SQL engines. */
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import { withdrawFile } from '@phecda/etl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadStaged } from './staged-world.ts';
import { declared, entity, file, gangWorld, id, relation, type WatchWorld } from './watch-world.ts';

const enterprise = (key: string) => ['Enterprise', key] as const;

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let world: WatchWorld;
  beforeEach(async () => {
    world = await gangWorld(engine);
  });
  afterEach(() => world.close());

  test('that a tag is lost is news where it was there when the watch began, or where people have dealt with its coming', async () => {
    const says = async (day: number, tags: string[]) => {
      const said = { ...entity('Enterprise', 'A', { tags }), sourceDate: `2026-03-0${day}` };
      await loadStaged(world.sql, file(`day ${day}`, [said]));
      return (await world.found())
        .filter(({ status }) => status === 'new')
        .map(({ detail }) => `${detail.attribute} ${detail.tags.join()}`)
        .sort();
    };
    const [old, other] = ['filed-smuggling-case', 'discredited-enterprise'];
    expect(await says(1, [old])).toEqual([]);
    await world.watch('tagChanged');
    expect(await says(2, [other])).toEqual([`gained ${other}`, `lost ${old}`]);
    // Back to what was: neither is news any more.
    expect(await says(3, [old])).toEqual([]);
    expect(await says(4, [old, other])).toEqual([`gained ${other}`]);
    const gained = (await world.found()).filter(({ status }) => status === 'new');
    await world.alerts.act([gained[0]?.id ?? ''], 'closed', 'Wang', 'dealt with');
    expect(await says(5, [old])).toEqual([`lost ${other}`]);
    expect(await says(6, [old, other])).toEqual([`gained ${other}`]);
    expect(await says(7, [])).toEqual([`lost ${old}`]);
  });

  test('targets that turn out to be one are told of once, under one of the alerts that were there, and apart again once they are two', async () => {
    const tagged = { targets: [{ kind: 'tag', tag: 'discredited-enterprise' }] };
    await world.watch('newDeclaration', tagged);
    await world.watch('newAssociation', tagged);
    const tags = ['discredited-enterprise'];
    const keys = ['Enterprise:uscc:1'];
    const twin = (key: string, more: object) => entity('Enterprise', key, { tags, ...more });
    await loadStaged(
      world.sql,
      file('two', [
        { ...twin('B', { keys }), sourceDate: '2026-03-01' },
        { ...twin('C', {}), sourceDate: '2026-03-01' },
        declared('D1', '2026-03-08', 'B'),
        declared('D2', '2026-03-08', 'C'),
        entity('Person', 'P', { tags: ['wanted-person'] }),
        relation('legalRepresentative', ['Person', 'P'], enterprise('B')),
        relation('legalRepresentative', ['Person', 'P'], enterprise('C')),
      ]),
    );
    const open = async () =>
      (await world.found())
        .filter(({ status }) => status === 'new')
        .map(({ condition, facts, number }) => ({ condition, facts: facts.length, number }))
        .sort((a, b) => a.number - b.number);
    const apart = await open();
    expect(apart.map(({ facts }) => facts).sort()).toEqual([0, 0, 1, 1]);
    const { fileId } = await loadStaged(
      world.sql,
      file('one', [{ ...twin('C', { keys }), sourceDate: '2026-03-02' }]),
    );
    const merged = await open();
    expect(merged.map(({ facts }) => facts).sort()).toEqual([0, 2]);
    expect(apart.map(({ number }) => number)).toEqual(
      expect.arrayContaining(merged.map(({ number }) => number)),
    );
    const ended = (await world.found()).filter(({ status }) => status === 'withdrawn');
    for (const { id: alert } of ended)
      expect((await world.alerts.events(alert)).at(-1)?.reason).toMatch(/^merged, revision/);
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'not one');
    expect(await open()).toEqual(apart);
  });

  test('an attribute that says a third thing has one open alert, and who comes to be watched is nothing outside any more', async () => {
    await world.watch('attributeChanged', { settings: { attributes: ['name'] } });
    const tagged = { targets: [{ kind: 'tag', tag: 'discredited-enterprise' }] };
    await world.watch('newMember', { ...tagged, settings: { minMembers: 1 } });
    const says = async (day: number, key: string, name: string, tags: string[] = []) => {
      const said = {
        ...entity('Enterprise', key, { tags, props: { name } }),
        sourceDate: `2026-03-0${day}`,
      };
      await loadStaged(world.sql, file(`day ${day}`, [said]));
      return (await world.found()).filter(({ status }) => status === 'new');
    };
    const names = (found: readonly AlertFacts[]) =>
      found.flatMap(({ condition, number }) => (condition === 'attributeChanged' ? number : []));
    const [first] = names(await says(1, 'A', 'one'));
    const [second, ...further] = names(await says(2, 'A', 'other'));
    expect(further).toEqual([]);
    expect(second).not.toBe(first);
    expect(names(await says(3, 'A', 'A'))).toEqual([]);

    const tied = relation('shareholder', enterprise('C'), enterprise('A'));
    await loadStaged(world.sql, file('tie', [tied]));
    const members = (found: readonly AlertFacts[]) =>
      found.flatMap(({ condition, path }) => (condition === 'newMember' ? path : []));
    const both = [id('Enterprise', 'A'), id('Enterprise', 'C')];
    expect(members(await says(4, 'A', 'A', ['discredited-enterprise']))).toEqual(both);
    expect(members(await says(5, 'C', 'C', ['discredited-enterprise']))).toEqual([]);
    const [ended] = (await world.found()).filter(({ condition }) => condition === 'newMember');
    expect((await world.alerts.events(ended?.id ?? '')).at(-1)?.reason).toMatch(
      /^watched itself, revision/,
    );
    expect(members(await says(6, 'C', 'C'))).toEqual(both);
  });
});
