/** A watched vehicle or vessel has sent no position for longer than is its own habit, while its feed as a whole goes on. Found by the server, by the settings of the watches. */
import { z } from 'zod';
import { emptyDetail, type Condition } from '../condition.ts';

export const silentSettings = z.strictObject({
  minutes: z.int().min(5).max(10_000).default(30),
  times: z.int().min(1).max(50).default(3),
});
export type SilentSettings = z.output<typeof silentSettings>;

export const silentMover: Condition<SilentSettings> = {
  name: 'silentMover',
  words: { zh: '异常静默', en: 'Silent for longer than usual' },
  explanation: {
    zh: '监控的车辆或船舶在平时有定位的时段中断定位，超过其自身习惯。整个来源中断不算；补传的定位填补空缺后自动撤销。',
    en: 'No position of a watched vehicle or vessel for longer than is its own habit, in hours in which it usually sends. A feed that is down as a whole does not count; a late fix that fills the gap withdraws the alert.',
  },
  settings: silentSettings,
  fields: [
    {
      name: 'times',
      label: { zh: '习惯间隔的倍数', en: 'Times its habit' },
      explanation: {
        zh: '习惯间隔：近四周在岗时段内自身定位间隔的 99 百分位。',
        en: 'Habit: of its own intervals of four weeks, on duty, 99 of 100 are shorter.',
      },
      control: { kind: 'number', min: 1, max: 50 },
    },
    {
      name: 'minutes',
      label: { zh: '最少分钟', en: 'Least minutes' },
      explanation: {
        zh: '在岗时段内静默不少于此。在岗：该小时在至少一半的同类日（工作日、周末）有定位。',
        en: 'Of time on duty: hours in which it sent on at least half of such days (working days, weekends).',
      },
      control: { kind: 'number', min: 5, max: 10_000 },
    },
  ],
  // Nothing that a revision changes silences a vehicle.
  detect: () => Promise.resolve([]),
  detectMovement(movement, target, { minutes, times }) {
    if (movement.kind !== 'silent') return null;
    if (movement.minutes !== minutes || movement.times !== times) return null;
    return {
      target: target.record,
      path: [target.record],
      mark: `silent ${movement.at}`,
      subject: 'silent',
      facts: [],
      day: new Date(movement.at).toISOString().slice(0, 10),
      detail: {
        ...emptyDetail,
        targetType: target.type,
        count: Math.round(movement.limitMs / 60_000),
        moved: { at: movement.at, zone: null },
        habit: Math.round(movement.habitMs / 60_000),
        caseNumber: target.caseNumber,
        gang: target.gang,
      },
    };
  },
  reason({ targetType, count, habit = 0 }, ontology) {
    const target = ontology.type(targetType);
    return {
      zh: `监控对象（${target.zh}）在岗时段静默超过 ${count} 分钟，其习惯间隔为 ${habit} 分钟；同一来源的其他对象仍有定位`,
      en: `A watched ${target.en.toLowerCase()} has been silent on duty for more than ${count} minutes, its habit is ${habit}; others of the same feed still send`,
    };
  },
};
