/** Identify step, as read: movers of the position store and the vehicles and vessels of the graph that they are. */
import type {
  DeviceScheme,
  MoverFacts,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';
import { DomainError, notFound } from '../domain-error.ts';
import { isId } from '../graphql/clamp.ts';
import { entityIdOf } from '../reading/entity-ids.ts';
import { entitiesByKeys, positionKeysOf } from '../reading/movers.ts';
import type { ViewedTruth } from '../reading/truth.ts';

export interface Mover {
  /** Record of its entity, else `device:<scheme>:<value>`. */
  readonly id: string;
  readonly entity: string | null;
  /** What was asked for first; of one entity several can have positions (plates of years, MMSI and IMO). */
  readonly facts: MoverFacts;
}

const keyPrefix = {
  plate: 'Vehicle:plate:',
  mmsi: 'Vessel:mmsi:',
  imo: 'Vessel:imo:',
  terminal: null,
} as const satisfies Readonly<Record<DeviceScheme, string | null>>;

/** Its own number before the IMO number that it said. */
function keysOf({ scheme, value, imo }: MoverFacts): string[] {
  const own = keyPrefix[scheme];
  return [...(own === null ? [] : [own + value]), ...(imo === '' ? [] : [keyPrefix.imo + imo])];
}

/** As the graph has them now, in the order given. */
export async function identify(truth: ViewedTruth, facts: readonly MoverFacts[]): Promise<Mover[]> {
  const found = await entitiesByKeys(truth, facts.flatMap(keysOf));
  const byKey = new Map(found.map((one) => [one.key, one]));
  return facts.map((one) => {
    const named = keysOf(one)
      .map((key) => byKey.get(key))
      .find((entity) => entity !== undefined);
    return {
      id: named?.record ?? `device:${one.scheme}:${one.value}`,
      entity: named?.entity ?? null,
      facts: one,
    };
  });
}

/** Everything that has positions under this id. @throws DomainError NOT_FOUND */
export async function moversOf(
  truth: ViewedTruth,
  positions: PositionStore,
  id: string,
): Promise<Mover[]> {
  const device = /^device:(plate|terminal|mmsi|imo):(.+)$/su.exec(id);
  if (device) {
    const facts = await positions.mover(device[1] as DeviceScheme, device[2] ?? '');
    if (!facts) throw notFound('mover');
    return identify(truth, [facts]);
  }
  if (!isId(id))
    throw new DomainError(
      'BAD_INPUT',
      'error.badId',
      'A mover is named by a record, an entity or its device.',
    );
  const entity = await entityIdOf(truth, id);
  const keys = entity === null ? [] : await positionKeysOf(truth, entity);
  const facts: MoverFacts[] = [];
  for (const key of keys) {
    const [, scheme = '', value = ''] = /^\w+:(\w+):(.*)$/su.exec(key) ?? [];
    const one = await positions.mover(scheme as DeviceScheme, value);
    if (one) facts.push(one);
    // One that says this IMO number and whose MMSI names another vessel is that one.
    if (scheme === 'imo')
      for (const said of await identify(truth, await positions.moversOfImo(value)))
        if (said.entity === entity) facts.push(said.facts);
  }
  if (facts.length === 0) throw notFound('mover');
  const once = new Map(facts.map((one) => [one.mover, one]));
  return (await identify(truth, [...once.values()])).sort((a, b) => b.facts.fixes - a.facts.fixes);
}

export function nameOf({ facts: { name, value } }: Mover): string {
  return name === '' ? value : name;
}
