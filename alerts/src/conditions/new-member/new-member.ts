/** Somebody or something outside becomes tied to so many of the targets of one gang that it looks like a member of it. */
import { z } from 'zod';
import { seedsAmong, seedsOf } from '../../detect/change-among.ts';
import type { Change } from '../../detect/change.ts';
import type { GraphAt } from '../../detect/graph-at.ts';
import type { Targets } from '../../detect/targets.ts';
import { knownAmong, knownGraphs, wholeNewcomers } from '../../detect/newcomers.ts';
import { emptyDetail, type Condition, type Finding } from '../condition.ts';
import { pathFields } from '../fields.ts';
import { personalKinds } from '../telling-kinds.ts';

const settings = z.strictObject({
  minMembers: z.int().min(1).max(50).default(2),
  kinds: z
    .array(z.string())
    .min(1)
    .default([...personalKinds, 'family', 'linkedTo']),
  maxDegree: z.int().min(2).max(10_000).default(20),
});
type Settings = z.output<typeof settings>;
const memberTypes = ['Enterprise', 'Person'];

export const newMember: Condition<Settings> = {
  name: 'newMember',
  words: { zh: '团伙新成员', en: 'New member of a gang' },
  explanation: {
    zh: '对象之外的企业或人员，直接或经由共用的电话、地址等，与若干名目标（如同一团伙成员）相连。',
    en: 'An enterprise or person outside is tied, directly or through a shared phone, address or the like, to several targets of one gang.',
  },
  settings,
  ofOthers: true,
  anyPath: true,
  fields: [
    {
      name: 'minMembers',
      label: { zh: '相连成员数', en: 'Tied members' },
      explanation: { zh: '至少与几名成员相连。', en: 'To so many of them at least.' },
      control: { kind: 'number', min: 1, max: 50 },
    },
    ...pathFields,
  ],
  async detect(change, targets, given) {
    const { graph, held, screening } = change;
    if (targets.size === 0) return [];
    const around =
      held &&
      (await near(
        graph,
        [...seedsOf(held, given.kinds), ...(await nearNewcomers(change, given)), ...change.leavers],
        given,
      ));
    if (around?.length === 0) return [];
    const findings: Finding[] = [];
    for (const members of byGang(targets)) {
      const candidates = around ?? [
        ...(await candidatesNear(members, change, given)),
        ...change.leavers,
      ];
      // Of many watches that are asked together one may watch what is outside to another.
      const outside = screening ? candidates : candidates.filter((id) => !members.has(id));
      const now = await tiesOf(graph, outside, members, given);
      const enough = [...now].filter(([, tied]) => tied.size >= given.minMembers);
      if (enough.length === 0) continue;
      const nodes = await graph.nodes(enough.map(([id]) => id));
      const come = await wholeNewcomers(change, members.values());
      const ids = enough.map(([id]) => id);
      const watched = new Map([...members].filter(([id]) => !come.has(id)));
      const told = screening
        ? new Set<string>()
        : await tiedAt(graph.before, change, ids, watched, given, { sameNames: true });
      for (const id of change.leavers) told.delete(id);
      const fresh = ids.filter((id) => !told.has(id));
      const were = await tiedAt(graph.before, change, fresh, members, given);
      const known =
        screening || fresh.length === 0
          ? new Set<string>()
          : await knownAmong(await knownGraphs(change), fresh, (at, some) =>
              tiedAt(at, change, some, members, given),
            );
      for (const [id, tied] of enough) {
        if (told.has(id) || known.has(id)) continue;
        const node = nodes.get(id);
        if (node === undefined || !memberTypes.includes(node.type)) continue;
        const [first] = [...tied].sort(([a], [b]) =>
          (members.get(a)?.record ?? '') < (members.get(b)?.record ?? '') ? -1 : 1,
        );
        const member = members.get(first?.[0] ?? '');
        if (first === undefined || member === undefined) continue;
        const via =
          first[1] === null ? null : ((await graph.nodes([first[1]])).get(first[1]) ?? null);
        findings.push({
          target: member.record,
          path: [member.record, ...(via === null ? [] : [via.record]), node.record],
          keyPath: [member.gang ?? '', node.record],
          mark: '',
          subject: node.record,
          facts: [],
          day: null,
          ...(were.has(id) && { saidBefore: true as const }),
          detail: {
            ...emptyDetail,
            targetType: node.type,
            endType: node.type,
            hops: via === null ? 1 : 2,
            count: tied.size,
            caseNumber: member.caseNumber,
            gang: member.gang,
          },
        });
      }
    }
    return findings;
  },
  async standing(alerts, change, targets, given) {
    const entities = await change.graph.entitiesOf(alerts.flatMap(({ path }) => path.at(-1) ?? []));
    const standing = new Set<string>();
    for (const members of byGang(targets)) {
      const ties = await tiesOf(change.graph, [...entities.values()], members, given);
      const [one] = members.values();
      for (const { id, path, detail } of alerts) {
        const entity = entities.get(path.at(-1) ?? '') ?? '';
        if (one?.gang !== detail.gang || members.has(entity)) continue;
        if ((ties.get(entity)?.size ?? 0) >= given.minMembers) standing.add(id);
      }
    }
    return standing;
  },
  reason({ targetType, count }, words) {
    const type = words.type(targetType);
    return {
      zh: `一个${type.zh}新与 ${count} 名监控成员相连，疑似新成员`,
      en: `A ${type.en.toLowerCase()} is newly tied to ${count} watched members: perhaps a new one`,
    };
  },
};

