/** A watched vehicle or vessel comes into a zone. */
import { z } from 'zod';
import { zoneCondition, zoneSetting } from '../zone-condition.ts';

export const zoneEntered = zoneCondition(
  {
    name: 'zoneEntered',
    words: { zh: '进入围栏', en: 'Enters a zone' },
    explanation: {
      zh: '监控的车辆或船舶驶入围栏；迟到的定位会更正。',
      en: 'A watched vehicle or vessel comes into a zone; late fixes correct it.',
    },
    verb: { zh: '进入', en: 'entered' },
  },
  z.strictObject({ zone: zoneSetting }),
  [],
  ({ kind }) => kind === 'enter',
);
