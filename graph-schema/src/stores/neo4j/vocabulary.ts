/** The ontology's types and kinds as labels and relationship types: the only names that ever enter the text of a query. */
import { relationType } from '../../ontology/neo4j-constraints.ts';
import type { Ontology } from '../../ontology/types.ts';

const safeName = /^[A-Za-z][A-Za-z0-9_]*$/;

export class Vocabulary {
  readonly types: readonly string[];
  readonly kinds: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #typeOfKind = new Map<string, string>();
  readonly #kindOfType = new Map<string, string>();

  constructor(ontology: Pick<Ontology, 'entityTypes' | 'relationKinds'>) {
    this.types = Object.keys(ontology.entityTypes).sort();
    this.kinds = Object.keys(ontology.relationKinds).sort();
    this.#known = new Set(this.types);
    for (const name of [...this.types, ...this.kinds])
      if (!safeName.test(name)) throw new Error(`"${name}" cannot be a name in Neo4j.`);
    for (const kind of this.kinds) {
      const type = relationType(kind);
      const other = this.#kindOfType.get(type);
      if (other !== undefined)
        throw new Error(`The kinds ${other} and ${kind} would both be ${type} in Neo4j.`);
      this.#typeOfKind.set(kind, type);
      this.#kindOfType.set(type, kind);
    }
  }

  hasType(name: string): boolean {
    return this.#known.has(name);
  }
  hasKind(name: string): boolean {
    return this.#typeOfKind.has(name);
  }
  /** @throws Error when the ontology does not know the type */
  label(type: string): string {
    if (!this.#known.has(type)) throw new Error(`The ontology has no entity type "${type}".`);
    return type;
  }
  /** @throws Error when the ontology does not know the kind */
  relationType(kind: string): string {
    const type = this.#typeOfKind.get(kind);
    if (type === undefined) throw new Error(`The ontology has no relation kind "${kind}".`);
    return type;
  }
  kind(relationType: string): string {
    return this.#kindOfType.get(relationType) ?? relationType;
  }
}
