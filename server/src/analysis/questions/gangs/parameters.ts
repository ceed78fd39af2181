/** What can be set in gang analysis, with defaults and words. */
import { z } from 'zod';
import { leftOutField, leftOutParameter } from '../left-out.ts';
import type { ParameterField, Words } from '../question.ts';
import { scopeField, scopeParameter } from '../scope-parameter.ts';

/** Relation kinds that make closeness, with the weight of one undiluted fact. Ports and HS codes are never among them. */
const kindWeights = {
  legalRepresentative: 1,
  shareholder: 1,
  officer: 0.8,
  contact: 0.8,
  filingAgent: 0.3,
  family: 0.8,
  linkedTo: 0.5,
  possiblySameAs: 0.5,
  hasPhone: 1,
  hasDevice: 1,
  hasAccount: 1,
  hasEmail: 1,
  registeredAt: 0.7,
  owns: 0.6,
  operates: 0.6,
  leases: 0.6,
  drives: 0.6,
  carriesFor: 0.3,
  importsFrom: 0.2,
  exportsTo: 0.2,
  subjectOf: 0.8,
} as const;
export const closenessKinds = Object.keys(kindWeights) as (keyof typeof kindWeights)[];

const rankWeights = { evidence: 0.35, tags: 0.35, concealment: 0.1, loops: 0.1, money: 0.1 };
export const rankParts = Object.keys(rankWeights) as (keyof typeof rankWeights)[];

const day = z.iso.date().nullable().default(null);
const share = (fallback: number) => z.number().min(0).max(1).default(fallback);
const weight = z.number().min(0).max(1);
/** Any subset may be given; the rest keeps its default. */
const weights = <Name extends string>(defaults: Readonly<Record<Name, number>>) =>
  z
    .partialRecord(z.enum(Object.keys(defaults) as [Name, ...Name[]]), weight)
    .default({})
    .transform((given): Record<Name, number> => ({ ...defaults, ...given }));

export const gangParameters = z.strictObject({
  scope: scopeParameter,
  weights: weights(kindWeights),
  maxSharers: z.int().min(2).max(500).default(60),
  weakestTie: z.number().min(0).max(1).default(0.06),
  from: day,
  to: day,
  resolutions: z
    .array(z.number().positive().max(10))
    .min(2)
    .max(16)
    .default([0.0005, 0.001, 0.002, 0.004, 0.008, 0.016]),
  seeds: z.int().min(2).max(8).default(3),
  seed: z.int().min(1).max(1_000_000).default(1),
  minEnterprises: z.int().min(2).max(100).default(3),
  minEvidence: share(0.1),
  loopLength: z.int().min(3).max(8).default(6),
  rank: weights(rankWeights),
  tags: z.array(z.string().min(1).max(100)).max(50).default([]),
  limit: z.int().min(1).max(500).default(50),
  leftOut: leftOutParameter,
});
export type GangParameters = z.output<typeof gangParameters>;

const words = (zh: string, en: string): Words => ({ zh, en });

