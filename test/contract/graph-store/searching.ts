/** Contract of the graph store: search. */
import { beforeEach, describe, expect, it } from 'vitest';
import { uuid, entity, relation, ids, type Subject } from './subject.ts';

export function describeSearching(subject: Subject): void {
  describe('search', () => {
    const huaxin = entity(1, '深圳市华鑫进出口有限公司', {
      names: ['Shenzhen Sunrise Trading Co., Ltd.'],
      identifiers: ['91440300MA5F12345X'],
      tags: ['blacklist'],
    });
    const others = [
      entity(2, '广州华鑫物流有限公司', {
        identifiers: ['91440101MA59ABCD1Y'],
        sources: ['cases'],
      }),
      entity(3, '重庆长安远洋', { type: 'OverseasParty' }),
      entity(4, '粤B·12345', { type: 'Vehicle', identifiers: ['粤B12345'] }),
      entity(5, '曾国强', { type: 'Person', identifiers: ['13812345678'] }),
      entity(8, '8517130000', { type: 'HSCode', texts: ['智能手机（整机）'] }),
      entity(7, '粤港一号', { type: 'Vessel', texts: ['BQLP3'] }),
      entity(6, 'Müller Spedition GmbH', { type: 'OverseasParty' }),
    ];
    beforeEach(async () => subject.put([huaxin, ...others], [relation(1, 2, 3)]));
    const find = async (text: string): Promise<string[]> =>
      (await subject.store.search({ text, limit: 10 })).hits.map(
        (hit) => `${Number(hit.id.slice(-3))} ${hit.reason}`,
      );

    it.each([
      ['深圳市华鑫进出口有限公司', ['1 exact']],
      ['深圳', ['1 prefix']],
      ['鑫', ['2 substring', '1 substring']],
      ['華鑫進出口', ['1 substring']],
      ['szshx', ['1 initials']],
      ['szhx', ['1 initials']],
      ['cqca', ['3 initials']],
      ['shenzhenshihuaxin', ['1 pinyin']],
      ['huaxinjinchuk', ['1 pinyin']],
      ['chongqing', ['3 pinyin']],
      ['zengguoqiang', ['5 pinyin']],
      ['91440300ma5f12345x', ['1 identifier']],
      ['91440300', ['1 identifier']],
      ['A59ABCD', ['2 identifier']],
      ['91440300MA5F12354X', ['1 fuzzy']],
      ['粤b1234', ['4 identifier']],
      ['粤B12346', ['4 fuzzy']],
      ['2345', ['4 identifier', '5 identifier', '1 identifier']],
      ['rise', ['1 substring']],
      ['ＳＵＮＲＩＳＥ', ['1 substring']],
      ['sunrsie', ['1 fuzzy']],
      ['traidng', ['1 fuzzy']],
      ['muller', ['6 prefix']],
      ['深圳华鑫', ['1 fuzzy']],
      ['深圳市华新进出口', ['1 fuzzy']],
      ['深圳 进出口', ['1 substring']],
      ['智能手机', ['8 text']],
      ['bqlp3', ['7 text']],
      ['北京', []],
      ['', []],
      ['!?', []],
      ['+-&|(){}[]^"~*?:\\/ AND OR', []],
    ])('%s', async (text, expected) => {
      expect(await find(text)).toEqual(expected);
    });

    it('says what matched', async () => {
      expect((await subject.store.search({ text: 'sunrise', limit: 1 })).hits[0]).toMatchObject({
        id: huaxin.id,
        type: 'Enterprise',
        label: huaxin.label,
        matched: 'Shenzhen Sunrise Trading Co., Ltd.',
        reason: 'substring',
      });
    });

    it('keeps to the scope and counts all matches', async () => {
      await subject.put(
        Array.from({ length: 300 }, (_, i) =>
          entity(100 + i, `华鑫分公司${i}`, { type: i % 2 === 0 ? 'Enterprise' : 'Person' }),
        ),
        [],
        2,
      );
      const answer = await subject.store.search({ text: '华鑫', limit: 20 });
      expect(answer.hits.length).toBe(20);
      expect(answer.total).toBe(302);
      expect((await subject.store.search({ text: '华鑫', limit: 500 })).hits.length).toBe(200);
      expect(
        (await subject.store.search({ text: '华鑫', limit: 5, scope: { types: ['Person'] } }))
          .total,
      ).toBe(150);
      expect(
        (await subject.store.search({ text: '华鑫', limit: 5, scope: { sources: ['cases'] } }))
          .hits,
      ).toMatchObject([{ id: uuid('e', 2) }]);
      expect(
        (
          await subject.store.search({
            text: '华鑫',
            limit: 5,
            scope: { tags: ['blacklist', 'other'] },
          })
        ).hits,
      ).toMatchObject([{ id: uuid('e', 1) }]);
      expect(
        (await subject.store.search({ text: '华鑫', limit: 5, scope: { tags: [] } })).total,
      ).toBe(0);
    });

    it('orders equal scores by degree, then id', async () => {
      await subject.put(
        [entity(20, '同名公司'), entity(21, '同名公司'), entity(22, '同名公司')],
        [relation(20, 22, 1), relation(21, 22, 2)],
        2,
      );
      expect(
        (await subject.store.search({ text: '同名公司', limit: 5 })).hits.map((hit) => hit.id),
      ).toEqual(ids(22, 20, 21));
    });
  });
}
