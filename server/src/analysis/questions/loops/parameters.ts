/** What can be set in the search for closed loops, with defaults and words. */
import { z } from 'zod';
import { leftOutField, leftOutParameter } from '../left-out.ts';
import type { ParameterField, Words } from '../question.ts';
import { scopeField, scopeParameter } from '../scope-parameter.ts';

/** Relation kinds by which one hand runs two traders, with the weight of one. */
const controlWeights = { shareholder: 1, legalRepresentative: 1, officer: 0.5 };
export const controlKinds = Object.keys(controlWeights) as (keyof typeof controlWeights)[];

export const loopParameters = z.strictObject({
  scope: scopeParameter,
  maxLength: z.int().min(2).max(8).default(6),
  control: z
    .partialRecord(z.enum(controlKinds as [keyof typeof controlWeights]), z.number().min(0).max(1))
    .default({})
    .transform((given) => ({ ...controlWeights, ...given })),
  maxSharers: z.int().min(2).max(500).default(60),
  minTightness: z.number().min(0).max(1).default(0.05),
  tags: z.array(z.string().min(1).max(100)).max(50).default([]),
  limit: z.int().min(1).max(500).default(100),
  leftOut: leftOutParameter,
});
export type LoopParameters = z.output<typeof loopParameters>;

const words = (zh: string, en: string): Words => ({ zh, en });

export const loopFields: Readonly<Record<keyof LoopParameters, ParameterField>> = {
  scope: scopeField,
  maxLength: {
    label: words('持股闭环长度', 'Length of rings of shares'),
    explanation: words(
      '持股闭环最多经过的企业数。',
      'Enterprises that a ring of shares passes at most.',
    ),
    control: { kind: 'integer', min: 2, max: 8, step: 1 },
    advanced: false,
  },
  minTightness: {
    label: words('最低紧密度', 'Least tightness'),
    explanation: words(
      '往返贸易的境外方或共同控制人被越多企业共用，闭环越松；更松的不列出。',
      'A round trip is the looser the more others share its party abroad or whoever controls both ends; looser ones are not listed.',
    ),
    control: { kind: 'number', min: 0, max: 1, step: 0.05 },
    advanced: false,
  },
  control: {
    label: words('控制关系', 'What counts as control'),
    explanation: words(
      '出口方与进口方经由哪些关系算作同一控制；0 表示不计。',
      'Relations by which exporter and importer count as run by one hand; 0 leaves the kind out.',
    ),
    control: { kind: 'weights', names: controlKinds, max: 1 },
    advanced: true,
  },
  maxSharers: {
    label: words('共用者上限', 'Most sharers'),
    explanation: words(
      '境外方或控制人牵涉更多企业时视为枢纽，不构成闭环。',
      'A party abroad or a controller that more enterprises have is a hub and closes no loop.',
    ),
    control: { kind: 'integer', min: 2, max: 500, step: 1 },
    advanced: true,
  },
  tags: {
    label: words('标签筛选', 'Tags'),
    explanation: words(
      '只列出至少一名成员带有其中一个标签的闭环；不选则不限。',
      'Only loops with a member that carries one of these tags are listed; none chosen: no restriction.',
    ),
    control: { kind: 'tags' },
    advanced: false,
  },
  limit: {
    label: words('列出条数', 'Loops listed'),
    explanation: words(
      '最多列出多少条，其余只计数。',
      'Loops listed at most; the rest is counted.',
    ),
    control: { kind: 'integer', min: 1, max: 500, step: 1 },
    advanced: false,
  },
  leftOut: leftOutField,
};
