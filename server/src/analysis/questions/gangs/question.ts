/** Gang analysis as a question in the list. */
import type { Question } from '../question.ts';
import { askedIds, askedToday } from '../scope-parameter.ts';
import { estimateGangMemory } from './memory-estimate.ts';
import { gangFields, gangParameters } from './parameters.ts';
import { gangResult } from './result.ts';
import { findGangs } from './run.ts';

export const gangs: Question<typeof gangParameters, typeof gangResult> = {
  name: 'gangs',
  title: { zh: '团伙分析', en: 'Gang analysis' },
  explanation: {
    zh: '找出靠共用电话、地址、人员、车辆等事实紧密相连的企业与人员，并按标签、证据、闭环和金额排序。',
    en: 'Finds enterprises and people that shared phones, addresses, people, trucks and other facts hold closely together, ranked by tags, evidence, loops and money.',
  },
  parameters: gangParameters,
  fields: gangFields,
  result: gangResult,
  steps: {
    closeness: { zh: '计算紧密度', en: 'Measuring closeness' },
    sweep: { zh: '逐档聚类', en: 'Clustering at each resolution' },
    evidence: { zh: '衡量证据', en: 'Weighing evidence' },
    examine: { zh: '分析关键成员与闭环', en: 'Finding key members and loops' },
    columns: { zh: '读取金额与口岸', en: 'Reading amounts and ports' },
  },
  references: askedIds,
  today: askedToday,
  estimateMemory: estimateGangMemory,
  run: findGangs,
};
