/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Me {\n  me {\n    name\n  }\n}\n\nmutation SignIn($name: String!) {\n  signIn(name: $name) {\n    name\n  }\n}\n\nquery System {\n  system {\n    revision\n    viewRevision\n    sqlEngine\n    graphEngine\n    warnings\n    demo {\n      phase\n      done\n      total\n      finished\n      start {\n        ...NodeParts\n      }\n    }\n  }\n}\n\nquery RunningJobs {\n  importJobs {\n    id\n    kind\n    fileName\n    state\n    phase\n    done\n    total\n    secondsLeft\n  }\n}\n\nsubscription Changes {\n  changes {\n    revision\n    at\n    actor\n    reason\n    entities\n    relations\n    touched\n    more\n  }\n}\n\nfragment NodeParts on Node {\n  id\n  type\n  label\n  tags\n  sources\n  degree\n}\n\nquery Search($text: String!, $scope: ScopeInput, $limit: Int) {\n  search(text: $text, scope: $scope, limit: $limit) {\n    total\n    cut\n    hits {\n      score\n      reason\n      matched\n      node {\n        ...NodeParts\n      }\n    }\n  }\n}": typeof types.MeDocument,
    "query Legend {\n  legend {\n    types {\n      name\n      zh\n      en\n      icon\n      light\n      dark\n      attributes {\n        ...AttributeParts\n      }\n    }\n    kinds {\n      name\n      zh\n      en\n      family\n      directed\n      sameType\n      aggregated\n      sourceTypes\n      targetTypes\n      attributes {\n        ...AttributeParts\n      }\n    }\n    tags {\n      name\n      zh\n      en\n      category\n      level\n      tier\n      parent\n    }\n    datasets {\n      name\n      zh\n      en\n    }\n    families {\n      name\n      zh\n      en\n      light\n      dark\n    }\n    categories {\n      name\n      zh\n      en\n    }\n    icons {\n      name\n      path\n    }\n  }\n}\n\nfragment AttributeParts on AttributeLegend {\n  name\n  zh\n  en\n  valueType\n  unit\n  personal\n  identifier\n  group\n  values {\n    name\n    zh\n    en\n  }\n}": typeof types.LegendDocument,
};
const documents: Documents = {
    "query Me {\n  me {\n    name\n  }\n}\n\nmutation SignIn($name: String!) {\n  signIn(name: $name) {\n    name\n  }\n}\n\nquery System {\n  system {\n    revision\n    viewRevision\n    sqlEngine\n    graphEngine\n    warnings\n    demo {\n      phase\n      done\n      total\n      finished\n      start {\n        ...NodeParts\n      }\n    }\n  }\n}\n\nquery RunningJobs {\n  importJobs {\n    id\n    kind\n    fileName\n    state\n    phase\n    done\n    total\n    secondsLeft\n  }\n}\n\nsubscription Changes {\n  changes {\n    revision\n    at\n    actor\n    reason\n    entities\n    relations\n    touched\n    more\n  }\n}\n\nfragment NodeParts on Node {\n  id\n  type\n  label\n  tags\n  sources\n  degree\n}\n\nquery Search($text: String!, $scope: ScopeInput, $limit: Int) {\n  search(text: $text, scope: $scope, limit: $limit) {\n    total\n    cut\n    hits {\n      score\n      reason\n      matched\n      node {\n        ...NodeParts\n      }\n    }\n  }\n}": types.MeDocument,
    "query Legend {\n  legend {\n    types {\n      name\n      zh\n      en\n      icon\n      light\n      dark\n      attributes {\n        ...AttributeParts\n      }\n    }\n    kinds {\n      name\n      zh\n      en\n      family\n      directed\n      sameType\n      aggregated\n      sourceTypes\n      targetTypes\n      attributes {\n        ...AttributeParts\n      }\n    }\n    tags {\n      name\n      zh\n      en\n      category\n      level\n      tier\n      parent\n    }\n    datasets {\n      name\n      zh\n      en\n    }\n    families {\n      name\n      zh\n      en\n      light\n      dark\n    }\n    categories {\n      name\n      zh\n      en\n    }\n    icons {\n      name\n      path\n    }\n  }\n}\n\nfragment AttributeParts on AttributeLegend {\n  name\n  zh\n  en\n  valueType\n  unit\n  personal\n  identifier\n  group\n  values {\n    name\n    zh\n    en\n  }\n}": types.LegendDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me {\n  me {\n    name\n  }\n}\n\nmutation SignIn($name: String!) {\n  signIn(name: $name) {\n    name\n  }\n}\n\nquery System {\n  system {\n    revision\n    viewRevision\n    sqlEngine\n    graphEngine\n    warnings\n    demo {\n      phase\n      done\n      total\n      finished\n      start {\n        ...NodeParts\n      }\n    }\n  }\n}\n\nquery RunningJobs {\n  importJobs {\n    id\n    kind\n    fileName\n    state\n    phase\n    done\n    total\n    secondsLeft\n  }\n}\n\nsubscription Changes {\n  changes {\n    revision\n    at\n    actor\n    reason\n    entities\n    relations\n    touched\n    more\n  }\n}\n\nfragment NodeParts on Node {\n  id\n  type\n  label\n  tags\n  sources\n  degree\n}\n\nquery Search($text: String!, $scope: ScopeInput, $limit: Int) {\n  search(text: $text, scope: $scope, limit: $limit) {\n    total\n    cut\n    hits {\n      score\n      reason\n      matched\n      node {\n        ...NodeParts\n      }\n    }\n  }\n}"): (typeof documents)["query Me {\n  me {\n    name\n  }\n}\n\nmutation SignIn($name: String!) {\n  signIn(name: $name) {\n    name\n  }\n}\n\nquery System {\n  system {\n    revision\n    viewRevision\n    sqlEngine\n    graphEngine\n    warnings\n    demo {\n      phase\n      done\n      total\n      finished\n      start {\n        ...NodeParts\n      }\n    }\n  }\n}\n\nquery RunningJobs {\n  importJobs {\n    id\n    kind\n    fileName\n    state\n    phase\n    done\n    total\n    secondsLeft\n  }\n}\n\nsubscription Changes {\n  changes {\n    revision\n    at\n    actor\n    reason\n    entities\n    relations\n    touched\n    more\n  }\n}\n\nfragment NodeParts on Node {\n  id\n  type\n  label\n  tags\n  sources\n  degree\n}\n\nquery Search($text: String!, $scope: ScopeInput, $limit: Int) {\n  search(text: $text, scope: $scope, limit: $limit) {\n    total\n    cut\n    hits {\n      score\n      reason\n      matched\n      node {\n        ...NodeParts\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Legend {\n  legend {\n    types {\n      name\n      zh\n      en\n      icon\n      light\n      dark\n      attributes {\n        ...AttributeParts\n      }\n    }\n    kinds {\n      name\n      zh\n      en\n      family\n      directed\n      sameType\n      aggregated\n      sourceTypes\n      targetTypes\n      attributes {\n        ...AttributeParts\n      }\n    }\n    tags {\n      name\n      zh\n      en\n      category\n      level\n      tier\n      parent\n    }\n    datasets {\n      name\n      zh\n      en\n    }\n    families {\n      name\n      zh\n      en\n      light\n      dark\n    }\n    categories {\n      name\n      zh\n      en\n    }\n    icons {\n      name\n      path\n    }\n  }\n}\n\nfragment AttributeParts on AttributeLegend {\n  name\n  zh\n  en\n  valueType\n  unit\n  personal\n  identifier\n  group\n  values {\n    name\n    zh\n    en\n  }\n}"): (typeof documents)["query Legend {\n  legend {\n    types {\n      name\n      zh\n      en\n      icon\n      light\n      dark\n      attributes {\n        ...AttributeParts\n      }\n    }\n    kinds {\n      name\n      zh\n      en\n      family\n      directed\n      sameType\n      aggregated\n      sourceTypes\n      targetTypes\n      attributes {\n        ...AttributeParts\n      }\n    }\n    tags {\n      name\n      zh\n      en\n      category\n      level\n      tier\n      parent\n    }\n    datasets {\n      name\n      zh\n      en\n    }\n    families {\n      name\n      zh\n      en\n      light\n      dark\n    }\n    categories {\n      name\n      zh\n      en\n    }\n    icons {\n      name\n      path\n    }\n  }\n}\n\nfragment AttributeParts on AttributeLegend {\n  name\n  zh\n  en\n  valueType\n  unit\n  personal\n  identifier\n  group\n  values {\n    name\n    zh\n    en\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;