/** What people have judged to tie nobody, and what watches make of it, on both SQL engines. */
import { withdrawFile } from '@phecda/etl';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadStaged } from './staged-world.ts';
import {
  entity,
  file,
  id,
  relation,
  gang,
  gangWorld,
  wanted,
  type WatchWorld,
} from './watch-world.ts';

const enterprise = (key: string) => ['Enterprise', key] as const;
const phone = (key: string) => ['Phone', key] as const;

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let world: WatchWorld;
  beforeEach(async () => {
    world = await gangWorld(engine);
  });
  afterEach(() => world.close());

  test('no path leads over a fact that was judged to tie nobody; what stood on it leaves the desk and comes back with the verdict', async () => {
    const judge = async (...fact: string[]) => {
      await world.sql.state.execute(
        `INSERT INTO fact_verdict (fact, apart, reason, actor, made_at) VALUES ($1, TRUE, 'bookkeeper', 'Wang', CAST('2026-03-01' AS TIMESTAMP))`,
        [[...fact].sort().join(' ')],
      );
    };
    const takeBack = () => world.sql.state.execute('DELETE FROM fact_verdict', []);
    const statuses = async () =>
      Object.fromEntries(
        (await world.found()).map(({ condition, path, status }) => [
          `${condition} ${path.at(-1) ?? ''}`,
          status,
        ]),
      );
    await world.watch('newAssociation', { settings: { tagOrigin: 'said' } });
    await world.watch('newMember', { targets: [{ kind: 'gang', gang }] });
    const partner = (key: string, ...phones: string[]) =>
      file(key, [
        entity('Enterprise', key, { tags: ['filed-smuggling-case'] }),
        ...phones.map((number) => relation('hasPhone', enterprise(key), phone(number))),
      ]);
    await loadStaged(world.sql, partner('X', '1'));
    await loadStaged(world.sql, partner('Y', '1', '2'));
    await loadStaged(world.sql, wanted('W'));
    const [x, y, w] = [
      `newAssociation ${id('Enterprise', 'X')}`,
      `newAssociation ${id('Enterprise', 'Y')}`,
      `newAssociation ${id('Person', 'W')}`,
    ];
    const member = (key: string) => `newMember ${id('Enterprise', key)}`;
    expect(await statuses()).toEqual({ [x]: 'new', [y]: 'new', [w]: 'new', [member('Y')]: 'new' });
    await judge(id('Phone', '1'));
    expect(await statuses()).toEqual({
      [x]: 'withdrawn',
      [y]: 'withdrawn',
      [w]: 'new',
      [member('Y')]: 'withdrawn',
    });
    // What only such a fact leads to is kept, and stands nowhere.
    await loadStaged(world.sql, partner('Z', '1', '2'));
    const [z, ...rest] = (await world.found()).filter(
      ({ path, condition }) =>
        condition === 'newAssociation' && path.at(-1) === id('Enterprise', 'Z'),
    );
    expect(rest).toEqual([]);
    expect(z).toMatchObject({ status: 'withdrawn', held: 'leftOut' });
    expect((await world.alerts.events(z?.id ?? '')).map(({ act }) => act)).toEqual([
      'found',
      'leftOut',
    ]);
    await takeBack();
    const before = await statuses();
    expect(new Set(Object.values(before))).toEqual(new Set(['new']));
    expect(Object.keys(before)).toHaveLength(6);
    expect(await statuses()).toEqual(before);
    // The relation between two alone.
    await judge(id('Enterprise', 'A'), id('Person', 'W'));
    expect(Object.entries(await statuses()).filter(([, one]) => one === 'withdrawn')).toEqual([
      [w, 'withdrawn'],
    ]);
    // A path that is gone does not come back.
    const { fileId } = await loadStaged(world.sql, partner('V', '1'));
    await takeBack();
    await judge(id('Phone', '1'));
    await world.found();
    await withdrawFile(world.sql, fileId ?? '', 'Wang', 'wrong');
    await takeBack();
    const v = `newAssociation ${id('Enterprise', 'V')}`;
    expect(Object.entries(await statuses()).filter(([, one]) => one !== 'new')).toEqual([
      [v, 'withdrawn'],
    ]);
  });
});
