/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type EntityType =
  /** 账户 · Account */
  | 'Account'
  /** 地址 · Address */
  | 'Address'
  /** 案件 · Case */
  | 'Case'
  /** 集装箱 · Container */
  | 'Container'
  /** 报关单 · Declaration */
  | 'Declaration'
  /** 设备 · Device */
  | 'Device'
  /** 电子邮箱 · E-mail */
  | 'Email'
  /** 企业 · Enterprise */
  | 'Enterprise'
  /** 商品编码 · HS code */
  | 'HSCode'
  /** 境外收发货人 · Overseas party */
  | 'OverseasParty'
  /** 人员 · Person */
  | 'Person'
  /** 电话 · Phone */
  | 'Phone'
  /** 口岸 · Port */
  | 'Port'
  /** 车辆 · Vehicle */
  | 'Vehicle'
  /** 船舶 · Vessel */
  | 'Vessel';

export type JobState =
  | 'applying'
  | 'cancelled'
  | 'done'
  | 'failed'
  | 'preparing'
  | 'queued'
  | 'viewing';

export type MatchReason =
  | 'declaration'
  | 'exact'
  | 'fuzzy'
  | 'identifier'
  | 'initials'
  | 'pinyin'
  | 'prefix'
  | 'substring';

export type RelationKind =
  /** 伴随 · accompanies */
  | 'accompanies'
  /** 靠泊 · berthed at */
  | 'berthedAt'
  /** 承运 · carries for */
  | 'carriesFor'
  /** 联系人 · contact of */
  | 'contact'
  /** 经营商品 · deals in */
  | 'dealsIn'
  /** 代理报关 · declares for */
  | 'declaresFor'
  /** 驾驶 · drives */
  | 'drives'
  /** 出口至 · exports to */
  | 'exportsTo'
  /** 亲属 · family */
  | 'family'
  /** 申报于 · files at */
  | 'filesAt'
  /** 报关员 · filing agent of */
  | 'filingAgent'
  /** 持有账户 · has account */
  | 'hasAccount'
  /** 使用设备 · has device */
  | 'hasDevice'
  /** 使用邮箱 · has e-mail */
  | 'hasEmail'
  /** 使用电话 · has phone */
  | 'hasPhone'
  /** 进口自 · imports from */
  | 'importsFrom'
  /** 租用 · leases */
  | 'leases'
  /** 法定代表人 · legal representative of */
  | 'legalRepresentative'
  /** 高管 · officer of */
  | 'officer'
  /** 经营 · operates */
  | 'operates'
  /** 拥有 · owns */
  | 'owns'
  /** 提箱于 · picked up at */
  | 'pickedUpAt'
  /** 疑似同一 · possibly same as */
  | 'possiblySameAs'
  /** 注册于 · registered at */
  | 'registeredAt'
  /** 股东 · shareholder of */
  | 'shareholder'
  /** 装运于 · shipped in */
  | 'shippedIn'
  /** 涉案 · subject of */
  | 'subjectOf';

export type ScopeInput = {
  from?: string | null | undefined;
  kinds?: Array<RelationKind> | null | undefined;
  sources?: Array<string> | null | undefined;
  tags?: Array<string> | null | undefined;
  to?: string | null | undefined;
  types?: Array<EntityType> | null | undefined;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { name: string } | null };

export type SignInMutationVariables = Exact<{
  name: string;
}>;


export type SignInMutation = { signIn: { name: string } };

export type SystemQueryVariables = Exact<{ [key: string]: never; }>;


export type SystemQuery = { system: { revision: number, viewRevision: number, sqlEngine: string, graphEngine: string, warnings: Array<string>, demo: { phase: string, done: number, total: number, finished: boolean, start: { id: string, type: EntityType, label: string, tags: Array<string>, sources: Array<string>, degree: number } | null } | null } };

export type RunningJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type RunningJobsQuery = { importJobs: Array<{ id: string, kind: string, fileName: string, state: JobState, phase: string, done: number, total: number | null, secondsLeft: number | null }> };

export type ChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ChangesSubscription = { changes: { revision: number, at: string, actor: string, reason: string, entities: number, relations: number, touched: Array<string>, more: boolean } };

export type NodePartsFragment = { id: string, type: EntityType, label: string, tags: Array<string>, sources: Array<string>, degree: number };

export type SearchQueryVariables = Exact<{
  text: string;
  scope?: ScopeInput | null | undefined;
  limit?: number | null | undefined;
}>;


export type SearchQuery = { search: { total: number, cut: string | null, hits: Array<{ score: number, reason: MatchReason, matched: string, node: { id: string, type: EntityType, label: string, tags: Array<string>, sources: Array<string>, degree: number } }> } };

export type LegendQueryVariables = Exact<{ [key: string]: never; }>;


