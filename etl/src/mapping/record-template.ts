/** What the map step makes of one record, relation or event of a mapping. */

/** SELECT list over `clean` of one template; `uses` are the columns of `clean` it reads. */
export interface Template {
  /** Entity type or relation kind. */
  readonly type: string;
  readonly columns: readonly (readonly [name: string, sql: string])[];
  readonly condition: string;
  /** Over `clean`: rows whose relation would end before it begins, of those that name both ends; null where none can. */
  readonly reversed: string | null;
  readonly uses: readonly string[];
  /** Equal rows are worth putting together before anything is computed; not so for events, of which each row is one. */
  readonly grouped: boolean;
  /** Text whose hash is the version: over `columns`, or for events over `clean` (`contentOf`). */
  readonly content: string;
  readonly contentOf: 'columns' | 'clean';
  /** Records whose ids the template takes from a joined table of known ids, column `id_<name>`. */
  readonly known: readonly string[];
  /** Columns that hold plain ids, which are keyed when they are staged; what is hashed is hashed with plain ids. */
  readonly plainIds: readonly string[];
}
