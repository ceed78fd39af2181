/** A target comes within k steps of an enterprise that is newly registered with customs. */
import { z } from 'zod';
import { newAssociations } from '../../detect/association-search.ts';
import type { Side } from '../../detect/side.ts';
import { associationFinding } from '../association-finding.ts';
import type { Condition } from '../condition.ts';
import { hopsField, specificPathFields } from '../fields.ts';
import { pathsStanding } from '../path-standing.ts';
import { personalKinds } from '../telling-kinds.ts';

const settings = z.strictObject({
  hops: z.int().min(1).max(2).default(2),
  kinds: z.array(z.string()).min(1).default(personalKinds),
  maxDegree: z.int().min(2).max(10_000).default(20),
  /** Per cent. */
  minSpecificity: z.number().min(0).max(100).default(5),
});
const isEnd = ({ type, registered }: Side): boolean => type === 'Enterprise' && registered;
type Settings = z.output<typeof settings>;

export const newEnterprise: Condition<Settings> = {
  name: 'newEnterprise',
  words: { zh: '新的海关注册企业', en: 'New enterprise with customs' },
  explanation: {
    zh: '目标（或其电话、地址等）新关联到在海关注册的企业。',
    en: 'A target, or a phone, address or the like of it, is newly linked to an enterprise registered with customs.',
  },
  settings,
  ofOthers: true,
  fields: [
    hopsField(2, {
      zh: '2：也经由共用的电话、地址等。',
      en: '2: through a shared phone, address or the like too.',
    }),
    ...specificPathFields,
  ],
  async detect(change, targets, { hops, kinds, maxDegree, minSpecificity }) {
    const found = await newAssociations(change, {
      targets,
      hops,
      kinds,
      maxDegree,
      minSpecificity,
      isEnd,
    });
    return found.map((one) => {
      const given = one.path.at(-1)?.props['customsRegistrationDate'];
      const day: unknown = Array.isArray(given) ? given[0] : given;
      return associationFinding(one, { day: typeof day === 'string' ? day : null });
    });
  },
  standing: (alerts, change, targets, given) =>
    pathsStanding(alerts, change, targets, given, isEnd),
  reason({ targetType, hops }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）在 ${hops} 步内新关联到一家在海关注册的企业`,
      en: `A watched ${target.en.toLowerCase()} is newly linked within ${hops} step${hops === 1 ? '' : 's'} to an enterprise registered with customs`,
    };
  },
};
