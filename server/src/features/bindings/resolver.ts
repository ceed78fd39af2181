/** Plates and terminals of vehicles for a period: said, ended, and who said what and why. */
import { deviceKey } from '@phecda/etl/positions/device-key';
import type { DeviceScheme } from '@phecda/graph-schema/ports/position-store';
import { DomainError, notFound } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkText, clamp } from '../../graphql/clamp.ts';
import { entityIdsOf, requireEntityId, requireRecordId } from '../../reading/entity-ids.ts';

const maxListed = 1_000;
const longestReason = 2_000;

export const bindingResolvers: Resolvers = {
  Query: {
    deviceBindings: async (_, { vehicle, first }, { services, truth }) => {
      const all = await services.bindings.store.list();
      let own = all;
      if (vehicle) {
        const entity = await requireEntityId(truth, vehicle);
        const entities = await entityIdsOf(truth, [...new Set(all.map(({ record }) => record))]);
        own = all.filter(({ record }) => entities.get(record) === entity);
      }
      return { total: own.length, bindings: own.slice(0, clamp(first, 1, maxListed, 200)) };
    },
  },
  Mutation: {
    bindDevice: async (_, { scheme, value, vehicle, from, to, reason }, context) => {
      const author = context.actor();
      const { bindings } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      const number = numberOf(scheme, checkText(value, 'value', 1, 100));
      const record = await requireRecordId(context.truth, vehicle);
      const target = await bindings.numberOf(record);
      if (target === null)
        throw new DomainError(
          'BAD_INPUT',
          'error.bindingTarget',
          'It has neither a plate nor an MMSI or IMO number, so that positions cannot be its.',
        );
      if (target.scheme === scheme && target.value === number)
        throw new DomainError('BAD_INPUT', 'error.bindingSelf', 'The number is its own already.');
      const period = { from: moment(from), to: moment(to) };
      if (period.from !== null && period.to !== null && period.from >= period.to)
        throw new DomainError('BAD_INPUT', 'error.bindingPeriod', 'It ends before it begins.');
      const id = await bindings.store.bind(
        { scheme, value: number, record, ...period },
        author,
        why,
      );
      await bindings.apply();
      const made = (await bindings.store.list()).find((one) => one.id === id);
      if (made === undefined) throw notFound('binding');
      return made;
    },
    endDeviceBinding: async (_, { id, at, reason }, context) => {
      const author = context.actor();
      const { bindings } = context.services;
      const why = checkText(reason, 'reason', 1, longestReason);
      if (!(await bindings.store.end(checkId(id), moment(at), author, why)))
        throw new DomainError(
          'CONFLICT',
          'error.bindingEnded',
          'Somebody has said otherwise meanwhile.',
        );
      await bindings.apply();
      return true;
    },
  },
  DeviceBinding: {
    vehicle: async ({ record }, _, { nodes }) => nodes.load(record),
    from: ({ from }) => instant(from),
    to: ({ to }) => instant(to),
  },
};

/** As positions are stored under it. @throws DomainError when it is none */
function numberOf(scheme: DeviceScheme, value: string): string {
  const none = { plate: '', terminal: '', mmsi: '', imo: '', name: '' };
  const key = deviceKey({ ...none, [scheme]: value });
  if (key === null)
    throw new DomainError('BAD_INPUT', 'error.bindingNumber', 'This is no such number.', { value });
  return key.value;
}

function moment(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text);
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
