/** A target files at another port for the first time: which port is another hangs on the days of declaration, not on which file came first. */
import { z } from 'zod';
import type { Change } from '../../detect/change.ts';
import {
  declarationsAtPorts,
  newDeclarations,
  todayOf,
  touchedDeclarations,
} from '../../detect/declarations-of-change.ts';
import { filedPorts, otherPorts } from '../../detect/filed-ports.ts';
import { GraphAt } from '../../detect/graph-at.ts';
import { stillParties } from '../../detect/still-parties.ts';
import type { Targets } from '../../detect/targets.ts';
import { emptyDetail, type Condition, type Finding } from '../condition.ts';
import type { AlertFacts, Rest } from '../../store/alert-store.ts';
import { throughPeople, withThoseBehind } from '../through-people.ts';

const settings = z.strictObject({ throughPeople: z.boolean().default(true) });
type Settings = z.output<typeof settings>;
const filesAt = ['filesAt'];

export const firstFilingAtPort: Condition<Settings> = {
  name: 'firstFilingAtPort',
  words: { zh: '首次在其他口岸申报', en: 'First filing at another port' },
  explanation: {
    zh: '目标首次在其他口岸申报。监控开始时已知的口岸不算；此前从未申报的，以申报日期最早的口岸为其首个口岸，与数据到达的先后无关。',
    en: 'A target files at another port for the first time. Ports known when the watch began are none; where it had filed nowhere, the port of its earliest declaration is its first, in whatever order the files come.',
  },
  settings,
  fields: [],
  async detect(change, targets, given) {
    const { all, newcomers } = given.throughPeople
      ? await withThoseBehind(change, targets)
      : { all: targets, newcomers: change.newcomers.ids };
    const events = await filingEvents(change, all, newcomers);
    const ports = events.flatMap(({ port }) => (port === '' ? [] : port));
    const now = await change.graph.edges(
      events.map(({ entity }) => entity),
      filesAt,
    );
    const nodes = await change.graph.nodes([
      ...new Set([...events.map(({ entity }) => entity), ...ports]),
    ]);
    return events.flatMap((event): Finding[] => {
      const { entity, port, declarations, ...how } = event;
      const target = all.get(entity);
      if (target === undefined) return [];
      const record = nodes.get(port)?.record ?? port;
      return [
        {
          target: target.record,
          path: [target.record, record],
          mark: '',
          subject: record,
          facts: declarations.map((one) => one.record).slice(0, 500),
          day: declarations.flatMap(({ day }) => day ?? []).sort()[0] ?? null,
          ...how,
          detail: {
            ...emptyDetail,
            targetType: nodes.get(entity)?.type ?? '',
            endType: 'Port',
            hops: 1,
            count: declarations.length,
            caseNumber: target.caseNumber,
            gang: target.gang,
            relation: now.find((one) => one.source === entity && one.target === port)?.id ?? null,
            kind: 'filesAt',
          },
        },
      ];
    });
  },
  reach: (graph, targets, given) =>
    given.throughPeople ? throughPeople(graph, targets) : Promise.resolve(targets),
  declarationsEnd: 'first port by date',
  async standing(alerts, change) {
    const today = new GraphAt(change.sql, Number.MAX_SAFE_INTEGER);
    const entities = await today.entitiesOf([...new Set(alerts.flatMap(({ path }) => path))]);
    const entityOf = (record: string | undefined): string => entities.get(record ?? '') ?? '';
    const concerned =
      change.takesOut || change.files === null ? alerts : await thoseThatFiled(alerts, change);
    const parties = await stillParties(change, concerned, { onDay: false });
    const filing = await filedPorts(change, [
      ...new Set(concerned.flatMap(({ target }) => entities.get(target) ?? [])),
    ]);
    const isOver = ({ id, target, path }: AlertFacts): boolean =>
      !parties.has(id) ||
      !otherPorts(filing.get(entityOf(target))?.now ?? []).has(entityOf(path.at(-1)));
    const over = new Set(concerned.filter(isOver).map(({ id }) => id));
    return new Set(alerts.flatMap(({ id }) => (over.has(id) ? [] : id)));
  },
  async restsOn(alerts, change) {
    const concerned = await thoseThatFiled(alerts, change);
    const today = new GraphAt(change.sql, Number.MAX_SAFE_INTEGER);
    const entities = await today.entitiesOf([...new Set(concerned.flatMap(({ path }) => path))]);
    const found = new Map<string, Rest>();
    const filing = await filedPorts(change, [
      ...new Set(concerned.flatMap(({ target }) => entities.get(target) ?? [])),
    ]);
    for (const { id, target, path, facts, factDay } of concerned) {
      const entity = entities.get(target) ?? '';
      const port = entities.get(path.at(-1) ?? '');
      const records = (filing.get(entity)?.now ?? []).filter((one) => one.port === port);
      const all = await declarationsAtPorts(
        change,
        entity,
        records.map(({ record }) => record),
      );
      const at = new Set(all.map(({ record }) => record));
      const now = [...new Set([...facts.filter((record) => at.has(record)), ...at])].slice(0, 500);
      const day = all.flatMap((one) => one.day ?? []).sort()[0] ?? null;
      if (now.join() !== facts.join() || day !== factDay)
        found.set(id, { facts: now, day, count: all.length });
    }
    return found;
  },
  reason({ targetType, count }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）首次在其他口岸申报，${count} 份报关单`,
      en: `A watched ${target.en.toLowerCase()} files at another port for the first time, ${count} declaration${count === 1 ? '' : 's'}`,
    };
  },
};

/** Of alerts those of whose target a declaration was said, moved or taken out. */
async function thoseThatFiled(
  alerts: readonly AlertFacts[],
  change: Change,
): Promise<readonly AlertFacts[]> {
  const entities = await change.graph.entitiesOf(alerts.map(({ target }) => target));
  const targets = new Map([...entities].map(([record, entity]) => [entity, { record }]));
  const touched = await touchedDeclarations(change, targets, ['trader']);
  const filed = new Set(touched.map(({ entity }) => entity));
  return alerts.filter(({ target }) => filed.has(entities.get(target) ?? ''));
}

interface FilingEvent extends Pick<Finding, 'saidBefore'> {
  /** As of the revision, like the port. */
  readonly entity: string;
  /** Empty: not looked at yet. */
  readonly port: string;
  readonly declarations: readonly { readonly record: string; readonly day: string | null }[];
}

/** Ports that have become others for a target. */
async function filingEvents(
  change: Change,
  targets: Targets,
  newcomers: ReadonlySet<string>,
): Promise<FilingEvent[]> {
  const touched = await touchedDeclarations(change, targets, ['trader']);
  const filed = new Set([...touched.map(({ entity }) => entity), ...newcomers]);
  if (filed.size === 0) return [];
  // Whose watch began when is not looked at yet.
  if (change.screening) return [...filed].map((entity) => ({ entity, port: '', declarations: [] }));
  const concerned = new Map([...targets].filter(([id]) => filed.has(id)));
  const newest = (
    await newDeclarations(change, concerned, new Set(), { roles: ['trader'] })
  ).filter(({ saidBefore }) => !saidBefore);
  const today = await todayOf(change, concerned);
  const filing = await filedPorts(change, [...today.values()]);
  const events: FilingEvent[] = [];
  for (const [entity, id] of today) {
    const { before, now } = filing.get(id) ?? { before: [], now: [] };
    const own = newest.filter((one) => one.entity === entity);
    const were = newcomers.has(entity) ? new Set<string>() : otherPorts(before);
    const turned = [...otherPorts(now)].filter((port) => !were.has(port));
    const records = now.filter(({ port }) => turned.includes(port)).map(({ record }) => record);
    const all = await declarationsAtPorts(change, id, records);
    for (const port of turned) {
      const declarations = all.filter((one) => one.port === port);
      const saidBefore = declarations.some(
        (one) => !own.some(({ record }) => record === one.record),
      );
      events.push({ entity, port, declarations, ...(saidBefore && { saidBefore }) });
    }
    // Of the past: it is counted at which ports they were first then.
    if (!change.history || before.length === 0) continue;
    for (const port of new Set(own.flatMap((one) => one.port ?? [])))
      if (!turned.includes(port) && !before.some((one) => one.port === port))
        events.push({ entity, port, declarations: own.filter((one) => one.port === port) });
  }
  return events;
}