export const gangFields: Readonly<Record<keyof GangParameters, ParameterField>> = {
  scope: scopeField,
  weights: {
    label: words('关系权重', 'Weights of relations'),
    explanation: words(
      '每种关系单独一条、不与他人共用时，把两方拉近多少；0 表示不计。',
      'How close one fact of each kind brings two parties when nobody else shares it; 0 leaves the kind out.',
    ),
    control: { kind: 'weights', names: closenessKinds, max: 1 },
    advanced: true,
  },
  maxSharers: {
    label: words('共用者上限', 'Most sharers'),
    explanation: words(
      '电话、地址等被更多主体共用时视为枢纽，不再拉近任何两方。',
      'A phone, address or other thing that more share is a hub and brings nobody closer.',
    ),
    control: { kind: 'integer', min: 2, max: 500, step: 1 },
    advanced: true,
  },
  weakestTie: {
    label: words('最弱联系', 'Weakest tie'),
    explanation: words(
      '两方之间所有事实合计低于此值时，不算接近；越大，团伙越紧。',
      'Two parties whose facts together weigh less are not close; larger values give tighter groups.',
    ),
    control: { kind: 'number', min: 0, max: 1, step: 0.01 },
    advanced: true,
  },
  from: {
    label: words('起始日期', 'From'),
    explanation: words(
      '只计此日或之后仍然有效的关系。',
      'Only relations that still held on this day or later count.',
    ),
    control: { kind: 'date' },
    advanced: true,
  },
  to: {
    label: words('截止日期', 'Until'),
    explanation: words(
      '只计此日之前已开始的关系。',
      'Only relations that began before this day count.',
    ),
    control: { kind: 'date' },
    advanced: true,
  },
  resolutions: {
    label: words('分辨率', 'Resolutions'),
    explanation: words(
      '逐一尝试的成员间平均紧密度；越大，组越小；每个组取它最稳定的那一档。',
      'Mean closeness between members that is tried in turn; larger gives smaller groups; each group is taken where it is most stable.',
    ),
    control: { kind: 'numbers', min: 0.0001, max: 10, count: [2, 16] },
    advanced: true,
  },
  seeds: {
    label: words('重复次数', 'Repetitions'),
    explanation: words(
      '每个分辨率用多少个随机种子重复；成员在其中停留的比例决定核心、外围或存疑。',
      'Random seeds per resolution; the share of runs in which a member stays makes it core, periphery or doubtful.',
    ),
    control: { kind: 'integer', min: 2, max: 8, step: 1 },
    advanced: true,
  },
  seed: {
    label: words('随机种子', 'Seed'),
    explanation: words(
      '种子与数据相同，结果相同。',
      'The same seed on the same data gives the same result.',
    ),
    control: { kind: 'integer', min: 1, max: 1_000_000, step: 1 },
    advanced: true,
  },
  minEnterprises: {
    label: words('最少企业数', 'Fewest enterprises'),
    explanation: words('企业更少的组不列出。', 'Groups with fewer enterprises are not listed.'),
    control: { kind: 'integer', min: 2, max: 100, step: 1 },
    advanced: false,
  },
  minEvidence: {
    label: words('最低证据强度', 'Least evidence'),
    explanation: words(
      '除最强的一项事实外，其余事实仍须把成员连在一起到此程度；只靠一个共用地址的组不列出。',
      'How well facts besides the strongest one still tie the members; a group that rests on one shared address is not listed.',
    ),
    control: { kind: 'number', min: 0, max: 1, step: 0.05 },
    advanced: false,
  },
  loopLength: {
    label: words('闭环长度', 'Length of loops'),
    explanation: words(
      '寻找闭环时最多经过的对象数。',
      'Entities that a closed loop passes at most.',
    ),
    control: { kind: 'integer', min: 3, max: 8, step: 1 },
    advanced: true,
  },
  rank: {
    label: words('排序权重', 'Weights of the rank'),
    explanation: words(
      '证据、标签、隐蔽控制、闭环与金额各占排序的多少。',
      'How much evidence, tags, concealed control, loops and money each count in the rank.',
    ),
    control: {
      kind: 'weights',
      names: rankParts,
      max: 1,
      labels: {
        evidence: words('证据强度', 'Evidence'),
        tags: words('标签', 'Tags'),
        concealment: words('隐蔽控制', 'Concealed control'),
        loops: words('闭环', 'Closed loops'),
        money: words('申报金额', 'Declared value'),
      },
    },
    advanced: true,
  },
  tags: {
    label: words('标签筛选', 'Tags'),
    explanation: words(
      '只列出至少一名成员带有其中一个标签的组；不选则不限。',
      'Only groups with a member that carries one of these tags are listed; none chosen: no restriction.',
    ),
    control: { kind: 'tags' },
    advanced: false,
  },
  limit: {
    label: words('列出组数', 'Groups listed'),
    explanation: words(
      '最多列出多少个组，其余只计数。',
      'Groups listed at most; the rest is counted.',
    ),
    control: { kind: 'integer', min: 1, max: 500, step: 1 },
    advanced: false,
  },
  leftOut: leftOutField,
};
