/** The straight line between two fixes goes through a zone in which no fix lies. */
import { z } from 'zod';
import { zoneCondition, zoneSetting } from '../zone-condition.ts';

export const zoneCrossed = zoneCondition(
  {
    name: 'zoneCrossed',
    words: { zh: '穿越围栏', en: 'Crosses a zone' },
    explanation: {
      zh: '两次定位之间的直线穿过围栏而没有定位点在内：可能，不是确定。',
      en: 'The straight line between two fixes goes through a zone without a fix in it: possible, not certain.',
    },
    verb: { zh: '可能穿越', en: 'may have crossed' },
  },
  z.strictObject({ zone: zoneSetting }),
  [],
  ({ kind }) => kind === 'cross',
);
