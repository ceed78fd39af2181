/** Cases of what an analyst says by hand over HTTP: shown at once, ended, told, taken back. Runs inside the analyst's day of server.cases. */
import { expect, test } from 'vitest';
import type { Analyst } from '../support/analyst.ts';
import { Browser } from '../support/phecda-server.ts';

export function saidByHand(given: () => { browser: Analyst; url: string }): void {
  test('what is said by hand is shown to everybody at once, ends as applied, and is taken back', async () => {
    const { browser, url } = given();
    const a = await browser.find('天玑');
    const c = await browser.find('开阳');
    const other = new Browser(url);
    const tagsOf = async (who: Browser) =>
      (
        await who.ask<{ entity: { tags: unknown[] } }>(
          `query E($id: ID!) { entity(id: $id) { tags { name byHand reason } } }`,
          { id: c.id },
        )
      ).entity.tags;
    const add = `mutation T($id: ID!) { addTag(id: $id, tag: "watch-focus", reason: "同一法人", key: "once") { number state author kind tag nodes { label } } }`;
    const { addTag } = await browser.ask<{ addTag: { number: number } }>(add, { id: c.id });
    expect(addTag).toMatchObject({
      author: '林捷',
      kind: 'tag',
      tag: 'watch-focus',
      nodes: [{ label: '深圳开阳科技有限公司' }],
    });
    const shown = [{ name: 'watch-focus', byHand: true, reason: '同一法人' }];
    expect(await tagsOf(other)).toEqual(shown);
    expect(await browser.ask(add, { id: c.id })).toMatchObject({
      addTag: { number: addTag.number },
    });
    expect(await browser.settled(addTag.number)).toEqual({ state: 'applied', code: null });
    expect(await tagsOf(other)).toEqual(shown);
    expect((await browser.find('开阳')).tags).toEqual(['watch-focus']);

    const { removeTag } = await browser.ask<{ removeTag: { number: number } }>(
      `mutation T($id: ID!) { removeTag(id: $id, tag: "watch-focus") { number } }`,
      { id: c.id },
    );
    expect(await browser.settled(removeTag.number)).toMatchObject({ state: 'applied' });
    expect(await tagsOf(other)).toEqual([]);

    const draw = `mutation R($input: AddRelationInput!) { addRelation(input: $input) { number relation } }`;
    const input = {
      kind: 'shareholder',
      source: c.id,
      target: a.id,
      from: '2023-01-01',
      reason: '举报',
    };
    const { addRelation } = await browser.ask<{ addRelation: { number: number } }>(draw, {
      input,
    });
    const drawn = async () =>
      (
        await other.ask<{ between: { id: string; kind: string }[] }>(
          `query B($ids: [ID!]!) { between(ids: $ids) { id kind source target periods { from to } } }`,
          { ids: [a.id, c.id] },
        )
      ).between.filter((link) => link.kind === 'shareholder');
    const line = { kind: 'shareholder', periods: [{ from: '2023-01-01', to: null }] };
    expect(await drawn()).toMatchObject([line]);
    expect(await browser.settled(addRelation.number)).toMatchObject({ state: 'applied' });
    const [link] = await drawn();
    expect(link).toMatchObject({ ...line, source: c.id, target: a.id });
    for (const [kind, key] of [
      ['importsFrom', 'error.kindNotByHand'],
      ['drives', 'error.kindNotBetween'],
    ]) {
      const refused = await browser.raw(draw, { input: { ...input, kind } });
      expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', key });
    }
    const { removeRelation } = await browser.ask<{ removeRelation: { number: number } }>(
      `mutation R($id: ID!) { removeRelation(id: $id) { number } }`,
      { id: link!.id },
    );
    expect(await browser.settled(removeRelation.number)).toMatchObject({ state: 'applied' });
    expect(await drawn()).toEqual([]);
    const again = await browser.ask<{ retract: { number: number } }>(
      `mutation R($n: Long!) { retract(number: $n) { number } }`,
      { n: addRelation.number },
    );
    expect(await browser.settled(again.retract.number)).toEqual({
      state: 'moot',
      code: 'NOTHING_TO_RETRACT',
    });
    const { inbox } = await browser.ask<{ inbox: { number: number; state: string }[] }>(
      '{ inbox { number state code } }',
    );
    expect(inbox.map((entry) => entry.state)).toEqual([
      'moot',
      'applied',
      'applied',
      'applied',
      'applied',
    ]);
    expect(await other.ask('{ inbox { number } }')).toEqual({ inbox: [] });
    other.close();
  });

  test('notes stand with their author, and both ends of an entry are told on the live stream', async () => {
    const { browser } = given();
    const c = await browser.find('开阳');
    const told: unknown[] = [];
    const events = browser.subscribe<{ inbox: { kind: string; state: string } }>(
      'subscription { inbox { kind state } }',
    );
    const listening = (async () => {
      for await (const { data } of events) {
        if (data?.inbox.kind !== 'note') continue;
        told.push(data.inbox.state);
        if (told.length === 2) return;
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { addNote } = await browser.ask<{ addNote: { number: number } }>(
      `mutation N($id: ID!) { addNote(id: $id, text: "门口停着粤B12345") { number } }`,
      { id: c.id },
    );
    const notes = async () =>
      (
        await browser.ask<{ entity: unknown }>(
          `query E($id: ID!) { entity(id: $id) { notes { text author number } attributes { name } } }`,
          { id: c.id },
        )
      ).entity;
    const note = { text: '门口停着粤B12345', author: '林捷', number: addNote.number };
    expect(await notes()).toMatchObject({ notes: [note] });
    expect(await browser.settled(addNote.number)).toMatchObject({ state: 'applied' });
    expect(await notes()).toMatchObject({ notes: [note] });
    expect(JSON.stringify(await notes())).not.toContain('"name":"notes"');
    await listening;
    expect(told).toEqual(['pending', 'applied']);
    const { retract } = await browser.ask<{ retract: { number: number } }>(
      `mutation R($n: Long!) { retract(number: $n) { number } }`,
      { n: addNote.number },
    );
    await browser.settled(retract.number);
    expect(await notes()).toMatchObject({ notes: [] });
  });

  test('merges two companies and takes them apart again', async () => {
    const { browser } = given();
    const b = await browser.find('玉衡');
    const c = await browser.find('开阳');
    const { merge } = await browser.ask<{ merge: { number: number } }>(
      `mutation M($l: ID!, $r: ID!) { merge(left: $l, right: $r, reason: "同址同电话") { number kind author } }`,
      { l: b.id, r: c.id },
    );
    expect(merge).toMatchObject({ kind: 'same', author: '林捷' });
    expect(await browser.settled(merge.number)).toMatchObject({ state: 'applied' });
    const joined = await browser.ask<{
      entity: {
        id: string;
        records: { id: string }[];
        attributes: { name: string; conflict: boolean }[];
      };
      judgements: unknown[];
    }>(
      `query E($id: ID!) { entity(id: $id) { id records { id } attributes { name conflict values } } judgements(id: $id) { id kind reason } }`,
      { id: c.id },
    );
    expect(joined.entity.records).toHaveLength(2);
    expect(joined.entity.attributes.find(({ name }) => name === 'name')?.conflict).toBe(true);
    expect(joined.judgements).toHaveLength(1);
    const take = `mutation R($n: Long!) { retract(number: $n) { number } }`;
    const { unmerge } = await browser.ask<{ unmerge: { number: number } }>(
      `mutation U($r: ID!) { unmerge(record: $r, reason: "不是一家") { number } }`,
      { r: joined.entity.records[0]!.id },
    );
    await browser.settled(unmerge.number);
    expect((await browser.find('开阳')).id).toBe(c.id);
    expect((await browser.find('玉衡')).id).toBe(b.id);
    // Taking the un-merge back says the judgement again; taking that back says it no more.
    const back = await browser.ask<{ retract: { number: number } }>(take, { n: unmerge.number });
    await browser.settled(back.retract.number);
    expect((await browser.find('开阳')).id).toBe((await browser.find('玉衡')).id);
    const away = await browser.ask<{ retract: { number: number } }>(take, {
      n: back.retract.number,
    });
    await browser.settled(away.retract.number);
    expect((await browser.find('玉衡')).id).toBe(b.id);
  });
}
