/** An entity as far as ends of paths are chosen by it: some dozens say all there is of millions. */
import { distinctTags } from '@phecda/graph-schema/truth/derived-tags';
import { lines } from '@phecda/graph-schema/truth/view-rows';

export interface Side {
  readonly type: string;
  /** Asserted and derived. */
  readonly tags: readonly string[];
  /** Of these, what sources and people say. */
  readonly asserted: readonly string[];
  /** Known to customs: has a customs code or the date of its registration. */
  readonly registered: boolean;
}

export interface SideRow {
  readonly type: string;
  readonly tags: string;
  readonly asserted: string;
  readonly registered: boolean;
}

/** Who has one of these is known to customs. */
const registeredBy = ['customsCode', 'customsRegistrationDate'];

/** Rows as they are stored are ten times as wide. In JSON a name stands between quotes that none of its texts can hold. */
export const sideColumns = [
  'type',
  'tags',
  'asserted',
  `(${registeredBy.map((name) => `position('"${name}":' IN props) > 0`).join(' OR ')}) AS registered`,
];

/** Sides that say the same are one object. */
export function sharedSides(): (row: SideRow) => Side {
  const known = new Map<string, Side>();
  return ({ type, tags, asserted, registered }) => {
    const key = `${type} ${registered} ${asserted} ${tags}`;
    const side = known.get(key) ?? {
      type,
      tags: lines(distinctTags(tags)),
      asserted: lines(asserted),
      registered,
    };
    known.set(key, side);
    return side;
  };
}
