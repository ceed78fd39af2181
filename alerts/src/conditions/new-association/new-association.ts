/** A target comes within k steps of something with a risk tag. */
import { z } from 'zod';
import { newAssociations } from '../../detect/association-search.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { riskyTags } from '../risky-tags.ts';
import { tellingKinds } from '../telling-kinds.ts';

const settings = z.strictObject({
  hops: z.int().min(1).max(3).default(2),
  /** Of tags; empty: any. */
  categories: z.array(z.string()).default([]),
  minLevel: z.int().min(1).max(5).default(4),
  kinds: z.array(z.string()).min(1).default(tellingKinds),
  maxDegree: z.int().min(2).max(10_000).default(50),
});
type Settings = z.output<typeof settings>;

export const newAssociation: Condition<Settings> = {
  name: 'newAssociation',
  words: { zh: '新的风险关联', en: 'New risky association' },
  explanation: {
    zh: '目标在指定步数内新关联到带风险标签的对象。',
    en: 'A target comes within some steps of something that bears a risk tag.',
  },
  settings,
  fields: [
    {
      name: 'hops',
      label: { zh: '步数', en: 'Steps' },
      explanation: { zh: '路径最多几条关联。', en: 'Relations of a path at most.' },
      control: { kind: 'number', min: 1, max: 3 },
    },
    {
      name: 'categories',
      label: { zh: '标签类别', en: 'Tag categories' },
      explanation: { zh: '留空为全部类别。', en: 'Empty: all categories.' },
      control: { kind: 'categories' },
    },
    {
      name: 'minLevel',
      label: { zh: '最低等级', en: 'Least level' },
      explanation: { zh: '标签等级不低于此。', en: 'Of the tag, 1 to 5.' },
      control: { kind: 'level' },
    },
    {
      name: 'kinds',
      label: { zh: '关联种类', en: 'Relations' },
      explanation: { zh: '路径可经过的关联。', en: 'Those that a path may take.' },
      control: { kind: 'kinds' },
    },
    {
      name: 'maxDegree',
      label: { zh: '枢纽上限', en: 'Hub bound' },
      explanation: {
        zh: '中间对象的关联超过此数时不再延伸，避免园区地址触发大量预警。',
        en: 'A node between with more relations leads no further, so that a business park fires nothing.',
      },
      control: { kind: 'number', min: 2, max: 10_000 },
    },
  ],
  async detect(change, targets, { hops, categories, minLevel, kinds, maxDegree }) {
    const risky = riskyTags(change.ontology, categories, minLevel);
    const found = await newAssociations(change, {
      targets,
      hops,
      kinds,
      maxDegree,
      isEnd: ({ tags }) => tags.some(risky),
    });
    return found.map(({ target, path, edge }) => {
      const end = path.at(-1);
      return {
        target: target.record,
        path: [target.record, ...path.slice(1).map(({ record }) => record)],
        mark: '',
        subject: end?.record ?? '',
        facts: [],
        day: null,
        detail: {
          ...emptyDetail,
          targetType: path[0]?.type ?? '',
          endType: end?.type ?? null,
          tags: (end?.tags ?? []).filter(risky),
          hops: path.length - 1,
          caseNumber: target.caseNumber,
          gang: target.gang,
          relation: edge?.id ?? null,
          kind: edge?.kind ?? null,
        },
      };
    });
  },
  reason({ targetType, endType, tags, hops }, words) {
    const [target, end] = [words.type(targetType), words.type(endType ?? '')];
    const named = tags.map(words.tag);
    return {
      zh: `监控对象（${target.zh}）在 ${hops} 步内新关联到${end.zh}，标签：${named.map(({ zh }) => zh).join('、')}`,
      en: `A watched ${target.en.toLowerCase()} is newly linked within ${hops} step${hops === 1 ? '' : 's'} to a ${end.en.toLowerCase()} tagged ${named.map(({ en }) => en).join(', ')}`,
    };
  },
};
