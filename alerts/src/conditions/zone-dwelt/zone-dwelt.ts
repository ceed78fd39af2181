/** A watched vehicle or vessel stayed in a zone longer than it may; told when it leaves. */
import { z } from 'zod';
import { minutesField, minutesSetting } from '../fields.ts';
import { zoneCondition, zoneSetting } from '../zone-condition.ts';

export const zoneDwelt = zoneCondition(
  {
    name: 'zoneDwelt',
    words: { zh: '围栏内停留', en: 'Stays in a zone' },
    explanation: {
      zh: '监控的车辆或船舶在围栏内停留超过设定时间；离开时提示。',
      en: 'A watched vehicle or vessel was in a zone for longer than set; told when it leaves.',
    },
    verb: { zh: '停留 {n} 分钟后离开', en: 'left after {n} minutes' },
  },
  z.strictObject({ zone: zoneSetting, minutes: minutesSetting }),
  [minutesField],
  ({ kind, insideMs }, { minutes }) => kind === 'exit' && (insideMs ?? 0) >= minutes * 60_000,
);
