/** A target comes within k steps of an enterprise that is newly registered with customs. */
import { z } from 'zod';
import { newAssociations } from '../../detect/association-search.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { personalKinds } from '../telling-kinds.ts';

const settings = z.strictObject({
  hops: z.int().min(1).max(2).default(2),
  kinds: z.array(z.string()).min(1).default(personalKinds),
  maxDegree: z.int().min(2).max(10_000).default(20),
});
type Settings = z.output<typeof settings>;

export const newEnterprise: Condition<Settings> = {
  name: 'newEnterprise',
  words: { zh: '新的海关注册企业', en: 'New enterprise with customs' },
  explanation: {
    zh: '目标（或其电话、地址等）新关联到在海关注册的企业。',
    en: 'A target, or a phone, address or the like of it, is newly linked to an enterprise registered with customs.',
  },
  settings,
  fields: [
    {
      name: 'hops',
      label: { zh: '步数', en: 'Steps' },
      explanation: {
        zh: '2：也经由共用的电话、地址等。',
        en: '2: through a shared phone, address or the like too.',
      },
      control: { kind: 'number', min: 1, max: 2 },
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
        zh: '中间对象的关联超过此数时不再延伸。',
        en: 'A node between with more relations leads no further.',
      },
      control: { kind: 'number', min: 2, max: 10_000 },
    },
  ],
  async detect(change, targets, { hops, kinds, maxDegree }) {
    const found = await newAssociations(change, {
      targets,
      hops,
      kinds,
      maxDegree,
      isEnd: ({ type, registered }) => type === 'Enterprise' && registered,
    });
    return found.map(({ target, path, edge }) => {
      const end = path.at(-1);
      const day = end?.props['customsRegistrationDate'];
      return {
        target: target.record,
        path: [target.record, ...path.slice(1).map(({ record }) => record)],
        mark: '',
        subject: end?.record ?? '',
        facts: [],
        day: typeof day === 'string' ? day : Array.isArray(day) ? String(day[0]) : null,
        detail: {
          ...emptyDetail,
          targetType: path[0]?.type ?? '',
          endType: end?.type ?? null,
          hops: path.length - 1,
          caseNumber: target.caseNumber,
          gang: target.gang,
          relation: edge?.id ?? null,
          kind: edge?.kind ?? null,
        },
      };
    });
  },
  reason({ targetType, hops }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）在 ${hops} 步内新关联到一家在海关注册的企业`,
      en: `A watched ${target.en.toLowerCase()} is newly linked within ${hops} step${hops === 1 ? '' : 's'} to an enterprise registered with customs`,
    };
  },
};
