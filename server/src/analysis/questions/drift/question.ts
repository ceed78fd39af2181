/** Drift tracking as a question in the list. */
import type { Question } from '../question.ts';
import { driftFields, driftParameters } from './parameters.ts';
import { driftResult } from './result.ts';
import { estimateDriftMemory, trackDrift } from './run.ts';

export const drift: Question<typeof driftParameters, typeof driftResult> = {
  name: 'drift',
  title: { zh: '漂移追踪', en: 'Drift tracking' },
  explanation: {
    zh: '团伙被查获后，人员、电话、地址、车辆等不变成员又出现在哪些新企业或新买入的空壳里，并逐家给出得分与证据链。',
    en: 'After a gang was seized: in which new enterprises and bought shells its people, phones, addresses, trucks and other persistent members turn up again, each with its score and chains of evidence.',
  },
  parameters: driftParameters,
  fields: driftFields,
  result: driftResult,
  steps: {
    split: { zh: '区分可替换与不变成员', en: 'Splitting members' },
    associate: { zh: '计算关联', en: 'Measuring association' },
    filings: { zh: '读取申报', en: 'Reading declarations' },
    score: { zh: '评分与举证', en: 'Scoring with evidence' },
    replay: { zh: '回放', en: 'Replaying' },
  },
  subjectOf: ({ gang }) => gang,
  references: ({ members, hidden, leftOut }) => [...members, ...hidden, ...leftOut.flat()],
  today: (parameters, entityOf) => {
    const known = (ids: readonly string[]): string[] => [
      ...new Set(ids.flatMap((id) => entityOf.get(id) ?? [])),
    ];
    return {
      ...parameters,
      members: known(parameters.members),
      hidden: known(parameters.hidden),
      leftOut: parameters.leftOut.map((fact) => fact.map((id) => entityOf.get(id) ?? id)),
    };
  },
  estimateMemory: estimateDriftMemory,
  run: trackDrift,
};
