/** A target comes within k steps of something with a risk tag. */
import { z } from 'zod';
import { newAssociations } from '../../detect/association-search.ts';
import { associationFinding } from '../association-finding.ts';
import type { Condition } from '../condition.ts';
import { hopsField, specificPathFields } from '../fields.ts';
import { pathsStanding } from '../path-standing.ts';
import { riskFields, riskyTags, tagOrigin } from '../risky-tags.ts';
import { tellingKinds } from '../telling-kinds.ts';

const settings = z.strictObject({
  hops: z.int().min(1).max(3).default(2),
  /** Of tags; empty: any. */
  categories: z.array(z.string()).default([]),
  minLevel: z.int().min(1).max(5).default(4),
  tagOrigin: tagOrigin.default('said'),
  kinds: z.array(z.string()).min(1).default(tellingKinds),
  maxDegree: z.int().min(2).max(10_000).default(50),
  /** Per cent. */
  minSpecificity: z.number().min(0).max(100).default(2),
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
  ofOthers: true,
  fields: [
    hopsField(3, { zh: '路径最多几条关联。', en: 'Relations of a path at most.' }),
    ...riskFields,
    ...specificPathFields,
  ],
  async detect(change, targets, given) {
    const { hops, kinds, maxDegree, minSpecificity } = given;
    const risky = riskyTags(change.ontology, given);
    const found = await newAssociations(change, {
      targets,
      hops,
      kinds,
      maxDegree,
      minSpecificity,
      isEnd: (side) => risky(side).length > 0,
    });
    return found.map((one) => {
      const end = one.path.at(-1);
      return associationFinding(one, { tags: end ? risky(end) : [] });
    });
  },
  standing(alerts, change, targets, given) {
    const risky = riskyTags(change.ontology, given);
    return pathsStanding(alerts, change, targets, given, (side) => risky(side).length > 0);
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
