/** A target that has filed before files at a port for the first time. */
import { z } from 'zod';
import { newDeclarations } from '../../detect/declarations-of-change.ts';
import { stillParties } from '../../detect/still-parties.ts';
import { emptyDetail, type Condition } from '../condition.ts';
import { throughPeople } from '../through-people.ts';

const settings = z.strictObject({ throughPeople: z.boolean().default(true) });
type Settings = z.output<typeof settings>;
const filesAt = ['filesAt'];

export const firstFilingAtPort: Condition<Settings> = {
  name: 'firstFilingAtPort',
  words: { zh: '首次在其他口岸申报', en: 'First filing at another port' },
  explanation: {
    zh: '以前申报过的目标首次在某口岸申报。',
    en: 'A target that has filed before files at a port for the first time.',
  },
  settings,
  fields: [],
  async detect(change, targets, given) {
    const { graph } = change;
    const all = given.throughPeople ? await throughPeople(graph, targets) : targets;
    const filed = (await newDeclarations(change, all, ['trader'])).filter(
      ({ port }) => port !== null,
    );
    if (filed.length === 0) return [];
    const entities = [...new Set(filed.map(({ entity }) => entity))];
    const ancestors = await graph.ancestors([
      ...entities,
      ...new Set(filed.flatMap(({ port }) => port ?? [])),
    ]);
    const before = await graph.before.edges(
      entities.flatMap((id) => ancestors.get(id) ?? [id]),
      filesAt,
    );
    const portsBefore = (entity: string): Set<string> => {
      const own = ancestors.get(entity) ?? [entity];
      return new Set(
        before.filter(({ source }) => own.includes(source)).map(({ target }) => target),
      );
    };
    const now = await graph.edges(entities, filesAt);
    const nodes = await graph.nodes([...entities, ...now.map(({ target }) => target)]);
    return entities.flatMap((entity) => {
      const target = all.get(entity);
      const known = portsBefore(entity);
      if (target === undefined || known.size === 0) return [];
      const ports = new Set(
        filed.flatMap((one) => (one.entity === entity ? (one.port ?? []) : [])),
      );
      return [...ports].flatMap((port) => {
        // Whichever file brought the first of them, an open alert rests on all that were filed there.
        const onlyJoins = (ancestors.get(port) ?? [port]).some((id) => known.has(id));
        const declarations = filed.filter((one) => one.entity === entity && one.port === port);
        const days = declarations.flatMap(({ day }) => day ?? []).sort();
        const edge = now.find((one) => one.source === entity && one.target === port);
        const record = nodes.get(port)?.record ?? port;
        return [
          {
            target: target.record,
            path: [target.record, record],
            mark: '',
            subject: record,
            facts: declarations.map((one) => one.record).slice(0, 500),
            day: days[0] ?? null,
            ...(onlyJoins && { onlyJoins }),
            detail: {
              ...emptyDetail,
              targetType: nodes.get(entity)?.type ?? '',
              endType: 'Port',
              hops: 1,
              count: declarations.length,
              caseNumber: target.caseNumber,
              gang: target.gang,
              relation: edge?.id ?? null,
              kind: 'filesAt',
            },
          },
        ];
      });
    });
  },
  standing: (alerts, change) => stillParties(change, alerts),
  reason({ targetType, count }, words) {
    const target = words.type(targetType);
    return {
      zh: `监控对象（${target.zh}）首次在其他口岸申报，${count} 份报关单`,
      en: `A watched ${target.en.toLowerCase()} files at another port for the first time, ${count} declaration${count === 1 ? '' : 's'}`,
    };
  },
};
