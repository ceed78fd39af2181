/** What an entity did: per month, goods, port, partner, country and broker. */
import type { MonthValue, Resolvers } from '../../generated/resolvers.ts';
import { notFound } from '../../domain-error.ts';
import { loadEntity } from '../entity/load-entity.ts';
import { ProfileStore } from '../../reading/profile.ts';
import { volatilityOf, withoutGaps } from './volatility.ts';

export const profileResolvers: Resolvers = {
  Query: {
    profile: async (_, { id, from, to }, context) => {
      const entity = await loadEntity(id, context);
      if (!entity) throw notFound('entity');
      const store = new ProfileStore(
        context.truth,
        entity.id,
        entity.type,
        from ?? null,
        to ?? null,
      );
      const [months, hs, ports, partners, countries, brokers, totals, amounts] = await Promise.all([
        store.months(),
        store.hsCodes(),
        store.shares('port'),
        store.partners(),
        store.countries(),
        store.shares('declarant'),
        store.totals(),
        store.amounts(),
      ]);
      return {
        months,
        hs: await Promise.all(
          hs.map(async (share) => {
            const label = share.entity === null ? null : await context.goods.load(share.entity);
            return label === null ? share : { ...share, label };
          }),
        ),
        ports,
        partners,
        countries,
        brokers,
        ...totals,
        amounts,
        volatility: volatilityOf(monthSums(months)),
      };
    },
  },
};

function monthSums(months: readonly MonthValue[]): number[] {
  const sums = new Map<string, number>();
  for (const { month, value } of months) sums.set(month, (sums.get(month) ?? 0) + value);
  return withoutGaps(sums);
}
