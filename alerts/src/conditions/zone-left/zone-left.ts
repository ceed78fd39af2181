/** A watched vehicle or vessel leaves a zone; for a corridor: it left the way. */
import { z } from 'zod';
import { zoneCondition, zoneSetting } from '../zone-condition.ts';

export const zoneLeft = zoneCondition(
  {
    name: 'zoneLeft',
    words: { zh: '离开围栏', en: 'Leaves a zone' },
    explanation: {
      zh: '监控的车辆或船舶驶出围栏；对走廊即偏离路线。',
      en: 'A watched vehicle or vessel leaves a zone; of a corridor: it leaves the way.',
    },
    verb: { zh: '离开', en: 'left' },
  },
  z.strictObject({ zone: zoneSetting }),
  [],
  ({ kind }) => kind === 'exit',
);
