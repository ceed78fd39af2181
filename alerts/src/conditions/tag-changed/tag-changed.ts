/** A target has a risk tag that it had not when the watch began, or has one no more. */
import { z } from 'zod';
import type { Change } from '../../detect/change.ts';
import { baselinesOf, changedTargets, wasKnown } from '../../detect/changed-targets.ts';
import type { Node } from '../../detect/graph-at.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { riskFields, riskyTags, tagOrigin } from '../risky-tags.ts';

const settings = z.strictObject({
  categories: z.array(z.string()).default([]),
  minLevel: z.int().min(1).max(5).default(3),
  tagOrigin: tagOrigin.default('any'),
});
type Settings = z.output<typeof settings>;

/** Tags that went with what was split off: by the entity when the watch began. Nobody lost them. */
async function carriedAway(
  { graph, newsAfter }: Change,
  entities: readonly string[],
  risky: ReturnType<typeof riskyTags>,
): Promise<Map<string, Set<string>>> {
  const parts = await graph.descendants([...new Set(entities)], newsAfter);
  const nodes = await graph.nodes([...new Set([...parts.values()].flatMap((after) => [...after]))]);
  return new Map(
    [...parts].map(([before, after]) => [
      before,
      new Set(
        [...after].flatMap((id) => {
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
  ofTarget: true,
  async detect(change, targets, given) {
    const risky = riskyTags(change.ontology, given);
    const tagsOf = (node: Node | null): string[] => (node === null ? [] : risky(node));
    const changed = (await changedTargets(change, targets)).filter(
      ({ now, own, isNewcomer }) =>
        isNewcomer || tagsOf(now).sort().join() !== tagsOf(own).sort().join(),
    );
    const told = changed.map(({ target }) => target);
    // Whose watch began when is not looked at yet.
    const baselines = change.screening ? new Map<string, never>() : await baselinesOf(change, told);
    const carried = await carriedAway(
      change,
      [...baselines.values()].flatMap(({ own }) => own?.id ?? []),
      risky,
    );
    return changed.flatMap(({ target, now, own, isNewcomer }) => {
      const [has, had] = [tagsOf(now), tagsOf(own)];
      const baseline = baselines.get(target.entity) ?? { own, past: [] };
      const wasThere = (tag: string): boolean =>
        wasKnown(baseline, (node) => risky(node).includes(tag));
      const nobodyKnew = isNewcomer || own === null;
      const gained = has.filter((tag) => nobodyKnew || !had.includes(tag));
      const gone = new Set([...had, ...tagsOf(baseline.own)]);
      const lost = [...gone].filter(
        (tag) =>
          !has.includes(tag) &&
          (nobodyKnew || had.includes(tag)) &&
          !carried.get(baseline.own?.id ?? '')?.has(tag),
      );
      return [
        ...gained.map((tag) => ({ tag, attribute: 'gained', isNews: !wasThere(tag) })),
        ...lost.sort().map((tag) => ({ tag, attribute: 'lost', isNews: wasThere(tag) })),
      ]
        .filter(({ isNews }) => isNews || !nobodyKnew || change.screening)
        .map(({ tag, attribute, isNews }) => ({
          target: target.record,
          path: [target.record],
          mark: `${attribute} ${tag}`,
          ...(!isNews && { takesBack: `${attribute === 'gained' ? 'lost' : 'gained'} ${tag}` }),
          subject: tag,
          facts: [],
          day: null,
          ...(isNewcomer &&
            had.includes(tag) === (attribute === 'gained') && { saidBefore: true as const }),
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
  async standing(alerts, change, _, given) {
    const { graph, ontology, newsAfter } = change;
    const risky = riskyTags(ontology, given);
    const records = alerts.map(({ target }) => target);
    const [entities, began] = await Promise.all([
      graph.entitiesOf(records),
      graph.at(newsAfter).entitiesOf(records),
    ]);
    const nodes = await graph.nodes([...new Set(entities.values())]);
    const carried = await carriedAway(change, [...began.values()], risky);
    return new Set(
      alerts
        .filter(({ target, detail }) => {
          const node = nodes.get(entities.get(target) ?? '');
          const [tag = ''] = detail.tags;
          if (node === undefined) return false;
          if (detail.attribute === 'gained') return risky(node).includes(tag);
          return !risky(node).includes(tag) && !carried.get(began.get(target) ?? '')?.has(tag);
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
