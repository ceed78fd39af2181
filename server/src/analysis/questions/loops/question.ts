/** The search for closed loops as a question in the list. */
import type { Question } from '../question.ts';
import { askedIds, askedToday } from '../scope-parameter.ts';
import { loopFields, loopParameters } from './parameters.ts';
import { loopResult } from './result.ts';
import { estimateLoopMemory, findLoops } from './run.ts';

export const loops: Question<typeof loopParameters, typeof loopResult> = {
  name: 'loops',
  title: { zh: '闭环分析', en: 'Closed loops' },
  explanation: {
    zh: '找出首尾相接的持股环，以及货物出口到某一境外方、又由同一控制下的另一家企业从该境外方进口的往返贸易，并按紧密度、标签、相同商品和金额排序。',
    en: 'Finds rings of enterprises that own each other, and goods that go out to a party abroad and come in from it again by another enterprise under the same control; ranked by tightness, tags, goods in common and money.',
  },
  parameters: loopParameters,
  fields: loopFields,
  result: loopResult,
  steps: {
    shares: { zh: '寻找持股闭环', en: 'Looking for rings of shares' },
    trips: { zh: '寻找往返贸易', en: 'Looking for round trips' },
    rank: { zh: '读取金额与商品并排序', en: 'Reading amounts and goods, ranking' },
  },
  references: askedIds,
  today: askedToday,
  estimateMemory: estimateLoopMemory,
  run: findLoops,
};
