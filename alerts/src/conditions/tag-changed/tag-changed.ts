/** A target gains or loses a risk tag. */
import { z } from 'zod';
import type { Change } from '../../detect/change.ts';
import { changedTargets, type ChangedTarget } from '../../detect/changed-targets.ts';
import type { Node } from '../../detect/graph-at.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { riskFields, riskyTags, tagOrigin } from '../risky-tags.ts';

const settings = z.strictObject({
  categories: z.array(z.string()).default([]),
  minLevel: z.int().min(1).max(5).default(3),
  tagOrigin: tagOrigin.default('any'),
});
type Settings = z.output<typeof settings>;

/** Tags that went with what was split off: by the entity before. Nobody lost them. */
async function carriedAway(
  { graph }: Change,
  changed: readonly ChangedTarget[],
  risky: ReturnType<typeof riskyTags>,
): Promise<Map<string, Set<string>>> {
  const parts = await graph.descendants([...new Set(changed.flatMap(({ own }) => own?.id ?? []))]);
  const nodes = await graph.nodes([...new Set([...parts.values()].flat())]);
  return new Map(
    [...parts].map(([before, after]) => [
      before,
      new Set(
        after.flatMap((id) => {
          const node = nodes.get(id);
          return node ? risky(node) : [];
        }),
      ),
    ]),
  );
}

export const tagChanged: Condition<Settings> = {
  name: 'tagChanged',
  words: { zh: '标签增减', en: 'Tag gained or lost' },
  explanation: { zh: '目标新增或失去风险标签。', en: 'A target gains or loses a risk tag.' },
  settings,
  fields: riskFields,
  async detect(change, targets, given) {
    const risky = riskyTags(change.ontology, given);
    const changed = await changedTargets(change, targets);
    const carried = await carriedAway(change, changed, risky);
    return changed.flatMap(({ target, now, own, newcomer }) => {
      const tagsOf = (node: Node | null): string[] => (node === null ? [] : risky(node));
      // Of whom the change made a target: as the revision before had it, and a file of the past did not make it so.
      const was = (tag: string, isThere: boolean): boolean =>
        newcomer !== null && tagsOf(newcomer.before).includes(tag) === isThere;
      const byPast = (tag: string, isThere: boolean): boolean =>
        newcomer?.past.some(
          ({ before, after }) =>
            tagsOf(after).includes(tag) === isThere && tagsOf(before).includes(tag) !== isThere,
        ) === true;
      const [old, has] = [own ? risky(own) : [], risky(now)];
      const gained = has.filter((tag) => !old.includes(tag));
      const lost = old
        .filter((tag) => !has.includes(tag) && !carried.get(own?.id ?? '')?.has(tag))
        .sort();
      return [
        ...gained.map((tag) => ({ tag, attribute: 'gained', isThere: true })),
        ...lost.map((tag) => ({ tag, attribute: 'lost', isThere: false })),
      ]
        .filter(({ tag, isThere }) => !(was(tag, isThere) && byPast(tag, isThere)))
        .map(({ tag, attribute, isThere }) => ({
          target: target.record,
          path: [target.record],
          mark: `${attribute} ${tag}`,
          subject: tag,
          facts: [],
          day: null,
          ...(was(tag, isThere) && { saidBefore: true as const }),
          detail: {
            ...emptyDetail,
            targetType: now.type,
            tags: [tag],
            attribute,
            caseNumber: target.caseNumber,
            gang: target.gang,
          },
        }));
    });
  },
  async standing(alerts, { graph, ontology }, _, given) {
    const risky = riskyTags(ontology, given);
    const entities = await graph.entitiesOf(alerts.map(({ target }) => target));
    const nodes = await graph.nodes([...new Set(entities.values())]);
    return new Set(
      alerts
        .filter(({ target, detail }) => {
          const node = nodes.get(entities.get(target) ?? '');
          const has = node && risky(node).includes(detail.tags[0] ?? '');
          return has === (detail.attribute === 'gained');
        })
        .map(({ id }) => id),
    );
  },
  reason({ targetType, tags, attribute }, words) {
    const target = words.type(targetType);
    const [tag] = tags.map(words.tag);
    const gained = attribute === 'gained';
    return {
      zh: `监控对象（${target.zh}）${gained ? '新增' : '失去'}标签：${tag?.zh ?? ''}`,
      en: `A watched ${target.en.toLowerCase()} ${gained ? 'gained' : 'lost'} the tag ${tag?.en ?? ''}`,
    };
  },
};
