/** An attribute of a target says something else than before. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { changedTargets } from '../../detect/changed-targets.ts';
import type { GraphAt, Node } from '../../detect/graph-at.ts';
import { emptyDetail, type Condition } from '../condition.ts';

const settings = z.strictObject({
  attributes: z.array(z.string()).min(1).default(['name', 'status', 'address']),
});
type Settings = z.output<typeof settings>;

/** Where sources disagree the first value is the one that counts. */
const winning = (value: unknown): unknown =>
  Array.isArray(value) ? (value as unknown[])[0] : value;

async function valueAt(graph: GraphAt, record: string, attribute: string): Promise<unknown> {
  const entity = (await graph.entitiesOf([record])).get(record) ?? '';
  return winning((await graph.nodes([entity])).get(entity)?.props[attribute]);
}

export const attributeChanged: Condition<Settings> = {
  name: 'attributeChanged',
  words: { zh: '属性变更', en: 'Attribute changed' },
  explanation: {
    zh: '目标的指定属性发生变化。',
    en: 'One of the named attributes of a target says something else.',
  },
  settings,
  fields: [
    {
      name: 'attributes',
      label: { zh: '属性', en: 'Attributes' },
      explanation: { zh: '任何一项变化即触发。', en: 'A change of any of them fires.' },
      control: { kind: 'attributes' },
    },
  ],
  async detect(change, targets, { attributes }) {
    return (await changedTargets(change, targets)).flatMap(({ target, now, before, newcomer }) =>
      attributes.flatMap((attribute) => {
        const value = winning(now.props[attribute]);
        // What is said for the first time is no change.
        const old = before
          .map(({ props }) => winning(props[attribute]))
          .filter((one) => one !== undefined);
        if (old.length === 0 || value === undefined || old.includes(value)) return [];
        const says = (node: Node | null): boolean => winning(node?.props[attribute]) === value;
        const saidBefore = newcomer !== null && says(newcomer.before);
        if (saidBefore && newcomer.past.some((one) => says(one.after) && !says(one.before)))
          return [];
        return [
          {
            target: target.record,
            path: [target.record],
            mark: `${attribute} ${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}`,
            subject: attribute,
            facts: [],
            day: null,
            ...(saidBefore && { saidBefore: true as const }),
            detail: {
              ...emptyDetail,
              targetType: now.type,
              attribute,
              caseNumber: target.caseNumber,
              gang: target.gang,
            },
          },
        ];
      }),
    );
  },
  /** One that says again what it said before the alert was a mistake that was taken back; one that says a third thing is not. */
  async standing(alerts, { graph }) {
    const standing = new Set<string>();
    for (const { id, target, revision, detail } of alerts) {
      const [now, then] = await Promise.all([
        valueAt(graph, target, detail.attribute ?? ''),
        valueAt(graph.at(revision - 1), target, detail.attribute ?? ''),
      ]);
      if (now !== undefined && now !== then) standing.add(id);
    }
    return standing;
  },
  reason({ targetType, attribute }, words) {
    const target = words.type(targetType);
    const name = words.attribute(targetType, attribute ?? '');
    return {
      zh: `监控对象（${target.zh}）的“${name.zh}”发生变更`,
      en: `The ${name.en.toLowerCase()} of a watched ${target.en.toLowerCase()} changed`,
    };
  },
};
