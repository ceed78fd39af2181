/** Shape of the ontology: the same for the generated model in the browser and the YAML loaded at start on the server. */
import type { RuleModel } from './rule-schema.ts';

export const valueTypes = [
  'text',
  'name',
  'integer',
  'decimal',
  'money',
  'amounts',
  'mass',
  'quantity',
  'date',
  'boolean',
  'enum',
  'list',
  'country',
  'score',
] as const;
/** money = cents of yuan, amounts = sums per currency (`USD:1250`: hundredths of its unit; XXX = the currency is not given), mass = grams, quantity = thousandths, all integers; date = 'YYYY-MM-DD'; list = text[]; score = 0..100. */
export type ValueType = (typeof valueTypes)[number];

export interface Labelled {
  readonly zh: string;
  readonly en: string;
}

export interface EnumValueModel extends Labelled {
  readonly name: string;
}

export type AttributeGroup = 'natural' | 'behavioural' | 'associative';

export interface AttributeModel extends Labelled {
  readonly name: string;
  readonly valueType: ValueType;
  /** Unit of the stored value as people write it (元, g, °). */
  readonly unit?: string;
  /** Of money: attribute that names its currency where it is not yuan. */
  readonly currency?: string;
  /** Concerns a natural person: masked for those who may not see it. */
  readonly personal: boolean;
  /** Makes a key: two records of one type with the same value are one entity. */
  readonly identifier: boolean;
  readonly searchable: boolean;
  /** Computed from records, never asserted by a source. */
  readonly derived: boolean;
  readonly group: AttributeGroup;
  /** Closed set of values (enum, list); absent = open. */
  readonly values?: readonly EnumValueModel[];
  /** FollowTheMoney property, null where there is none. */
  readonly ftm: string | null;
}

export interface EntityTypeModel extends Labelled {
  readonly name: string;
  readonly icon: string;
  /** Disc colour on light and dark ground. */
  readonly light: string;
  readonly dark: string;
  /** FollowTheMoney schema, null where there is none. */
  readonly ftm: string | null;
  /** Attributes that name an entity of this type, best first. */
  readonly label: readonly string[];
  readonly attributes: readonly AttributeModel[];
}

/** A party of an event: the column that refers to its record, and the type that stands there. */
export interface EventRoleModel extends Labelled {
  readonly name: string;
  readonly type: string;
}

/** Dated rows with several parties; not drawn as nodes, but summed to relations between the parties. */
export interface EventTypeModel extends Labelled {
  readonly name: string;
  readonly icon: string;
  readonly light: string;
  readonly dark: string;
  /** FollowTheMoney schema, null where there is none. */
  readonly ftm: string | null;
  readonly attributes: readonly AttributeModel[];
  readonly roles: readonly EventRoleModel[];
  /** Role that every aggregated relation has at one end. */
  readonly subject: string;
  /** Results of an inspection that mean that something was found. */
  readonly found: readonly string[];
}

/** Which roles of which events make the ends of a relation. */
export interface AggregationModel {
  readonly event: string;
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** Value of the event's attribute `direction`; absent = either. */
  readonly direction?: string;
}

export interface RelationFtmModel {
  readonly schema: string;
  /** Properties of the schema that hold our source and target. */
  readonly source: string;
  readonly target: string;
}

export interface RelationKindModel extends Labelled {
  readonly name: string;
  /** Name of its family: the dimension of relation strength, and its colour. */
  readonly family: string;
  readonly directed: boolean;
  readonly sourceTypes: readonly string[];
  readonly targetTypes: readonly string[];
  /** Both ends must be of one type. */
  readonly sameType: boolean;
  /** How it is computed from events; null for what sources assert. */
  readonly aggregated: AggregationModel | null;
  readonly ftm: RelationFtmModel | null;
  readonly attributes: readonly AttributeModel[];
}

export interface FamilyModel extends Labelled {
  readonly name: string;
  readonly light: string;
  readonly dark: string;
}

export interface TagCategoryModel extends Labelled {
  readonly name: string;
}

export interface TagModel extends Labelled {
  readonly name: string;
  readonly category: string;
  /** 1 (harmless) to 5. */
  readonly level: number;
  readonly tier: 1 | 2 | null;
  readonly parent: string | null;
}

export interface Ontology {
  readonly entityTypes: Readonly<Record<string, EntityTypeModel>>;
  readonly eventTypes: Readonly<Record<string, EventTypeModel>>;
  readonly relationKinds: Readonly<Record<string, RelationKindModel>>;
  readonly familyModels: Readonly<Record<string, FamilyModel>>;
  readonly tagCategories: Readonly<Record<string, TagCategoryModel>>;
  readonly tagModels: Readonly<Record<string, TagModel>>;
  /** By the tag that they derive. */
  readonly ruleModels: Readonly<Record<string, RuleModel>>;
  /** SVG path data on a 24 by 24 grid, even-odd fill. */
  readonly icons: Readonly<Record<string, string>>;
}
