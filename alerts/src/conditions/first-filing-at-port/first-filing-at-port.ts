/** A target files at another port for the first time: which port is another hangs on the days of declaration, not on which file came first. */
import { z } from 'zod';
import type { Change } from '../../detect/change.ts';
import { declarationsAtPorts, newDeclarations } from '../../detect/declarations-of-change.ts';
import { filedPorts, otherPorts, todayOf } from '../../detect/filed-ports.ts';
import { GraphAt } from '../../detect/graph-at.ts';
import { stillParties } from '../../detect/still-parties.ts';
import type { Targets } from '../../detect/targets.ts';
import { emptyDetail, type Condition, type Finding } from '../condition.ts';
import type { AlertFacts } from '../../store/alert-store.ts';
import { withThoseBehind } from '../through-people.ts';

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
      : { all: targets, newcomers: new Set<string>() };
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
  declarationsEnd: 'first port by date',
  async standing(alerts, change) {
    const today = new GraphAt(change.sql, Number.MAX_SAFE_INTEGER);
    const entities = await today.entitiesOf([...new Set(alerts.flatMap(({ path }) => path))]);
    const entityOf = (record: string | undefined): string => entities.get(record ?? '') ?? '';
    const concerned =
      change.takesOut || change.files === null ? alerts : await thoseThatFiled(alerts, change);
    const parties = await stillParties(change, concerned);
    const filing = await filedPorts(change, [
      ...new Set(concerned.flatMap(({ target }) => entities.get(target) ?? [])),
    ]);
    const isOver = ({ id, target, path }: AlertFacts): boolean =>
      !parties.has(id) ||
      !otherPorts(filing.get(entityOf(target))?.now ?? []).has(entityOf(path.at(-1)));
    const over = new Set(concerned.filter(isOver).map(({ id }) => id));
    return new Set(alerts.flatMap(({ id }) => (over.has(id) ? [] : id)));
  },
  reason({ targetType, count }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）首次在其他口岸申报，${count} 份报关单`,
      en: `A watched ${target.en.toLowerCase()} files at another port for the first time, ${count} declaration${count === 1 ? '' : 's'}`,
    };
  },
};

/** Of alerts those whose target this file says a declaration of. */
async function thoseThatFiled(
  alerts: readonly AlertFacts[],
  change: Change,
): Promise<readonly AlertFacts[]> {
  const entities = await change.graph.entitiesOf(alerts.map(({ target }) => target));
  const targets = new Map(
    [...entities].map(([record, entity]) => [
      entity,
      { record, entity, gang: null, caseNumber: null },
    ]),
  );
  const said = await newDeclarations(change, targets, ['trader'], { corrected: true });
  const filed = new Set(said.map(({ entity }) => entity));
  return alerts.filter(({ target }) => filed.has(entities.get(target) ?? ''));
}

interface FilingEvent extends Pick<Finding, 'onlyJoins' | 'saidBefore'> {
  /** As of the revision, like the port. */
  readonly entity: string;
  /** Empty: not looked at yet. */
  readonly port: string;
  readonly declarations: readonly { readonly record: string; readonly day: string | null }[];
}

/** Ports that have become others for a target, and what joins those that were. */
async function filingEvents(
  change: Change,
  targets: Targets,
  newcomers: ReadonlySet<string>,
): Promise<FilingEvent[]> {
  const said = (await newDeclarations(change, targets, ['trader'], { corrected: true })).flatMap(
    (one) => (one.port === null ? [] : [{ ...one, port: one.port }]),
  );
  if (said.length === 0 && newcomers.size === 0) return [];
  // Whose watch began when is not looked at yet.
  if (change.screening)
    return [
      ...said.map(({ entity, port }) => ({ entity, port, declarations: [] })),
      ...[...newcomers].map((entity) => ({ entity, port: '', declarations: [] })),
    ];
  const newest = said.filter(({ isCorrection }) => !isCorrection);
  const today = await todayOf(
    change,
    new Map(
      [...targets].filter(([id]) => newcomers.has(id) || said.some(({ entity }) => entity === id)),
    ),
  );
  const filing = await filedPorts(change, [...today.values()]);
  const events: FilingEvent[] = [];
  for (const [entity, id] of today) {
    const { before, now } = filing.get(id) ?? { before: [], now: [] };
    const own = newest.filter((one) => one.entity === entity);
    const atPort = (port: string) => own.filter((one) => one.port === port);
    const others = otherPorts(now);
    const were = newcomers.has(entity) ? new Set<string>() : otherPorts(before);
    const turned = [...others].filter((port) => !were.has(port));
    const records = now.filter(({ port }) => turned.includes(port)).map(({ record }) => record);
    const all = await declarationsAtPorts(change, id, records);
    for (const port of new Set([...turned, ...own.map((one) => one.port)])) {
      if (turned.includes(port)) {
        const declarations = all.filter((one) => one.port === port);
        const saidBefore = !declarations.every((one) =>
          own.some(({ record }) => record === one.record),
        );
        events.push({ entity, port, declarations, ...(saidBefore && { saidBefore }) });
      } else if (others.has(port))
        events.push({ entity, port, declarations: atPort(port), onlyJoins: true });
      else if (change.history && before.length > 0 && !before.some((one) => one.port === port))
        events.push({ entity, port, declarations: atPort(port) });
    }
  }
  return events;
}
