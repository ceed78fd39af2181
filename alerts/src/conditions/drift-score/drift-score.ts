/** A candidate of drift tracking scores over a threshold: told by a finished run of a watched gang, not by a revision. */
import { z } from 'zod';
import { emptyDetail, type Condition } from '../condition.ts';

const settings = z.strictObject({
  /** Per cent. */
  minScore: z.int().min(1).max(100).default(50),
});
type Settings = z.output<typeof settings>;

const percentOf = (score: number): number => Math.round(score * 100);

export const driftScore: Condition<Settings> = {
  name: 'driftScore',
  words: { zh: '漂移评分超过阈值', en: 'Drift score over a threshold' },
  explanation: {
    zh: '对被监控团伙的漂移追踪中，候选企业的评分首次达到阈值；受监控的团伙在每次导入后自动重新评分。',
    en: 'In a run of drift tracking of a watched gang a candidate reaches the threshold for the first time. Monitored gangs that were tracked once are scored again after every import.',
  },
  settings,
  fields: [
    {
      name: 'minScore',
      label: { zh: '评分阈值（%）', en: 'Score, per cent' },
      explanation: { zh: '评分不低于此。', en: 'The score is this or more.' },
      control: { kind: 'number', min: 1, max: 100 },
    },
  ],
  detect: () => Promise.resolve([]),
  detectRun(run, known, { minScore }) {
    const reached = (of: typeof run): typeof run.candidates =>
      of.candidates.filter(({ member, score }) => !member && score * 100 >= minScore);
    const were = new Set(known.flatMap((one) => reached(one).map(({ record }) => record)));
    return reached(run)
      .filter(({ record }) => !were.has(record))
      .map(({ record, type, score }) => ({
        target: record,
        path: [record],
        mark: run.gang,
        subject: run.gang,
        facts: [],
        day: null,
        detail: {
          ...emptyDetail,
          targetType: type,
          count: percentOf(score),
          gang: run.gang,
        },
      }));
  },
  /** Who has become a member was taken in by people. */
  standingInRun({ target, detail }, { candidates }, { minScore }) {
    const one = candidates.find(({ record }) => record === target);
    if (one === undefined) return null;
    if (one.member) return detail.count;
    return one.score * 100 >= minScore ? percentOf(one.score) : null;
  },
  reason({ targetType, count }, words) {
    const type = words.type(targetType);
    return {
      zh: `${type.zh}的漂移评分达到 ${count}%，疑似团伙更换的新壳`,
      en: `The drift score of an ${type.en.toLowerCase()} reached ${count} %: perhaps a new shell of the gang`,
    };
  },
};
