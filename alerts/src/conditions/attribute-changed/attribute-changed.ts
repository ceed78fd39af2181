/** An attribute of a target says something else than when the watch began. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  baselinesOf,
  changedTargets,
  wasKnown,
  type Baseline,
} from '../../detect/changed-targets.ts';
import type { GraphAt, Node } from '../../detect/graph-at.ts';
import { keyOf } from '../../flow/alert-key.ts';
import { emptyDetail, type Condition } from '../condition.ts';

const settings = z.strictObject({
  attributes: z.array(z.string()).min(1).default(['name', 'status', 'address']),
});
type Settings = z.output<typeof settings>;

/** Where sources disagree the first value is the one that counts. */
const winning = (value: unknown): unknown =>
  Array.isArray(value) ? (value as unknown[])[0] : value;

const markOf = (attribute: string, value: unknown): string =>
  `${attribute} ${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}`;

/** By record. */
async function nodesOf(graph: GraphAt, records: readonly string[]): Promise<Map<string, Node>> {
  const entities = await graph.entitiesOf(records);
  const nodes = await graph.nodes([...new Set(entities.values())]);
  return new Map(
    [...entities].flatMap(([record, entity]) => {
      const node = nodes.get(entity);
      return node === undefined ? [] : [[record, node] as const];
    }),
  );
}

/** Whether it said the value, without anybody's being told; undefined: it said none. */
function baselineSays(
  { begin, past }: Baseline,
  attribute: string,
  value: unknown,
): boolean | undefined {
  const says = ({ props }: Node): boolean => winning(props[attribute]) === value;
  const all = [...begin, ...past.flatMap(({ after }) => after ?? [])];
  if (all.every(({ props }) => winning(props[attribute]) === undefined)) return undefined;
  return begin.some(says) || wasKnown({ own: null, past }, says);
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
  ofTarget: true,
  async detect(change, targets, { attributes }) {
    const found = (await changedTargets(change, targets)).flatMap((one) =>
      attributes.flatMap((attribute) => {
        const value = winning(one.now.props[attribute]);
        const old = winning(one.own?.props[attribute]);
        if (value === undefined || (old === value && !one.isNewcomer)) return [];
        return [{ ...one, attribute, value, old }];
      }),
    );
    // Whose watch began when is not looked at yet.
    const baselines = change.screening
      ? new Map<string, never>()
      : await baselinesOf(change, [...new Set(found.map(({ target }) => target))]);
    return found.flatMap(({ target, now, isNewcomer, attribute, value, old }) => {
      const baseline = baselines.get(target.entity);
      const said = baseline && baselineSays(baseline, attribute, value);
      // What is said for the first time is no change.
      const isFirst = said === undefined && (old === undefined || isNewcomer);
      if (said === true || (isFirst && !change.screening)) return [];
      return [
        {
          target: target.record,
          path: [target.record],
          mark: markOf(attribute, value),
          subject: attribute,
          facts: [],
          day: null,
          ...(old === value && { saidBefore: true as const }),
          detail: {
            ...emptyDetail,
            targetType: now.type,
            attribute,
            caseNumber: target.caseNumber,
            gang: target.gang,
          },
        },
      ];
    });
  },
  /** It says what it was told for; of what people have confirmed, that it says another thing than before is enough. */
  async standing(alerts, { graph }) {
    const nodes = await nodesOf(
      graph,
      alerts.map(({ target }) => target),
    );
    const standing = new Set<string>();
    for (const alert of alerts) {
      const { id, target, path, revision, status, detail } = alert;
      const attribute = detail.attribute ?? '';
      const now = winning(nodes.get(target)?.props[attribute]);
      if (now === undefined) continue;
      const mark = markOf(attribute, now);
      const watch = { id: alert.watch, version: alert.watchVersion };
      if (alert.key === keyOf(watch, { target, path, mark })) standing.add(id);
      else if (status === 'confirmed') {
        const before = await nodesOf(graph.at(revision - 1), [target]);
        if (now !== winning(before.get(target)?.props[attribute])) standing.add(id);
      }
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
