/** Builds the WHERE of a question about declarations; every value is a parameter. */
import type { Ontology, SqlValue } from '@phecda/graph-schema';
import { endColumns, rolesOfType, type RoleColumn } from './declaration-roles.ts';

export class DeclarationFilter {
  readonly #ontology: Ontology;
  readonly #conditions: string[] = [];
  readonly #parameters: SqlValue[] = [];

  constructor(ontology: Ontology) {
    this.#ontology = ontology;
  }

  get where(): string {
    return this.#conditions.length === 0 ? 'TRUE' : this.#conditions.join(' AND ');
  }

  get parameters(): readonly SqlValue[] {
    return this.#parameters;
  }

  /** Text of a new parameter. */
  value(value: SqlValue, type: 'UUID' | 'DATE' | 'TEXT'): string {
    this.#parameters.push(value);
    return `CAST($${this.#parameters.length} AS ${type})`;
  }

  /** Records of an entity, as a subquery. */
  recordsOf(entityId: string): string {
    return `(SELECT record_id FROM record WHERE entity_id = ${this.value(entityId, 'UUID')} AND family IN ('entity', 'reference'))`;
  }

  inColumns(columns: readonly RoleColumn[], entityId: string): this {
    // As an array, not as a subquery: PostgreSQL then finds each role by its index.
    const records = `ANY(ARRAY${this.recordsOf(entityId)})`;
    this.#conditions.push(`(${columns.map((column) => `${column} = ${records}`).join(' OR ')})`);
    return this;
  }

  /** In whatever role its type allows. */
  entity(entityId: string, type: string): this {
    const columns = rolesOfType(this.#ontology, type);
    if (columns.length > 0) return this.inColumns(columns, entityId);
    this.#conditions.push('FALSE');
    return this;
  }

  /** False when relations of this kind do not come from declarations. */
  relation(relation: {
    readonly kind: string;
    readonly source: string;
    readonly target: string;
  }): boolean {
    const ends = endColumns(this.#ontology, relation.kind);
    if (!ends) return false;
    this.inColumns(ends.source, relation.source).inColumns(ends.target, relation.target);
    if (ends.direction) this.#conditions.push(`direction = ${this.value(ends.direction, 'TEXT')}`);
    return true;
  }

  /** Half-open window of days. */
  window(from: string | null | undefined, to: string | null | undefined): this {
    if (from) this.#conditions.push(`date >= ${this.value(from, 'DATE')}`);
    if (to) this.#conditions.push(`date < ${this.value(to, 'DATE')}`);
    return this;
  }

  hsPrefix(code: string | null | undefined): this {
    const digits = code?.replaceAll(/\D/g, '') ?? '';
    if (digits !== '') this.#conditions.push(`starts_with(hs_code, ${this.value(digits, 'TEXT')})`);
    return this;
  }

  number(number: string): this {
    this.#conditions.push(`number = ${this.value(number, 'TEXT')}`);
    return this;
  }
}
