/** What can be set in drift tracking, with defaults and words. */
import { z } from 'zod';
import { leftOutField, leftOutParameter } from '../left-out.ts';
import type { ParameterField, Words } from '../question.ts';

/** How telling one undiluted fact of each kind is. Ports and HS codes are never among them. */
const kindWeights = {
  legalRepresentative: 1,
  shareholder: 1,
  officer: 0.8,
  contact: 0.8,
  filingAgent: 0.6,
  family: 0.6,
  linkedTo: 0.4,
  possiblySameAs: 0.4,
  hasPhone: 1,
  hasDevice: 1,
  hasAccount: 1,
  hasEmail: 1,
  registeredAt: 0.7,
  owns: 0.6,
  operates: 0.6,
  leases: 0.6,
  drives: 0.6,
  carriesFor: 0.5,
  importsFrom: 0.5,
  exportsTo: 0.5,
  declaresFor: 0.3,
} as const;
const driftKinds = Object.keys(kindWeights) as (keyof typeof kindWeights)[];

const scoreWeights = { association: 0.5, behaviour: 0.3, role: 0.2 };
const driftParts = Object.keys(scoreWeights) as (keyof typeof scoreWeights)[];
export type DriftParts = Readonly<Record<keyof typeof scoreWeights, number>>;

/** Ids are hashes: they carry no version. */
const uuid = z.guid();
const weight = z.number().min(0).max(1);
/** Any subset may be given; the rest keeps its default. */
const weights = <Name extends string>(defaults: Readonly<Record<Name, number>>) =>
  z
    .partialRecord(z.enum(Object.keys(defaults) as [Name, ...Name[]]), weight)
    .default({})
    .transform((given): Record<Name, number> => ({ ...defaults, ...given }));

export const driftParameters = z.strictObject({
  /** Gang that is asked about, under which the run is kept. */
  gang: uuid.nullable().default(null),
  /** Entity ids of its members. */
  members: z.array(uuid).max(2_000).default([]),
  /** Day of the seizure or case. */
  day: z.iso.date().nullable().default(null),
  /** Entity ids of persistent members that do not count. */
  hidden: z.array(uuid).max(500).default([]),
  hops: z.int().min(1).max(4).default(2),
  threshold: z.number().min(0).max(1).default(0.6),
  parts: weights(scoreWeights),
  kinds: weights(kindWeights),
  maxSharers: z.int().min(2).max(100_000).default(2_000),
  seed: z.int().min(1).max(1_000_000).default(1),
  limit: z.int().min(1).max(200).default(30),
  leftOut: leftOutParameter,
});
export type DriftParameters = z.output<typeof driftParameters>;

const words = (zh: string, en: string): Words => ({ zh, en });

export const driftFields: Readonly<Record<keyof DriftParameters, ParameterField>> = {
  gang: {
    label: words('团伙', 'Gang'),
    explanation: words('追踪哪个团伙。', 'Which gang is tracked.'),
    control: { kind: 'gang' },
    advanced: false,
  },
  members: {
    label: words('成员', 'Members'),
    explanation: words('运行当日的团伙成员。', 'Members of the gang on the day of the run.'),
    control: { kind: 'gang' },
    advanced: false,
  },
  day: {
    label: words('查获日期', 'Day of the seizure'),
    explanation: words(
      '此日之后注册、首次申报或首次与不变成员相连的企业才是候选。',
      'Only enterprises that were registered, first filed or were first linked to a persistent member after this day are candidates.',
    ),
    control: { kind: 'date' },
    advanced: false,
  },
  hidden: {
    label: words('隐去的成员', 'Hidden members'),
    explanation: words(
      '这些不变成员不计，用来看排名靠什么支撑。',
      'These persistent members do not count, to see what the ranks rest on.',
    ),
    control: { kind: 'gang' },
    advanced: false,
  },
  hops: {
    label: words('步数', 'Steps'),
    explanation: words(
      '证据链从不变成员到候选企业最多几步。',
      'Steps that a chain of evidence takes at most from a persistent member to a candidate.',
    ),
    control: { kind: 'integer', min: 1, max: 4, step: 1 },
    advanced: false,
  },
  threshold: {
    label: words('提出的最低分', 'Least score to propose'),
    explanation: words(
      '达到此分即提示；回放据此算出最早哪天会被提示。',
      'A candidate is proposed from this score on; the replay tells on which day it was first reached.',
    ),
    control: { kind: 'number', min: 0, max: 1, step: 0.05 },
    advanced: false,
  },
  parts: {
    label: words('得分权重', 'Weights of the score'),
    explanation: words(
      '与不变成员的关联、贸易行为相似、结构角色相似各占多少。',
      'How much association with persistent members, similar trade and a similar role each count.',
    ),
    control: {
      kind: 'weights',
      names: driftParts,
      max: 1,
      labels: {
        association: words('与不变成员的关联', 'Association'),
        behaviour: words('贸易行为', 'Behaviour'),
        role: words('结构角色', 'Role'),
      },
    },
    advanced: true,
  },
  kinds: {
    label: words('关系权重', 'Weights of relations'),
    explanation: words(
      '每种关系单独一条有多说明问题；0 表示不计。',
      'How telling one relation of each kind is; 0 leaves the kind out.',
    ),
    control: { kind: 'weights', names: driftKinds, max: 1 },
    advanced: true,
  },
  maxSharers: {
    label: words('共用者上限', 'Most sharers'),
    explanation: words(
      '被更多企业共用的报关企业、地址等视为枢纽，不计。',
      'A broker, address or other thing that more enterprises share is a hub and does not count.',
    ),
    control: { kind: 'integer', min: 2, max: 100_000, step: 1 },
    advanced: true,
  },
  seed: {
    label: words('随机种子', 'Seed'),
    explanation: words(
      '目前各步皆无随机；种子与数据相同，结果相同。',
      'No step is random today; the same seed on the same data gives the same result.',
    ),
    control: { kind: 'integer', min: 1, max: 1_000_000, step: 1 },
    advanced: true,
  },
  limit: {
    label: words('列出候选数', 'Candidates listed'),
    explanation: words(
      '最多列出多少家候选企业，其余只计数。',
      'Candidates listed at most; the rest is counted.',
    ),
    control: { kind: 'integer', min: 1, max: 200, step: 1 },
    advanced: true,
  },
  leftOut: leftOutField,
};
