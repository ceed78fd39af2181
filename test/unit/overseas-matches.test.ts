/** Overseas parties under another writing: what may be the same, and that such a match is evidence of a shell without being a relation. */
import { describe, expect, it } from 'vitest';
import type { OverseasColumn } from '@phecda/server/analysis/questions/entity-columns';
import { matchScore, rarityOf } from '@phecda/server/analysis/questions/drift/overseas-matches';
import { drift } from '@phecda/server/analysis/questions/drift/question';
import { Builder } from '../support/customs-world.ts';
import { plainColumns, tagLevels } from '../support/run-gangs.ts';

const party = (label: string, country = '', address = ''): OverseasColumn => ({
  id: label,
  label,
  country,
  address,
});
const district = [
  party('Pacific Trading S.A.', 'BR'),
  party('PACIFIC TRADING SA', 'BR'),
  party('Pacific Trading Ltd', 'VN'),
  ...['Crown', 'Golden', 'Delta', 'Orient', 'Summit', 'Harbour'].map((word) =>
    party(`${word} Trading Co., Ltd.`, 'HK'),
  ),
];
const score = (a: OverseasColumn, b: OverseasColumn): number =>
  matchScore(a, b, rarityOf(district));

describe('proposed matches of overseas parties', () => {
  it('hold for another writing of the name, less in another country, not for a common word alone', () => {
    const [one, same, abroad, other] = district as [
      OverseasColumn,
      OverseasColumn,
      OverseasColumn,
      OverseasColumn,
    ];
    expect(score(one, same)).toBe(1);
    expect(score(one, abroad)).toBeLessThan(0.6);
    expect(score(one, other)).toBeLessThan(0.4);
    expect(score(same, one)).toBe(score(one, same));
  });

  it('count a common address, without which names that differ in a word stay apart', () => {
    const a = party('Lucky Star Seafood', 'VN', '12 Nguyen Hue');
    const b = party('Lucky Star Foods', 'VN', '12 Nguyen Hue');
    expect(score(a, b)).toBeGreaterThan(score({ ...a, address: '' }, b));
  });

  it('lead to a new shell as weak evidence that names no relation', async () => {
    const world = new Builder(77);
    const day = 20_089; // 2025-01-01
    const seller = world.entity('OverseasParty');
    const renamed = world.entity('OverseasParty');
    const shells = world.many(3, 'Enterprise');
    for (const shell of shells) world.relate('importsFrom', shell, seller, day - 300);
    const fresh = world.entity('Enterprise');
    world.relate('importsFrom', fresh, renamed, day + 40);
    for (const _ of world.projection.compact());
    const run = (label: string) =>
      drift.run(
        {
          projection: world.projection.pin(),
          revision: 1,
          tagLevels,
          progress: () => undefined,
          memoryLimit: 1 << 30,
          workers: 1,
          columns: {
            ...plainColumns,
            beginnings: (ids) =>
              Promise.resolve(
                ids.map((id) => ({
                  id,
                  registered: id === fresh ? '2025-01-20' : '2023-01-01',
                  customsRegistered: null,
                  firstActivity: null,
                })),
              ),
            overseasLike: () =>
              Promise.resolve([
                { ...party('Pacific Trading S.A.'), id: seller },
                { ...party(label), id: renamed },
              ]),
          },
        },
        drift.parameters.parse({ members: shells, day: '2025-01-01' }),
      );
    const { candidates } = await run('PACIFIC TRADING');
    expect(candidates.map(({ id }) => id)).toEqual([fresh]);
    const [path] = candidates[0]!.paths;
    expect(path?.entities.slice(1)).toEqual([seller, renamed, fresh]);
    expect(path?.kinds).toEqual(['possiblySameAs', 'importsFrom']);
    expect(path?.relations).toHaveLength(2);
    expect((await run('Crown Foods')).candidates).toEqual([]);
  });
});
