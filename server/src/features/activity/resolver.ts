/** What a group of enterprises and people did over time: declarations, registrations, cases. */
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkIds } from '../../graphql/clamp.ts';
import { analysisColumns } from '../../reading/analysis-columns.ts';
import { casesOfMembers, isSeizure } from '../../reading/case-parties.ts';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import { monthsOf, type DatedEvent } from './months.ts';

const MOST_IDS = 2_000;

interface FoundEvent extends DatedEvent {
  readonly entity: string;
  readonly members: number;
}

export const activityResolvers: Resolvers = {
  Query: {
    activity: async (_, { ids }, { truth, nodes }) => {
      const asked = checkIds(ids, MOST_IDS);
      const known = await entityIdsOf(truth, asked);
      const entities = [...new Set(asked.map((id) => known.get(id) ?? id))];
      const columns = analysisColumns(truth);
      const [filings, beginnings, cases] = await Promise.all([
        columns.filings(entities),
        columns.beginnings(entities),
        casesOfMembers(truth, entities),
      ]);
      const events: FoundEvent[] = [
        ...beginnings.flatMap(({ id: entity, registered, customsRegistered }): FoundEvent[] => [
          ...(registered
            ? [{ day: registered, kind: 'registered' as const, entity, members: 1 }]
            : []),
          ...(customsRegistered
            ? [{ day: customsRegistered, kind: 'customsRegistered' as const, entity, members: 1 }]
            : []),
        ]),
        ...cases.map(({ id: entity, day, kind, members }): FoundEvent => ({
          day,
          kind: isSeizure(kind) ? 'seizure' : 'case',
          entity,
          members,
        })),
      ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.entity < b.entity ? -1 : 1));
      const found = await nodes.loadMany(events.map(({ entity }) => entity));
      return {
        months: monthsOf(filings, events),
        events: events.flatMap((event, index) => {
          const entity = found[index];
          return entity && !(entity instanceof Error) ? [{ ...event, entity }] : [];
        }),
      };
    },
  },
};
