/** Settings that several conditions have, in one wording. */
import { z } from 'zod';
import type { SettingField, Words } from './condition.ts';

export const hopsField = (max: number, explanation: Words): SettingField => ({
  name: 'hops',
  label: { zh: '步数', en: 'Steps' },
  explanation,
  control: { kind: 'number', min: 1, max },
});

/** Of a stay in a zone. */
export const minutesSetting = z.int().min(1).max(100_000).default(30);
export const minutesField: SettingField = {
  name: 'minutes',
  label: { zh: '分钟', en: 'Minutes' },
  explanation: { zh: '停留不少于此。', en: 'It stays at least as long.' },
  control: { kind: 'number', min: 1, max: 100_000 },
};

/** Over what a path may go, and where it stops. */
export const pathFields: readonly SettingField[] = [
  {
    name: 'kinds',
    label: { zh: '关联种类', en: 'Relations' },
    explanation: { zh: '路径可经过的关联。', en: 'Those that a path may take.' },
    control: { kind: 'kinds' },
  },
  {
    name: 'maxDegree',
    label: { zh: '枢纽上限', en: 'Hub bound' },
    explanation: {
      zh: '中间对象的关联超过此数时不再延伸，避免园区地址触发大量预警。',
      en: 'A node between with more relations leads no further, so that a business park fires nothing.',
    },
    control: { kind: 'number', min: 2, max: 10_000 },
  },
];

/** With the least specificity: of conditions that fire on whole paths. */
export const specificPathFields: readonly SettingField[] = [
  ...pathFields,
  {
    name: 'minSpecificity',
    label: { zh: '最低特异度（%）', en: 'Least specificity, per cent' },
    explanation: {
      zh: '沿途各对象其余关联数之积的倒数：只有两家共用的电话为 100%，二十家共用的地址约 5%。',
      en: 'One over the product of what else is linked to the nodes between: a phone of two is 100 %, an address of twenty about 5 %.',
    },
    control: { kind: 'number', min: 0, max: 100 },
  },
];
