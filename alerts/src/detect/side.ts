/** An entity as far as ends of paths are chosen by it: some dozens say all there is of millions. */
import type { ViewEntity } from '@phecda/graph-schema';
import { distinctTags } from '@phecda/graph-schema/truth/derived-tags';
import { lines } from '@phecda/graph-schema/truth/view-rows';

export interface Side {
  readonly type: string;
  /** Asserted and derived. */
  readonly tags: readonly string[];
  /** Known to customs: has a customs code or the date of its registration. */
  readonly registered: boolean;
}

export interface SideRow {
  readonly type: string;
  readonly tags: string;
  readonly registered: boolean;
}

/** Who has one of these is known to customs. */
const registeredBy = ['customsCode', 'customsRegistrationDate'];

/** Rows as they are stored are ten times as wide. In JSON a name stands between quotes that none of its texts can hold. */
export const sideColumns = [
  'type',
  'tags',
  `(${registeredBy.map((name) => `position('"${name}":' IN props) > 0`).join(' OR ')}) AS registered`,
];

/** Sides that say the same are one object. */
export function sharedSides(): (row: SideRow) => Side {
  const known = new Map<string, Side>();
  return ({ type, tags, registered }) => {
    const key = `${type} ${registered} ${tags}`;
    const side = known.get(key) ?? { type, tags: lines(distinctTags(tags)), registered };
    known.set(key, side);
    return side;
  };
}

export function toSide({
  type,
  tags,
  props,
}: Pick<ViewEntity, 'type' | 'tags'> & {
  readonly props: Readonly<Record<string, unknown>>;
}): Side {
  return { type, tags, registered: registeredBy.some((name) => props[name] !== undefined) };
}