export type LegendQuery = { legend: { types: Array<{ name: EntityType, zh: string, en: string, icon: string, light: string, dark: string, attributes: Array<{ name: string, zh: string, en: string, valueType: string, unit: string | null, personal: boolean, identifier: boolean, group: string, values: Array<{ name: string, zh: string, en: string }> }> }>, kinds: Array<{ name: RelationKind, zh: string, en: string, family: string, directed: boolean, sameType: boolean, aggregated: boolean, sourceTypes: Array<EntityType>, targetTypes: Array<EntityType>, attributes: Array<{ name: string, zh: string, en: string, valueType: string, unit: string | null, personal: boolean, identifier: boolean, group: string, values: Array<{ name: string, zh: string, en: string }> }> }>, tags: Array<{ name: string, zh: string, en: string, category: string, level: number, tier: number | null, parent: string | null }>, datasets: Array<{ name: string, zh: string, en: string }>, families: Array<{ name: string, zh: string, en: string, light: string, dark: string }>, categories: Array<{ name: string, zh: string, en: string }>, icons: Array<{ name: string, path: string }> } };

export type AttributePartsFragment = { name: string, zh: string, en: string, valueType: string, unit: string | null, personal: boolean, identifier: boolean, group: string, values: Array<{ name: string, zh: string, en: string }> };

export const NodePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NodeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}},{"kind":"Field","name":{"kind":"Name","value":"degree"}}]}}]} as unknown as DocumentNode<NodePartsFragment, unknown>;
export const AttributePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttributeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AttributeLegend"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"valueType"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"personal"}},{"kind":"Field","name":{"kind":"Name","value":"identifier"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<AttributePartsFragment, unknown>;
export const MeDocument = {"__meta__":{"hash":"sha256:ad6b0fe1e853904ae66f0741a2a45daf8dc5e722824fd569a0d7cd3116e2bb31"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const SignInDocument = {"__meta__":{"hash":"sha256:4333c87c314eb1389125cca54f16b80d0f14738a4a25c022fedeaa0adbb21cd9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SystemDocument = {"__meta__":{"hash":"sha256:80c58e310d4c1d7779e4de8637cf3159a631d1aa84ee632fa5367f3dee8c9bbd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"System"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"viewRevision"}},{"kind":"Field","name":{"kind":"Name","value":"sqlEngine"}},{"kind":"Field","name":{"kind":"Name","value":"graphEngine"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"demo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"finished"}},{"kind":"Field","name":{"kind":"Name","value":"start"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NodeParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NodeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}},{"kind":"Field","name":{"kind":"Name","value":"degree"}}]}}]} as unknown as DocumentNode<SystemQuery, SystemQueryVariables>;
export const RunningJobsDocument = {"__meta__":{"hash":"sha256:a75024aed5a74a62bd5ec661f0ca2ea893a193a5cde24c1a7c1c7f46b5134abc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunningJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}}]}}]}}]} as unknown as DocumentNode<RunningJobsQuery, RunningJobsQueryVariables>;
export const ChangesDocument = {"__meta__":{"hash":"sha256:f0f23d3431f45d410a80bf6dd22d7cd6e6812b1afa5327b4dad0debcfedf2aec"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"entities"}},{"kind":"Field","name":{"kind":"Name","value":"relations"}},{"kind":"Field","name":{"kind":"Name","value":"touched"}},{"kind":"Field","name":{"kind":"Name","value":"more"}}]}}]}}]} as unknown as DocumentNode<ChangesSubscription, ChangesSubscriptionVariables>;
export const SearchDocument = {"__meta__":{"hash":"sha256:ac4a0d12f6a43e37e9459aa137a25013eec3460953ceb9a9c3fb7d0f77fc42b3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"scope"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ScopeInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"Variable","name":{"kind":"Name","value":"scope"}}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"cut"}},{"kind":"Field","name":{"kind":"Name","value":"hits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"matched"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NodeParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NodeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}},{"kind":"Field","name":{"kind":"Name","value":"degree"}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const LegendDocument = {"__meta__":{"hash":"sha256:88bc04ebbdc1727939eb157e021b6d94a628d878a7990cd67e99db36e3bbfa7a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Legend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"legend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"types"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"icon"}},{"kind":"Field","name":{"kind":"Name","value":"light"}},{"kind":"Field","name":{"kind":"Name","value":"dark"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AttributeParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"kinds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"family"}},{"kind":"Field","name":{"kind":"Name","value":"directed"}},{"kind":"Field","name":{"kind":"Name","value":"sameType"}},{"kind":"Field","name":{"kind":"Name","value":"aggregated"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTypes"}},{"kind":"Field","name":{"kind":"Name","value":"targetTypes"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AttributeParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"parent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"datasets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"families"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"light"}},{"kind":"Field","name":{"kind":"Name","value":"dark"}}]}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"icons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AttributeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AttributeLegend"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}},{"kind":"Field","name":{"kind":"Name","value":"valueType"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"personal"}},{"kind":"Field","name":{"kind":"Name","value":"identifier"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zh"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<LegendQuery, LegendQueryVariables>;