/** "Why now" in a message: the path in types with what is new set off, the row that says it, and the watch's version. No names. */
import type { Ontology } from '@phecda/graph-schema';
import { sentenceOf } from '@phecda/graph-schema/truth/ground';
import type { DatasetLabel } from '@phecda/graph-schema/truth/dataset-labels';
import type { Language } from '../channels/channel.ts';
import { isLost } from '../detect/tag-grounds.ts';
import type { AlertDetail } from '../store/alert-store.ts';

export interface WhyNow {
  /** Parts of the line of the path; those that are new stand out. */
  readonly path: readonly { readonly text: string; readonly isNew: boolean }[];
  /** The same in the revision before; empty where nothing on it is new. */
  readonly before: string;
  /** Of each rule that derives a tag: which, and its sentence without amounts, names and lists. */
  readonly rules: readonly string[];
  /** Where it was said, and by which rule it was found; empty of a fault of the alert system. */
  readonly source: string;
}

const say = {
  zh: {
    isNew: '新',
    row: (dataset: string, row: number) => `来源：${dataset}，第 ${row} 行`,
    version: (version: number) => `监控规则第 ${version} 版`,
    link: '关联',
    before: '此前：',
    none: '无关联',
    rule: (tag: string, version: number, sentence: string) =>
      `规则“${tag}”第 ${version} 版：${sentence}`,
    lostRule: (tag: string, version: number, sentence: string) =>
      `原依据规则“${tag}”第 ${version} 版：${sentence}`,
  },
  en: {
    isNew: 'new',
    row: (dataset: string, row: number) => `Source: ${dataset}, row ${row}`,
    version: (version: number) => `rule of the watch: version ${version}`,
    link: 'linked',
    before: 'Before: ',
    none: 'not linked',
    rule: (tag: string, version: number, sentence: string) =>
      `Rule “${tag}”, version ${version}: ${sentence}`,
    lostRule: (tag: string, version: number, sentence: string) =>
      `It rested on rule “${tag}”, version ${version}: ${sentence}`,
  },
} as const;

export function whyNow(
  detail: AlertDetail,
  watchVersion: number,
  ontology: Pick<Ontology, 'entityTypes' | 'relationKinds' | 'tagModels' | 'ruleModels'>,
  language: Language,
  datasets: ReadonlyMap<string, DatasetLabel>,
): WhyNow {
  const { steps, source, fault, grounds = [] } = detail;
  if (fault !== undefined) return { path: [], before: '', rules: [], source: '' };
  const words = say[language];
  const path = steps.flatMap(({ type, kind, isNew }, index) => {
    const node = { text: ontology.entityTypes[type]?.[language] ?? type, isNew: false };
    if (index === 0) return [node];
    const relation =
      kind === null ? words.link : (ontology.relationKinds[kind]?.[language] ?? kind);
    return [{ text: isNew ? `${relation} (${words.isNew})` : relation, isNew }, node];
  });
  const before = path.map(({ text, isNew }) => (isNew ? words.none : text)).join(' → ');
  const said =
    source === undefined
      ? []
      : [words.row(datasets.get(source.dataset)?.[language] ?? source.dataset, source.row)];
  return {
    path,
    rules: grounds.map(({ tag, version, figures }) => {
      const say = isLost(detail) ? words.lostRule : words.rule;
      const sentence = ontology.ruleModels[tag]?.[language] ?? '';
      return say(ontology.tagModels[tag]?.[language] ?? tag, version, withheld(sentence, figures));
    }),
    before: path.some(({ isNew }) => isNew) ? `${words.before}${before}` : '',
    source: [...said, words.version(watchVersion)].join(' · '),
  };
}

/** Amounts are somebody's values: they are read in the app, like what is left out of the figures. */
function withheld(template: string, figures: Readonly<Record<string, number | string>>): string {
  return sentenceOf(template.replaceAll(/\{\w+:(?:money|cents)\}/g, '…'), figures).replaceAll(
    /\{\w+(?::\w+)?\}/g,
    '…',
  );
}
