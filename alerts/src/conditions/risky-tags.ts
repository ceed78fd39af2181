/** Which tags a watch cares for: of what has them, those that count as risk. */
import type { Ontology } from '@phecda/graph-schema';
import { z } from 'zod';
import type { Side } from '../detect/side.ts';
import type { SettingField } from './condition.ts';

/** `said`: by sources and people; `any`: those that rules derive from what they say, too. */
export const tagOrigin = z.enum(['said', 'any']);

export interface RiskSettings {
  /** Empty: any. */
  readonly categories: readonly string[];
  readonly minLevel: number;
  readonly tagOrigin: z.output<typeof tagOrigin>;
}

export function riskyTags(
  { tagModels }: Pick<Ontology, 'tagModels'>,
  { categories, minLevel, tagOrigin: origin }: RiskSettings,
): (of: Pick<Side, 'tags' | 'asserted'>) => string[] {
  const isRisky = (tag: string): boolean => {
    const model = tagModels[tag];
    return (
      model !== undefined &&
      model.level >= minLevel &&
      (categories.length === 0 || categories.includes(model.category))
    );
  };
  return ({ tags, asserted }) => (origin === 'any' ? tags : asserted).filter(isRisky);
}

/** Categories of tags, the least level of one, and who gave it: what counts as risk. */
export const riskFields: readonly SettingField[] = [
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
    name: 'tagOrigin',
    label: { zh: '标签来源', en: 'Tags from' },
    explanation: {
      zh: '规则由新事实推导出的标签会连带触及多个对象。',
      en: 'What rules derive from one new fact may reach many at once.',
    },
    control: {
      kind: 'choice',
      options: [
        { value: 'said', words: { zh: '来源与人员', en: 'sources and people' } },
        { value: 'any', words: { zh: '来源、人员与规则', en: 'sources, people and rules' } },
      ],
    },
  },
];
