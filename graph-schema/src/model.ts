/** The ontology for code that also runs in a browser: generated names and data, and their shapes. Imports nothing of Node. */
export * from './generated/model.ts';
export type { RuleModel } from './ontology/rule-schema.ts';
export type {
  AggregationModel,
  AttributeGroup,
  AttributeModel,
  EntityTypeModel,
  EnumValueModel,
  EventRoleModel,
  EventTypeModel,
  FamilyModel,
  Labelled,
  Ontology,
  RelationFtmModel,
  RelationKindModel,
  TagCategoryModel,
  TagModel,
  ValueType,
} from './ontology/types.ts';
