/** Conditions of watches and what analysts do about them, on both SQL engines. */
import { exceptFromWatch } from '@phecda/alerts/except';
import { countedOfRevision } from '@phecda/alerts/store/counted';
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import { contentOf } from '@phecda/alerts/watch';
import { renderMessage } from '@phecda/alerts/message/render-message';
import { previewWatch } from '@phecda/alerts/preview';
import { addJudgements, retractJudgement, withdrawFile } from '@phecda/etl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadStaged } from './staged-world.ts';
import {
  declared,
  entity,
  file,
  id,
  now,
  ontology,
  relation,
  gang,
  gangWorld,
  wanted,
  type WatchWorld,
} from './watch-world.ts';

const enterprise = (key: string) => ['Enterprise', key] as const;
const person = (key: string) => ['Person', key] as const;
const phone = (key: string) => ['Phone', key] as const;

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let world: WatchWorld;
  beforeEach(async () => {
    world = await gangWorld(engine, [declared('D0', '2026-01-05', 'A')]);
  });
  afterEach(() => world.close());

  test('an enterprise tied to two members of a gang through what they share is told as a new member, once, and withdrawn with a tie', async () => {
    await world.watch('newMember', { targets: [{ kind: 'gang', gang }] });
    await loadStaged(
      world.sql,
      file('one tie', [
        entity('Enterprise', 'N'),
        relation('hasPhone', enterprise('N'), phone('1')),
      ]),
    );
    expect(await world.found()).toEqual([]);
    const { fileId } = await loadStaged(
      world.sql,
      file('two ties', [relation('hasPhone', enterprise('N'), phone('2'))]),
    );
    const [alert, ...more] = await world.found();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      condition: 'newMember',
      detail: { count: 2, gang, targetType: 'Enterprise' },
    });
    expect(alert?.path.at(-1)).toBe(id('Enterprise', 'N'));
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'wrong');
    expect((await world.found()).map(({ status }) => status)).toEqual(['withdrawn']);
  });

  test('amounts of one currency within a window go over a bound once a month; other currencies do not add', async () => {
    await world.watch('overBound', {
      settings: { measure: 'amount', bound: 1_000, currency: 'USD', days: 10 },
    });
    const usd = (number: string, day: string, value: number) =>
      declared(number, day, 'A', { value: value * 100, currency: 'USD' });
    await loadStaged(
      world.sql,
      file('under', [
        usd('D1', '2026-02-01', 600),
        declared('D2', '2026-02-02', 'A', { value: 99_900_000, currency: 'CNY' }),
        usd('D3', '2026-02-12', 600),
      ]),
    );
    expect(await world.found()).toEqual([]);
    const { fileId } = await loadStaged(world.sql, file('over', [usd('D4', '2026-02-11', 500)]));
    const [alert, ...more] = await world.found();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      condition: 'overBound',
      factDay: '2026-02-12',
      detail: { count: 1_100, attribute: 'USD' },
    });
    expect(alert?.facts).toHaveLength(2);
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'wrong');
    expect((await world.found()).map(({ status }) => status)).toEqual(['withdrawn']);
  });

  test('a drift score is told when a finished run first reaches the threshold, and not of members', async () => {
    await world.watch('driftScore', {
      targets: [{ kind: 'gang', gang }],
      settings: { minScore: 60 },
    });
    const run = (number: number, scores: Record<string, number>) =>
      world.sql.state.execute(
        `INSERT INTO analysis_run (run_id, question, parameters, revision, actor, made_at, seconds, result, subject)
         VALUES (CAST($1 AS UUID), 'drift', '{}', 1, 'Phecda', CAST($2 AS TIMESTAMP), 1, $3, $4)`,
        [
          `9b9b0000-0000-4000-8000-00000000000${number}`,
          `2026-03-1${number}`,
          JSON.stringify({
            candidates: Object.entries(scores).map(([key, score]) => ({
              record: id('Enterprise', key),
              type: 'Enterprise',
              score,
              member: key === 'A',
            })),
          }),
          gang,
        ],
      );
    await run(1, { A: 0.9, C: 0.4 });
    expect(await world.found()).toEqual([]);
    await run(2, { A: 0.9, C: 0.7 });
    await run(3, { A: 0.9, C: 0.8 });
    expect((await world.found()).map(({ target, detail }) => [target, detail.count])).toEqual([
      [id('Enterprise', 'C'), 80],
    ]);
    await run(4, { A: 0.9, C: 0.5 });
    const [ended] = await world.found();
    expect(ended?.status).toBe('withdrawn');
    expect((await world.alerts.events(ended?.id ?? '')).at(-1)?.reason).toBe('scored less');
  });

  test('whatever meets a search over several fields is watched, with what files said since the watch began, and is counted anew where that is more than its allowance', async () => {
    const watch = await world.watch('newAssociation', {
      weekly: 1,
      targets: [
        {
          kind: 'query',
          type: 'Enterprise',
          conditions: [
            {
              attribute: 'status',
              operator: 'equals',
              value: 'active',
              currency: null,
              written: 'active',
            },
            { attribute: 'name', operator: 'contains', value: 'c', currency: null, written: 'c' },
          ],
        },
      ],
    });
    await loadStaged(world.sql, wanted('P', 'C'));
    await loadStaged(world.sql, { ...wanted('O', 'C'), history: true });
    await loadStaged(world.sql, wanted('R', 'C'));
    expect(await world.found()).toEqual([]);
    expect(await world.watches.allowances()).toEqual([]);
    await loadStaged(world.sql, {
      ...file('active', [entity('Enterprise', 'C', { props: { status: 'active' } })]),
      sourceDate: '2026-02-01',
    });
    await loadStaged(world.sql, wanted('Q', 'C'));
    const ends = (await world.found()).map(({ path }) => path.at(-1));
    expect(new Set(ends)).toEqual(new Set(['Q', 'P', 'R'].map((key) => id('Person', key))));
    expect(ends).toHaveLength(3);
    expect(await world.watches.allowances()).toEqual([{ id: watch, version: 1, perWeek: null }]);
  });

  test('what many share is not specific enough, and an alert over what becomes shared is withdrawn', async () => {
    await world.watch('newAssociation', { settings: { minSpecificity: 20 } });
    await loadStaged(
      world.sql,
      file('by phone', [
        entity('Person', 'P', { tags: ['wanted-person'] }),
        relation('hasPhone', person('P'), phone('1')),
      ]),
    );
    expect((await world.found()).map(({ status }) => status)).toEqual(['new']);
    await loadStaged(
      world.sql,
      file(
        'a call centre',
        ['1', '2', '3', '4', '5'].flatMap((key) => [
          entity('Enterprise', `E${key}`),
          relation('hasPhone', enterprise(`E${key}`), phone('1')),
        ]),
      ),
    );
    expect((await world.found()).map(({ status }) => status)).toEqual(['withdrawn']);
    await loadStaged(
      world.sql,
      file('another', [
        entity('Person', 'Q', { tags: ['wanted-person'] }),
        relation('hasPhone', person('Q'), phone('1')),
      ]),
    );
    expect(await world.found()).toHaveLength(1);
  });

  test('a hub that is judged to say nothing is taken out of the watch by a new version, and put back by another', async () => {
    const watch = await world.watch('newAssociation');
    const byPhone = (key: string) =>
      file(key, [
        entity('Person', key, { tags: ['wanted-person'] }),
        relation('hasPhone', person(key), phone('1')),
      ]);
    for (const key of ['P', 'Q']) await loadStaged(world.sql, byPhone(key));
    const [alert] = await world.found();
    const before = await world.watches.find(watch);
    if (alert === undefined || before === null) throw new Error('nothing found');
    const made = await exceptFromWatch(
      world,
      { alert, watch: before, hub: id('Phone', '1') },
      'Wang',
      'a call centre',
    );
    expect(made?.judged).toHaveLength(2);
    await loadStaged(world.sql, byPhone('R'));
    const found = await world.found();
    expect(found.map(({ status, watchVersion }) => [status, watchVersion])).toEqual([
      ['falseAlarm', 1],
      ['falseAlarm', 1],
    ]);
    const [, first] = await world.watches.history(watch);
    if (first === undefined) throw new Error('no history');
    expect(await world.watches.change(watch, 2, first, 'Wang', 'back')).toBe(true);
    await loadStaged(world.sql, byPhone('S'));
    expect((await world.found()).map(({ status }) => status)).toContain('new');
    expect((await world.alerts.foundByVersion(watch)).get(1)).toBe(2);
  });

  test('what is filed at a port joins the open alert of its first filing, an earlier day too, and wakes no closed one', async () => {
    await world.watch('firstFilingAtPort');
    await loadStaged(
      world.sql,
      file('home', [
        entity('Port', 'H'),
        entity('Port', 'S'),
        declared('DH', '2026-01-05', 'A', { port: 'H' }),
      ]),
    );
    expect(await world.found()).toEqual([]);
    const at = (number: string, day: string, port: string) =>
      file(number, [declared(number, day, 'A', { port })]);
    await loadStaged(world.sql, at('D3', '2026-03-03', 'S'));
    const [first] = await world.found();
    await loadStaged(world.sql, at('D2', '2026-03-02', 'S'));
    await loadStaged(world.sql, at('D1', '2026-01-04', 'H'));
    const [joined, ...more] = await world.found();
    expect(more).toEqual([]);
    expect(joined).toMatchObject({ id: first?.id, factDay: '2026-03-02', detail: { count: 2 } });
    expect(joined?.facts).toHaveLength(2);
    await world.alerts.act([first?.id ?? ''], 'closed', 'Wang', 'known');
    await loadStaged(world.sql, at('D4', '2026-03-04', 'S'));
    expect((await world.found()).map(({ status, facts }) => [status, facts.length])).toEqual([
      ['closed', 2],
    ]);
  });

  test('a closed alert reopens on new declarations of its day, not on a re-load', async () => {
    await world.watch('newDeclaration');
    await loadStaged(world.sql, file('first', [declared('D1', '2026-03-09', 'A')]));
    const [alert] = await world.found();
    await world.alerts.act([alert?.id ?? ''], 'closed', 'Wang', 'seen');
    await loadStaged(world.sql, file('again', [declared('D1', '2026-03-09', 'A')]));
    expect((await world.found()).map(({ status }) => status)).toEqual(['closed']);
    await loadStaged(world.sql, file('more', [declared('D2', '2026-03-09', 'A')]));
    expect((await world.found()).map(({ status, facts }) => [status, facts.length])).toEqual([
      ['new', 2],
    ]);
  });

  test('a file imported as history is recorded and counted, and alerts nobody', async () => {
    await world.watch('newAssociation');
    const { revision } = await loadStaged(world.sql, { ...wanted('P'), history: true });
    expect(await world.found()).toEqual([]);
    expect(await countedOfRevision(world.sql.state, revision ?? 0)).toBe(1);
    await loadStaged(world.sql, wanted('P'));
    expect(await world.found()).toEqual([]);
  });

  test('a message says why now: the new relation set off in the path, the row that says it, the version; no name', async () => {
    await world.watch('newAssociation');
    await loadStaged(world.sql, wanted('Ouyang'));
    const [alert] = await world.found();
    if (alert === undefined) throw new Error('nothing found');
    const { text, html } = renderMessage([alert], {
      id: alert.id,
      language: 'zh',
      url: 'https://phecda.example',
      ontology,
    });
    expect(text).toContain('企业 → 法定代表人 (新) → 人员');
    expect(text).toContain('来源：registry，第 3 行 · 监控规则第 1 版');
    expect(html).toContain('<b>法定代表人 (新)</b>');
    expect(text).toContain('此前：企业 → 无关联 → 人员');
    expect(`${text}${html}`).not.toContain('Ouyang');
  });

  test('a message says by which rule a tag came, with its figures and path and the row of the new fact, and on what one rested that went; no name, no amount', async () => {
    await world.watch('tagChanged');
    const { fileId } = await loadStaged(
      world.sql,
      file('case', [
        entity('Person', 'Ouyang'),
        entity('Case', 'K7788', { props: { caseKind: 'criminal' } }),
        relation('subjectOf', enterprise('A'), ['Case', 'K7788']),
      ]),
    );
    const words = (alert: AlertFacts | undefined) =>
      renderMessage(alert === undefined ? [] : [alert], {
        id: alert?.id ?? '',
        language: 'en',
        url: 'https://phecda.example',
        ontology,
      });
    const [gained] = await world.found();
    const { text, html } = words(gained);
    const rule = ontology.ruleModels['criminal-case-enterprise'];
    expect(text).toContain(
      `Rule “enterprise in a criminal case”, version ${rule?.version}: subject of 1 criminal case(s)`,
    );
    expect(text).toContain('Before: Enterprise → not linked → Case');
    expect(text).toContain('Enterprise → subject of (new) → Case');
    expect(html).toContain('<b>subject of (new)</b>');
    expect(text).toContain('Source: registry, row 4');
    expect(`${text}${html}`).not.toMatch(/K7788|Ouyang/);

    await world.alerts.act([gained?.id ?? ''], 'confirmed', 'Wang', 'looked at');
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'wrong');
    const lost = (await world.found()).find(({ detail }) => detail.attribute === 'lost');
    expect(words(lost).text).toContain(
      `It rested on rule “enterprise in a criminal case”, version ${rule?.version}: subject of 1 criminal case(s)`,
    );

    const told = (tag: string, figures: Record<string, number | string>) =>
      words(
        gained && {
          ...gained,
          detail: { ...gained.detail, grounds: [{ tag, version: 1, figures }] },
        },
      ).text;
    expect(
      told('price-below-peers', { n: 3, of: 9, hs: '020230', price: 1234, usual: 4321 }),
    ).toMatch(
      /: 3 of 9 declarations of 020230 at … yuan a kilogram or less, under half the peers' median of …\n/,
    );
    expect(told('plate-on-several-vehicles', { n: 2 })).toMatch(
      /: one plate, 2 vehicle numbers: …\n/,
    );
  });

  test('a tag that a rule derives from a new case is told like one that a source gives, and whoever bears it is watched', async () => {
    await world.watch('tagChanged');
    await world.watch('newAssociation', {
      targets: [{ kind: 'entities', records: [id('Enterprise', 'C')] }],
      settings: { tagOrigin: 'any' },
    });
    await world.watch('newAssociation', {
      targets: [{ kind: 'entities', records: [id('Enterprise', 'C')] }],
    });
    await world.watch('newDeclaration', {
      targets: [{ kind: 'tag', tag: 'criminal-case-enterprise' }],
    });
    await loadStaged(
      world.sql,
      file('partner', [relation('shareholder', enterprise('C'), enterprise('A'))]),
    );
    expect(await world.found()).toEqual([]);
    const { fileId } = await loadStaged(
      world.sql,
      file('case', [
        entity('Case', 'K', { props: { caseKind: 'criminal' } }),
        relation('subjectOf', enterprise('A'), ['Case', 'K']),
      ]),
    );
    await loadStaged(world.sql, file('filed', [declared('D1', '2026-03-09', 'A')]));
    const told = (await world.found()).map(({ condition, target, status, detail }) => [
      condition,
      target,
      status,
      detail.tags,
    ]);
    const tags = ['criminal-case-enterprise'];
    expect(told.sort()).toEqual([
      ['newAssociation', id('Enterprise', 'C'), 'new', tags],
      ['newDeclaration', id('Enterprise', 'A'), 'new', []],
      ['tagChanged', id('Enterprise', 'A'), 'new', tags],
    ]);
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'wrong');
    const after = await world.found();
    expect(after.filter(({ status }) => status !== 'withdrawn')).toEqual([]);
    const gained = after.find(({ condition }) => condition === 'tagChanged');
    expect((await world.alerts.events(gained?.id ?? '')).at(-1)?.reason).toMatch(
      /^said otherwise, revision/,
    );
    const filed = after.find(({ condition }) => condition === 'newDeclaration');
    expect((await world.alerts.events(filed?.id ?? '')).at(-1)?.reason).toMatch(
      /^no longer watched, revision/,
    );
  });

  test('un-merging withdraws what the merge caused', async () => {
    await world.watch('newAssociation');
    await world.watch('tagChanged');
    await loadStaged(
      world.sql,
      file('twin', [
        entity('Enterprise', 'T', { tags: ['filed-smuggling-case'] }),
        entity('Person', 'P', { tags: ['wanted-person'] }),
        relation('legalRepresentative', person('P'), enterprise('T')),
      ]),
    );
    expect(await world.found()).toEqual([]);
    await addJudgements(
      world.sql,
      [{ kind: 'same', left: id('Enterprise', 'A'), right: id('Enterprise', 'T') }],
      'Wang',
      'one',
    );
    const merged = await world.found();
    expect(merged.map(({ condition, status }) => [condition, status]).sort()).toEqual([
      ['newAssociation', 'new'],
      ['tagChanged', 'new'],
    ]);
    const [judgement] = await world.sql.query<{ judgement_id: string }>(
      `SELECT judgement_id FROM judgement WHERE retracted_revision IS NULL`,
    );
    await retractJudgement(world.sql, judgement?.judgement_id ?? '', 'Wang', 'not one');
    expect((await world.found()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
  });

  test('the preview counts by the week in which it would have been told, and says which hub causes what', async () => {
    const watch = await world.watch('newDeclaration');
    await loadStaged(
      world.sql,
      file('filed', [
        declared('D1', '2026-02-16', 'A'),
        declared('D2', '2026-02-18', 'A'),
        declared('D3', '2026-03-02', 'A'),
        declared('D4', '2020-01-01', 'A'),
      ]),
    );
    const content = await world.watches.find(watch);
    if (content === null) throw new Error('no watch');
    const preview = await previewWatch(contentOf(content), {
      sql: world.sql,
      state: world.sql.state,
      ontology,
      now,
      since: new Date('2026-02-01T00:00:00Z'),
      maxRevisions: 100,
      maxMs: 60_000,
      examples: 5,
    });
    expect(preview.found).toBe(3);
    expect(preview.weeks.filter(({ found }) => found > 0)).toEqual([
      { from: '2026-02-16', found: 2 },
      { from: '2026-03-02', found: 1 },
    ]);
    expect(preview.busiest).toBe(2);
  });
});
