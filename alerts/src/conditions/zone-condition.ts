/** What the conditions on zones have in common: one zone or any, one finding for each movement. */
import { z } from 'zod';
import type { ZoneMovement } from '../detect/movements.ts';
import { emptyDetail, type Condition, type SettingField, type Words } from './condition.ts';

/** '' = any zone. */
export const zoneSetting = z.string().max(100).default('');

export const zoneField: SettingField = {
  name: 'zone',
  label: { zh: '围栏', en: 'Zone' },
  explanation: { zh: '不选则为任何围栏。', en: 'Any zone where none is chosen.' },
  control: { kind: 'zones' },
};

interface ZoneWords {
  readonly name: string;
  readonly words: Words;
  readonly explanation: Words;
  /** Of the movement, after the target's type and before the zone's name. */
  readonly verb: Words;
}

export function zoneCondition<Settings extends { readonly zone: string }>(
  { name, words, explanation, verb }: ZoneWords,
  settings: z.ZodType<Settings>,
  fields: readonly SettingField[],
  fires: (movement: ZoneMovement, settings: Settings) => boolean,
  zone: SettingField = zoneField,
): Condition<Settings> {
  return {
    name,
    words,
    explanation,
    settings,
    fields: [zone, ...fields],
    // Nothing that a revision changes moves a vehicle.
    detect: () => Promise.resolve([]),
    detectMovement: (movement, target, given) => {
      if (movement.kind === 'silent') return null;
      if (given.zone !== '' && given.zone !== movement.zone) return null;
      if (!fires(movement, given)) return null;
      return {
        target: target.record,
        path: [target.record],
        mark: `${movement.zone} ${movement.kind} ${movement.at}`,
        subject: movement.zone,
        facts: [],
        day: new Date(movement.at).toISOString().slice(0, 10),
        detail: {
          ...emptyDetail,
          targetType: target.type,
          count: Math.round((movement.insideMs ?? 0) / 60_000),
          caseNumber: target.caseNumber,
          gang: target.gang,
          zone: movement.zoneName,
          moved: { at: movement.at, zone: movement.zone },
          ...(movement.certain === null ? {} : { certain: movement.certain }),
        },
      };
    },
    reason({ targetType, zone = '', count }, ontology) {
      const target = ontology.type(targetType);
      const fill = (text: string): string => text.replace('{n}', String(count));
      return {
        zh: `监控对象（${target.zh}）${fill(verb.zh)}围栏“${zone}”`,
        en: `A watched ${target.en.toLowerCase()} ${fill(verb.en)} the zone “${zone}”`,
      };
    },
  };
}
