/** Types of every resolver, from the query schema: `graphql-codegen --config server/codegen.ts`. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const graph = '@phecda/graph-schema/ports/graph-store';

const config: CodegenConfig = {
  // A deployment adds types and kinds by YAML: to the code their names are open.
  schema: [
    'server/src/graphql/common.graphql',
    'server/src/features/*/schema.graphql',
    'scalar EntityType',
    'scalar RelationKind',
  ],
  generates: {
    'server/src/generated/resolvers.ts': {
      plugins: [
        {
          add: {
            content: '/** Generated from the schemas of the features by `npm run generate`. */',
          },
        },
        'typescript',
        'typescript-resolvers',
      ],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        enumsAsTypes: true,
        scalars: {
          ID: 'string',
          Date: 'string',
          DateTime: 'string',
          JSON: 'unknown',
          Long: 'number',
          Numbers: 'readonly (number | null)[]',
          GeoJSON: 'unknown',
          EntityType: 'string',
          RelationKind: 'string',
        },
        contextType: '../graphql/context.ts#RequestContext',
        mappers: {
          Node: `${graph}#EntitySummary`,
          Link: '../graphql/models.ts#LinkModel',
          Period: '../graphql/models.ts#PeriodModel',
          TagOnEntity: '../graphql/models.ts#TagOnEntityModel',
          TagGround: '../graphql/models.ts#TagGroundModel',
          GroundPath: '../graphql/models.ts#GroundPathModel',
          Entity: '../graphql/models.ts#EntityModel',
          InboxEntry: '../graphql/models.ts#InboxEntryModel',
          Relation: '../graphql/models.ts#RelationModel',
          Declaration: '../graphql/models.ts#DeclarationModel',
          Share: '../graphql/models.ts#ShareModel',
          Job: '../graphql/models.ts#JobModel',
          Gang: '../features/gangs/gang-store.ts#GangFacts',
          WeakLink: '../features/gangs/find-group.ts#WeakLinkModel',
          GangLine: '../features/gangs/gang-store.ts#GangEvent',
          TargetingList: '../features/targeting/with-figures.ts#ListWithFigures',
          TargetLine: '../features/targeting/with-figures.ts#LineWithFigures',
          Alert: '@phecda/alerts/store/alert-store#AlertFacts',
          AlertStep: '../reading/alert-evidence.ts#PathStep',
          Delivery: '@phecda/alerts/store/outbox#Delivery as DeliveryModel',
          Silence: '@phecda/alerts/store/silence-store#Silence as SilenceModel',
          Watch: '../features/watches/models.ts#WatchModel',
          AlertWatch: '../features/watches/models.ts#NamedWatch',
          WatchTarget: '../features/watches/models.ts#TargetModel',
          WatchQuery: '../features/watches/models.ts#QueryModel',
          WatchRecipient: '../features/watches/models.ts#RecipientModel',
          WatchPreview: '../features/watches/models.ts#PreviewModel',
          PreviewExample: '../features/watches/models.ts#ExampleModel',
          Mover: '../tracks/movers.ts#Mover as MoverModel',
          PositionFeed: '../tracks/feeds/feed.ts#Feed as FeedModel',
          PositionFile:
            '@phecda/graph-schema/ports/position-store#PositionFile as PositionFileModel',
          DeviceBinding: '../tracks/bindings/binding-store.ts#Binding as BindingModel',
          Zone: '../tracks/zones/zone-store.ts#Zone as ZoneModel',
          PreviewHub: '../features/watches/models.ts#HubModel',
        },
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: true },
        makeResolverTypeCallable: true,
        resolversNonOptionalTypename: false,
        skipTypename: true,
      },
    },
  },
};
export default config;
