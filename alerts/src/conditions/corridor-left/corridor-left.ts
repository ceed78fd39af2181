/** A watched vehicle or vessel leaves a corridor before its end: over the side, or back the way it came. */
import { z } from 'zod';
import type { ZoneMovement } from '../../detect/movements.ts';
import { zoneCondition, zoneField, zoneSetting } from '../zone-condition.ts';

const settings = z.strictObject({
  zone: zoneSetting,
  entered: z.enum(['ends', 'anywhere']).default('ends'),
  certainty: z.enum(['likely', 'certain']).default('likely'),
});

/** Which end it makes for, the one by which it came says; who joined over the side may leave by either. */
function leftBefore({ kind, cameBy, leftBy }: ZoneMovement): boolean {
  if (kind !== 'exit' || leftBy === null) return false;
  return leftBy === 'side' || leftBy === cameBy;
}

const byZone = zoneCondition(
  {
    name: 'corridorLeft',
    words: { zh: '偏离路线走廊', en: 'Leaves a corridor early' },
    explanation: {
      zh: '监控的车辆或船舶在走廊终点之前驶出：从侧面离开，或原路折返。到达终点后驶出不算。',
      en: 'A watched vehicle or vessel leaves a corridor before its end: over the side, or back by the end that it came in at. Leaving by the far end does not count.',
    },
    verb: { zh: '未到终点即离开走廊', en: 'left, before its end,' },
  },
  settings,
  [
    {
      name: 'entered',
      label: { zh: '驶入方式', en: 'Came in' },
      explanation: {
        zh: '横穿走廊的车辆从侧面驶入，一般不是偏离。',
        en: 'Who only crosses the corridor comes in over its side.',
      },
      control: {
        kind: 'choice',
        options: [
          { value: 'ends', words: { zh: '从起点或终点驶入', en: 'at one of its ends' } },
          { value: 'anywhere', words: { zh: '任何位置', en: 'anywhere' } },
        ],
      },
    },
    {
      name: 'certainty',
      label: { zh: '确定程度', en: 'Certainty' },
      explanation: {
        zh: '定位间隔较大时，两点之间的直线只是最可能的走法；“确定”要求按最高车速也不可能经终点离开。',
        en: 'Between sparse fixes the straight line is only likely; “certain” asks that at no possible speed it can have gone by the end.',
      },
      control: {
        kind: 'choice',
        options: [
          { value: 'likely', words: { zh: '按直线推断', en: 'by the straight line' } },
          { value: 'certain', words: { zh: '仅限确定', en: 'certain only' } },
        ],
      },
    },
  ],
  (movement, { entered, certainty }) =>
    leftBefore(movement) &&
    (entered === 'anywhere' || movement.cameBy === 'start' || movement.cameBy === 'end') &&
    (certainty === 'likely' || movement.certain === true),
  {
    ...zoneField,
    label: { zh: '走廊', en: 'Corridor' },
    explanation: { zh: '不选则为任何走廊。', en: 'Any corridor where none is chosen.' },
    control: { kind: 'zones', corridors: true },
  },
);

export const corridorLeft: typeof byZone = {
  ...byZone,
  reason(detail, ontology) {
    const { zh, en } = byZone.reason(detail, ontology);
    return detail.certain === true
      ? { zh: `${zh}（确定）`, en: `${en} (certain)` }
      : { zh: `${zh}（按直线推断）`, en: `${en} (by the straight line)` };
  },
};