/** Targets that are watched through no gang count as one. */
function byGang(
  targets: Targets,
): Map<string, Targets extends ReadonlyMap<string, infer T> ? T : never>[] {
  const groups = new Map<
    string,
    Map<string, Targets extends ReadonlyMap<string, infer T> ? T : never>
  >();
  for (const [id, target] of targets) {
    const group = groups.get(target.gang ?? '') ?? new Map();
    groups.set(target.gang ?? '', group.set(id, target));
  }
  return [...groups.values()];
}

/** In a change that is too large to be held: what lies within two steps of members. */
async function candidatesNear(
  members: Targets,
  change: Change,
  given: Settings,
): Promise<readonly string[]> {
  const { graph } = change;
  const around = await near(graph, [...members.keys()], { ...given, maxDegree: Infinity });
  const further = new Set(await near(graph, around, given));
  return near(graph, await seedsAmong(change, further, given.kinds), given);
}

/** One step from whom the change made a member. */
function nearNewcomers({ graph, newcomers }: Change, given: Settings): Promise<string[]> {
  return near(graph, [...newcomers.ids], { ...given, maxDegree: Infinity });
}

/** What changed and what is one specific step from it. */
async function near(graph: GraphAt, seeds: readonly string[], given: Settings): Promise<string[]> {
  const ids = [...new Set(seeds)];
  const neighbours = await neighboursOf(graph, ids, given.kinds);
  const all = new Set(ids);
  for (const id of ids) {
    const around = neighbours.get(id) ?? new Set<string>();
    if (around.size <= given.maxDegree) for (const other of around) all.add(other);
  }
  return [...all];
}

async function neighboursOf(
  graph: GraphAt,
  ids: readonly string[],
  kinds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const wanted = new Set(ids);
  const found = new Map<string, Set<string>>();
  const add = (id: string, other: string): void => {
    if (wanted.has(id)) found.set(id, (found.get(id) ?? new Set()).add(other));
  };
  for (const { source, target } of await graph.edges([...wanted], kinds)) {
    add(source, target);
    add(target, source);
  }
  return found;
}

/** By candidate: members that it is tied to, with what they share (null: they are linked themselves). */
async function tiesOf(
  graph: GraphAt,
  candidates: readonly string[],
  members: Pick<Targets, 'has'>,
  { kinds, maxDegree }: Settings,
): Promise<Map<string, Map<string, string | null>>> {
  const around = await neighboursOf(graph, candidates, kinds);
  const shared = [...new Set([...around.values()].flatMap((ids) => [...ids]))];
  const beyond = await neighboursOf(
    graph,
    shared.filter((id) => !members.has(id)),
    kinds,
  );
  return new Map(
    candidates.map((candidate) => {
      const tied = new Map<string, string | null>();
      const own = [...(around.get(candidate) ?? [])].sort();
      for (const id of own) if (members.has(id)) tied.set(id, null);
      for (const id of own) {
        const users = beyond.get(id);
        if (users === undefined || users.size > maxDegree) continue;
        for (const user of users) if (members.has(user) && !tied.has(user)) tied.set(user, id);
      }
      return [candidate, tied];
    }),
  );
}

/** Those that were tied to enough members in an earlier graph, whatever they were called then. @param sameNames under the records by which an alert is known */
async function tiedAt(
  then: GraphAt,
  { graph }: Change,
  candidates: readonly string[],
  members: Targets,
  given: Settings,
  { sameNames = false } = {},
): Promise<Set<string>> {
  if (candidates.length === 0) return new Set();
  const ancestors = sameNames
    ? await graph.namesakes(candidates, then)
    : await graph.ancestors(candidates, then.revision);
  const old = await then.entitiesOf([...members.values()].map(({ record }) => record));
  const ties = await tiesOf(
    then,
    [...new Set([...ancestors.values()].flat())],
    new Set(old.values()),
    given,
  );
  const isTied = (id: string): boolean => (ties.get(id)?.size ?? 0) >= given.minMembers;
  return new Set(candidates.filter((id) => ancestors.get(id)?.some(isTied)));
}
