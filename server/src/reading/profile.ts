/** Behaviour of one entity, computed from the declarations of all its records. */
import type { CurrencyAmount, MonthValue } from '../generated/resolvers.ts';
import { readAmounts, readMonths, yuanSums } from './declarations.ts';
import { DeclarationFilter } from './declaration-filter.ts';
import type { RoleColumn } from './declaration-roles.ts';
import type { ShareModel } from '../graphql/models.ts';
import type { ViewedTruth } from './truth.ts';

export interface ProfileTotals {
  readonly declarations: number;
  readonly value: number;
  readonly converted: number;
  readonly unconverted: number;
  readonly mass: number;
  readonly inspections: number;
  readonly seizures: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Shares shown per dimension; what is missing to the totals is the rest. */
const mostShares = 100;

export class ProfileStore {
  readonly #truth: ViewedTruth;
  readonly #entityId: string;
  readonly #type: string;
  readonly #from: string | null;
  readonly #to: string | null;

  constructor(
    truth: ViewedTruth,
    entityId: string,
    type: string,
    from: string | null,
    to: string | null,
  ) {
    this.#truth = truth;
    this.#entityId = entityId;
    this.#type = type;
    this.#from = from;
    this.#to = to;
  }

  #filter(): DeclarationFilter {
    return new DeclarationFilter(this.#truth.ontology)
      .entity(this.#entityId, this.#type)
      .window(this.#from, this.#to);
  }

  months(): Promise<MonthValue[]> {
    return readMonths(this.#truth, this.#filter());
  }

  async totals(): Promise<ProfileTotals> {
    const filter = this.#filter();
    const results = this.#truth.ontology.eventTypes['Declaration']?.found ?? [];
    const found = `(${results.map((result) => filter.value(result, 'TEXT')).join(', ') || 'NULL'})`;
    const [row] = await this.#truth.query<ProfileTotals>(
      `SELECT count(*) AS declarations, ${yuanSums}, CAST(COALESCE(sum(mass), 0) AS BIGINT) AS mass,
              CAST(COALESCE(sum(CASE WHEN inspection IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS inspections,
              CAST(COALESCE(sum(CASE WHEN inspection IN ${found} THEN 1 ELSE 0 END), 0) AS BIGINT) AS seizures,
              min(date) AS first, max(date) AS last
       FROM declaration WHERE ${filter.where}`,
      filter.parameters,
    );
    return (
      row ?? {
        declarations: 0,
        value: 0,
        converted: 0,
        unconverted: 0,
        mass: 0,
        inspections: 0,
        seizures: 0,
        first: null,
        last: null,
      }
    );
  }

  amounts(): Promise<CurrencyAmount[]> {
    return readAmounts(this.#truth, this.#filter());
  }

  /** Shares of the entities in one role. */
  shares(role: RoleColumn): Promise<ShareModel[]> {
    return this.#entityShares(role, this.#filter());
  }

  /** The other side: overseas parties of a trader; of anyone else the traders. */
  partners(): Promise<ShareModel[]> {
    const filter = this.#filter();
    if (this.#type !== 'Enterprise') return this.#entityShares('trader', filter);
    const own = filter.recordsOf(this.#entityId);
    return this.#entityShares(`CASE WHEN trader IN ${own} THEN overseas ELSE trader END`, filter);
  }

  hsCodes(): Promise<ShareModel[]> {
    const filter = this.#filter();
    return this.#truth.query<ShareModel>(
      `WITH s AS (SELECT COALESCE(hs_code, '') AS key, ${this.#truth.dialect.minUuid('hs')} AS record_id, count(*) AS count, CAST(COALESCE(sum(yuan), 0) AS BIGINT) AS value
                  FROM declaration WHERE ${filter.where} AND hs_code IS NOT NULL GROUP BY 1)
       SELECT s.key, COALESCE(e.label, s.key) AS label, e.entity_id AS entity, s.count, s.value
       FROM s LEFT JOIN record r ON r.record_id = s.record_id LEFT JOIN entity e ON e.entity_id = r.entity_id AND e.rev_to IS NULL
       ORDER BY s.value DESC, s.count DESC, s.key LIMIT ${mostShares}`,
      filter.parameters,
    );
  }

  /** Country of origin of imports, of destination of exports. */
  countries(): Promise<ShareModel[]> {
    const filter = this.#filter();
    return this.#truth.query<ShareModel>(
      `SELECT key, key AS label, NULL AS entity, count(*) AS count, CAST(COALESCE(sum(yuan), 0) AS BIGINT) AS value
       FROM (SELECT CASE WHEN direction = 'export' THEN destination ELSE origin END AS key, yuan FROM declaration WHERE ${filter.where}) c
       WHERE key IS NOT NULL GROUP BY key ORDER BY 5 DESC, 4 DESC, 1 LIMIT ${mostShares}`,
      filter.parameters,
    );
  }

  #entityShares(expression: string, filter: DeclarationFilter): Promise<ShareModel[]> {
    return this.#truth.query<ShareModel>(
      `WITH s AS (SELECT ${expression} AS record_id, count(*) AS count, CAST(COALESCE(sum(yuan), 0) AS BIGINT) AS value
                  FROM declaration WHERE ${filter.where} GROUP BY 1)
       SELECT CAST(e.entity_id AS TEXT) AS key, e.label, e.entity_id AS entity,
              CAST(sum(s.count) AS BIGINT) AS count, CAST(sum(s.value) AS BIGINT) AS value
       FROM s JOIN record r ON r.record_id = s.record_id JOIN entity e ON e.entity_id = r.entity_id AND e.rev_to IS NULL
       GROUP BY e.entity_id, e.label ORDER BY 5 DESC, 4 DESC, 1 LIMIT ${mostShares}`,
      filter.parameters,
    );
  }
}
