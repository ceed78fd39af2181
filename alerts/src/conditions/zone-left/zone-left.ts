/** A watched vehicle or vessel leaves a zone, a corridor by its end too. */
import { z } from 'zod';
import { zoneCondition, zoneSetting } from '../zone-condition.ts';

export const zoneLeft = zoneCondition(
  {
    name: 'zoneLeft',
    words: { zh: '离开围栏', en: 'Leaves a zone' },
    explanation: {
      zh: '监控的车辆或船舶驶出围栏；对走廊，到达终点后驶出也算。偏离路线另有条件。',
      en: 'A watched vehicle or vessel leaves a zone, of a corridor by its end too: leaving the way before that is a condition of its own.',
    },
    verb: { zh: '离开', en: 'left' },
  },
  z.strictObject({ zone: zoneSetting }),
  [],
  ({ kind }) => kind === 'exit',
);
