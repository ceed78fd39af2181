/** A target takes part in a declaration again: one finding per target and day of declaration, however the days come in files. */
import { z } from 'zod';
import { declarationRoles } from '../../detect/declarations-of-change.ts';
import { stillParties } from '../../detect/still-parties.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { newlyDeclared, withThoseBehind } from '../through-people.ts';

const settings = z.strictObject({
  roles: z
    .array(z.enum(declarationRoles))
    .min(1)
    .default([...declarationRoles]),
  /** Enterprises that a watched person represents count as this person. */
  throughPeople: z.boolean().default(true),
});
type Settings = z.output<typeof settings>;

export const newDeclaration: Condition<Settings> = {
  name: 'newDeclaration',
  words: { zh: '再次申报', en: 'Files again' },
  explanation: {
    zh: '目标（或其所代表的企业）出现在新的报关单中；按申报日归并。',
    en: 'A target, or an enterprise that it represents, is in a new declaration; one alert per day of declaration.',
  },
  settings,
  fields: [],
  async detect(change, targets, given) {
    const behind = given.throughPeople
      ? await withThoseBehind(change, targets)
      : { all: targets, newcomers: new Set<string>() };
    const { all } = behind;
    const found = await newlyDeclared(change, behind, given.roles);
    const byDay = new Map<string, typeof found>();
    for (const one of found) {
      const key = `${one.entity} ${one.day ?? ''}`;
      byDay.set(key, [...(byDay.get(key) ?? []), one]);
    }
    const nodes = await change.graph.nodes([...new Set(found.map(({ entity }) => entity))]);
    return [...byDay.values()].flatMap((declarations) => {
      const [first] = declarations;
      const target = first && all.get(first.entity);
      if (first === undefined || target === undefined) return [];
      return [
        {
          target: target.record,
          path: [target.record],
          mark: first.day ?? '',
          subject: '',
          facts: declarations.map(({ record }) => record).slice(0, 500),
          day: first.day,
          ...(behind.newcomers.has(first.entity) && { saidBefore: true as const }),
          detail: {
            ...emptyDetail,
            targetType: nodes.get(first.entity)?.type ?? '',
            count: declarations.length,
            caseNumber: target.caseNumber,
            gang: target.gang,
          },
        },
      ];
    });
  },
  standing: (alerts, change) => stillParties(change, alerts),
  reason({ targetType, count }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）出现在 ${count} 份新报关单中`,
      en: `A watched ${target.en.toLowerCase()} is in ${count} new declaration${count === 1 ? '' : 's'}`,
    };
  },
};
