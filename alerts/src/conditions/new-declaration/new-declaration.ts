/** A target takes part in a declaration again: one finding per target and day of declaration, however the days come in files. */
import { z } from 'zod';
import { declarationRoles, newDeclarations } from '../../detect/declarations-of-change.ts';
import type { Rest } from '../../store/alert-store.ts';
import { stillParties } from '../../detect/still-parties.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { throughPeople, withThoseBehind } from '../through-people.ts';

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
    const { all, newcomers } = given.throughPeople
      ? await withThoseBehind(change, targets)
      : { all: targets, newcomers: change.newcomers.ids };
    const found = await newDeclarations(change, all, newcomers, given);
    const byDay = new Map<string, typeof found>();
    for (const one of found) {
      // What a file of the past says is not told with what earlier ones said.
      const part = change.history && one.saidBefore ? 'news' : '';
      const key = `${one.entity} ${one.day ?? ''} ${part}`;
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
          ...(declarations.some(({ saidBefore }) => saidBefore) && { saidBefore: true as const }),
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
  reach: (graph, targets, given) =>
    given.throughPeople ? throughPeople(graph, targets) : Promise.resolve(targets),
  declarationsEnd: 'declared otherwise',
  standing: async (alerts, change) => new Set((await stillParties(change, alerts)).keys()),
  async restsOn(alerts, change) {
    const parties = await stillParties(change, alerts);
    return new Map(
      alerts.flatMap(({ id, facts, factDay }): [string, Rest][] => {
        const left = parties.get(id) ?? facts;
        return left.length === facts.length
          ? []
          : [[id, { facts: left, day: factDay, count: left.length }]];
      }),
    );
  },
  reason({ targetType, count }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）出现在 ${count} 份新报关单中`,
      en: `A watched ${target.en.toLowerCase()} is in ${count} new declaration${count === 1 ? '' : 's'}`,
    };
  },
};
