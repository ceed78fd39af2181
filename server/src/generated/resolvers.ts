/** Generated from the schemas of the features by `npm run generate`. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EntitySummary } from '@phecda/graph-schema/ports/graph-store';
import type { LinkModel, PeriodModel, TagOnEntityModel, TagGroundModel, GroundPathModel, EntityModel, InboxEntryModel, RelationModel, DeclarationModel, ShareModel, JobModel } from '../graphql/models.ts';
import type { GangFacts, GangEvent } from '../features/gangs/gang-store.ts';
import type { WeakLinkModel } from '../features/gangs/find-group.ts';
import type { ListWithFigures, LineWithFigures } from '../features/targeting/with-figures.ts';
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import type { PathStep } from '../reading/alert-evidence.ts';
import type { Delivery as DeliveryModel } from '@phecda/alerts/store/outbox';
import type { Silence as SilenceModel } from '@phecda/alerts/store/silence-store';
import type { WatchModel, NamedWatch, TargetModel, QueryModel, RecipientModel, PreviewModel, ExampleModel, HubModel } from '../features/watches/models.ts';
import type { Mover as MoverModel } from '../tracks/movers.ts';
import type { Feed as FeedModel } from '../tracks/feeds/feed.ts';
import type { PositionFile as PositionFileModel } from '@phecda/graph-schema/ports/position-store';
import type { Binding as BindingModel } from '../tracks/bindings/binding-store.ts';
import type { Zone as ZoneModel } from '../tracks/zones/zone-store.ts';
import type { RequestContext } from '../graphql/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole day, YYYY-MM-DD. */
  Date: { input: string; output: string; }
  /** An instant, ISO 8601 UTC. */
  DateTime: { input: string; output: string; }
  EntityType: { input: string; output: string; }
  /** Geometry, degrees WGS-84: Polygon; Point with `radius` for a circle, LineString with `width` for a corridor, both in metres. */
  GeoJSON: { input: unknown; output: unknown; }
  /** JSON value; used only for attribute values and saved canvas state. */
  JSON: { input: unknown; output: unknown; }
  /** Integer beyond 32 bits (cents, grams, row numbers). */
  Long: { input: number; output: number; }
  /** Numbers in a column, null where unknown; passed through without a walk over each. */
  Numbers: { input: readonly (number | null)[]; output: readonly (number | null)[]; }
  RelationKind: { input: string; output: string; }
};

export type Activity = {
  /** Ascending by day. */
  events: Array<ActivityEvent>;
  /** Ascending, without gaps. */
  months: Array<ActivityMonth>;
};

/** `entity` is the enterprise that was registered, or the case; `members`: how many of those asked about it concerns. */
export type ActivityEvent = {
  day: Scalars['Date']['output'];
  entity: Node;
  kind: ActivityKind;
  members: Scalars['Int']['output'];
};

export type ActivityKind =
  | 'case'
  | 'customsRegistered'
  | 'registered'
  | 'seizure';

/** `amount` is in cents of yuan. */
export type ActivityMonth = {
  amount: Scalars['Long']['output'];
  declarations: Scalars['Int']['output'];
  month: Scalars['String']['output'];
  registrations: Scalars['Int']['output'];
  seizures: Scalars['Int']['output'];
};

export type AddRelationInput = {
  from?: InputMaybe<Scalars['Date']['input']>;
  kind: Scalars['RelationKind']['input'];
  reason: Scalars['String']['input'];
  source: Scalars['ID']['input'];
  target: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['Date']['input']>;
};

export type Alert = {
  acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  acknowledgedBy: Maybe<Scalars['String']['output']>;
  caseNumber: Maybe<Scalars['String']['output']>;
  children: Array<Alert>;
  createdAt: Scalars['DateTime']['output'];
  declarations: Scalars['Int']['output'];
  deliveries: Array<Delivery>;
  events: Array<AlertEvent>;
  factDay: Maybe<Scalars['String']['output']>;
  /** Of the alert system itself; null: a watch found it. */
  fault: Maybe<SystemFault>;
  gang: Maybe<AlertGang>;
  /** Why nothing was sent; null: it was. */
  held: Maybe<AlertHold>;
  id: Scalars['ID']['output'];
  level: Scalars['Int']['output'];
  /** Set where it is about what a vehicle or vessel did. */
  moved: Maybe<AlertMovement>;
  number: Scalars['Long']['output'];
  origin: AlertOrigin;
  parent: Maybe<Scalars['ID']['output']>;
  /** Set where the past is not kept as far back: the path is shown as of then, and what was new of it cannot be told. */
  pastFrom: Maybe<Scalars['DateTime']['output']>;
  /** From the target to what is new. */
  path: Array<AlertStep>;
  reason: AlertWords;
  revision: Scalars['Long']['output'];
  /** Rules that derive the tags that it is about, as of its revision: why such a tag came, or what one that was lost had rested on. */
  rules: Array<AlertRule>;
  /** Files and rows that say it, those of its own revision first. */
  sources: Array<AlertSource>;
  status: AlertStatus;
  /** Null when its data is gone. */
  target: Maybe<Node>;
  /** Of the condition. */
  title: AlertWords;
  updatedAt: Scalars['DateTime']['output'];
  watch: Maybe<AlertWatch>;
  watchVersion: Scalars['Long']['output'];
};

export type AlertCanary = {
  day: Scalars['Date']['output'];
  /** Milliseconds; null while it is under way, or did not come through. */
  millis: Maybe<Scalars['Int']['output']>;
  /** Step that failed. */
  problem: Maybe<Scalars['String']['output']>;
};

export type AlertDaemon = {
  /** A daemon beats. */
  alive: Scalars['Boolean']['output'];
  beatAt: Maybe<Scalars['DateTime']['output']>;
  /** Revisions that it has not looked at yet. */
  behind: Scalars['Int']['output'];
  /** The last daily test of the whole way. */
  canary: Maybe<AlertCanary>;
  email: Scalars['Boolean']['output'];
  /** What keeps alerts from being found or sent; null: nothing. */
  fault: Maybe<AlertFault>;
  outbox: Array<OutboxCount>;
  /** Providers that take nothing now. */
  paused: Array<ChannelPause>;
  /** Step that failed last. */
  problem: Maybe<Scalars['String']['output']>;
  sms: Scalars['Boolean']['output'];
  /** Watches that do not look at all of their targets. */
  watchesCut: Scalars['Int']['output'];
  webhook: Scalars['Boolean']['output'];
};

export type AlertDeskAct =
  | 'acknowledged'
  | 'closed'
  | 'confirmed'
  | 'falseAlarm'
  | 'reopened';

export type AlertEvent = {
  act: AlertEventAct;
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
};

export type AlertEventAct =
  | 'acknowledged'
  | 'closed'
  | 'confirmed'
  | 'escalated'
  | 'falseAlarm'
  | 'followed'
  | 'found'
  | 'leftOut'
  | 'mended'
  | 'reopened'
  | 'withdrawn';

export type AlertFault =
  | 'absent'
  | 'canary'
  | 'failing'
  | 'outbox'
  | 'provider'
  | 'stalled';

export type AlertGang = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type AlertHold =
  | 'backDated'
  | 'inhibited'
  | 'leftOut'
  | 'noAdministrator'
  | 'noRecipient'
  | 'silenced';

/** `at`: when it did it; of a silence, its last position. `zone`: at which; null: at none. */
export type AlertMovement = {
  at: Scalars['DateTime']['output'];
  zone: Maybe<Scalars['ID']['output']>;
};

/** `system`: a fault of the alert system itself. */
export type AlertOrigin =
  | 'system'
  | 'watch';

export type AlertPage = {
  alerts: Array<Alert>;
  total: Scalars['Int']['output'];
};

/** `sentence` is the rule's with its figures, `paths` are what they rest on, from what bears the tag. */
export type AlertRule = {
  isLost: Scalars['Boolean']['output'];
  paths: Array<Array<AlertStep>>;
  sentence: AlertWords;
  tag: Scalars['String']['output'];
  version: Scalars['Long']['output'];
};

export type AlertSource = {
  dataset: Scalars['String']['output'];
  fileId: Scalars['ID']['output'];
  fileName: Scalars['String']['output'];
  fresh: Scalars['Boolean']['output'];
  row: Scalars['Long']['output'];
};

export type AlertStatus =
  | 'closed'
  | 'confirmed'
  | 'falseAlarm'
  | 'inProgress'
  | 'new'
  | 'withdrawn';

/** One node of the path and how it is reached from the one before. */
export type AlertStep = {
  /** The revision before did not hold it. */
  isNew: Scalars['Boolean']['output'];
  kinds: Array<Scalars['RelationKind']['output']>;
  node: Maybe<Node>;
  /** The revision before held the node. */
  nodeWasThere: Scalars['Boolean']['output'];
  record: Scalars['ID']['output'];
};

export type AlertWatch = {
  id: Scalars['ID']['output'];
  title: AlertWords;
};

/** Made from types and tags, without names. */
export type AlertWords = {
  en: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

export type AnalysisRun = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  parameters: Scalars['JSON']['output'];
  question: Scalars['String']['output'];
  /** Revision of the truth that the run saw. */
  revision: Scalars['Long']['output'];
  seconds: Scalars['Float']['output'];
};

export type AttributeLegend = {
  /** Of money: attribute that names its currency where it is not yuan. */
  currency: Maybe<Scalars['String']['output']>;
  en: Scalars['String']['output'];
  group: Scalars['String']['output'];
  identifier: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  personal: Scalars['Boolean']['output'];
  unit: Maybe<Scalars['String']['output']>;
  valueType: Scalars['String']['output'];
  /** Closed set of values with their labels; empty = open. */
  values: Array<NameLegend>;
  zh: Scalars['String']['output'];
};

export type AttributeValue = {
  conflict: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  sources: Array<Scalars['String']['output']>;
  /** Winning value. */
  value: Maybe<Scalars['JSON']['output']>;
  /** All distinct values when sources disagree, the winning one first. */
  values: Array<Scalars['JSON']['output']>;
};

export type AvoidedNode = {
  node: Maybe<Node>;
  record: Scalars['ID']['output'];
};

/** `radius` in metres; `nights`: on which it stood there at three in the morning; `nearest`: zone that it lies in. */
export type Base = {
  days: Scalars['Int']['output'];
  lat: Scalars['Float']['output'];
  lng: Scalars['Float']['output'];
  minutes: Scalars['Float']['output'];
  nearest: Maybe<Scalars['String']['output']>;
  nights: Scalars['Int']['output'];
  radius: Scalars['Float']['output'];
  rank: Scalars['Int']['output'];
  stops: Scalars['Int']['output'];
};

/** Degrees; `east` less than `west` for a box across the date line. */
export type BoxInput = {
  east: Scalars['Float']['input'];
  north: Scalars['Float']['input'];
  south: Scalars['Float']['input'];
  west: Scalars['Float']['input'];
};

export type Certainty =
  | 'CERTAIN'
  | 'EXCLUDED'
  | 'POSSIBLE';

export type Change = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  entities: Scalars['Int']['output'];
  /** Removed entities that live on in others, merged or only renamed; at most 1,000. */
  mergedInto: Array<Succession>;
  /** Something is left out of these lists. */
  more: Scalars['Boolean']['output'];
  reason: Scalars['String']['output'];
  relations: Scalars['Int']['output'];
  /** Relations that live on under another id; at most 1,000. */
  relationsMergedInto: Array<Succession>;
  revision: Scalars['Long']['output'];
  /** Entities that hold records which another one held before; at most 1,000. */
  splitFrom: Array<Split>;
  /** Touched entity ids, at most 1,000. */
  touched: Array<Scalars['ID']['output']>;
};

export type Channel = {
  configured: Scalars['Boolean']['output'];
  /** Null: the screens of the workbench itself. */
  kind: Maybe<ChannelKind>;
  lastProblem: Maybe<ChannelProblem>;
  lastSentAt: Maybe<Scalars['DateTime']['output']>;
  pause: Maybe<ChannelPause>;
  queue: Array<OutboxCount>;
  /** Registered templates of SMS, by language. */
  templates: Array<SmsTemplate>;
  /** By which it is set up: names and whether they are given, never what they hold. */
  variables: Array<ChannelVariable>;
};

export type ChannelKind =
  | 'email'
  | 'sms'
  | 'webhook';

export type ChannelPause = {
  channel: ChannelKind;
  /** A code, and the peer's own. */
  problem: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
  until: Scalars['DateTime']['output'];
};

export type ChannelProblem = {
  at: Scalars['DateTime']['output'];
  /** A code, and the peer's own. */
  problem: Scalars['String']['output'];
};

export type ChannelVariable = {
  given: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  required: Scalars['Boolean']['output'];
};

export type ColumnAssignment = {
  column: Maybe<Scalars['String']['output']>;
  field: Scalars['String']['output'];
};

export type ColumnAssignmentInput = {
  column?: InputMaybe<Scalars['String']['input']>;
  field: Scalars['String']['input'];
};

export type ComparedThing =
  | 'addresses'
  | 'brokers'
  | 'devices'
  | 'goods'
  | 'overseas'
  | 'people'
  | 'phones'
  | 'trucks';

/** What a condition looks at. */
export type ConditionInput =
  | 'drift'
  | 'graph'
  | 'positions';

export type Contact = {
  administrator: Scalars['Boolean']['output'];
  email: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  language: Scalars['String']['output'];
  name: Scalars['String']['output'];
  phone: Maybe<Scalars['String']['output']>;
  quiet: Maybe<QuietHours>;
  superior: Maybe<Scalars['ID']['output']>;
  webhook: Maybe<Scalars['String']['output']>;
};

export type ContactGroup = {
  id: Scalars['ID']['output'];
  members: Array<Scalars['ID']['output']>;
  name: Scalars['String']['output'];
};

export type ContactInput = {
  /** Is told of faults of the alert system itself. */
  administrator?: InputMaybe<Scalars['Boolean']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  language: Scalars['String']['input'];
  name: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['String']['input']>;
  quiet?: InputMaybe<QuietInput>;
  superior?: InputMaybe<Scalars['ID']['input']>;
  webhook?: InputMaybe<Scalars['String']['input']>;
};

export type CorridorGate =
  | 'end'
  | 'side'
  | 'start';

/** Sum of what was declared in one currency, in hundredths of its unit. XXX: the file names no currency. */
export type CurrencyAmount = {
  currency: Scalars['String']['output'];
  declarations: Scalars['Int']['output'];
  value: Scalars['Long']['output'];
};

export type DatasetLegend = {
  en: Scalars['String']['output'];
  name: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

export type Datum =
  | 'BD09'
  | 'GCJ02'
  | 'WGS84';

/** `offset`, `rest`: median metres to the nearest known place, as the feed is set and as proposed. `fixes`: standing ones that it rests on. */
export type DatumProposal = {
  datum: Datum;
  fixes: Scalars['Int']['output'];
  offset: Scalars['Float']['output'];
  rest: Scalars['Float']['output'];
};

export type Declaration = {
  carrier: Maybe<Node>;
  container: Maybe<Node>;
  currency: Maybe<Scalars['String']['output']>;
  date: Maybe<Scalars['Date']['output']>;
  declarant: Maybe<Node>;
  destination: Maybe<Scalars['String']['output']>;
  direction: Scalars['String']['output'];
  extra: Maybe<Scalars['JSON']['output']>;
  fileId: Scalars['ID']['output'];
  fileName: Scalars['String']['output'];
  goods: Maybe<Node>;
  hs: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  inspection: Maybe<Scalars['String']['output']>;
  mass: Maybe<Scalars['Long']['output']>;
  mode: Maybe<Scalars['String']['output']>;
  number: Scalars['String']['output'];
  origin: Maybe<Scalars['String']['output']>;
  overseas: Maybe<Node>;
  port: Maybe<Node>;
  quantity: Maybe<Scalars['Long']['output']>;
  row: Scalars['Long']['output'];
  /** Newest of the later full deliveries that say the same without a break. */
  throughFileName: Maybe<Scalars['String']['output']>;
  trader: Maybe<Node>;
  /** As declared, in hundredths of the currency's unit. */
  value: Maybe<Scalars['Long']['output']>;
  vehicle: Maybe<Node>;
  vessel: Maybe<Node>;
  yuan: Maybe<Scalars['Long']['output']>;
  yuanBasis: Maybe<YuanBasis>;
};

/** `value`: in yuan, of those with a yuan column, in yuan or converted by the rate of their month. */
export type DeclarationPage = {
  amounts: Array<CurrencyAmount>;
  converted: Scalars['Int']['output'];
  declarations: Array<Declaration>;
  mass: Scalars['Long']['output'];
  total: Scalars['Int']['output'];
  unconverted: Scalars['Int']['output'];
  value: Scalars['Long']['output'];
};

export type DeclaredDriven = {
  judged: Scalars['Int']['output'];
  /** Of a longer list the first 10,000; `total` says of how many. */
  lines: Array<DeclaredJourney>;
  /** Declarations that name a truck. */
  total: Scalars['Int']['output'];
  unjudged: Array<UnjudgedCount>;
};

/** `declaration`: record, which opens its source row. `from`, `to`: at the gate and at the other end, or the other way round for an export. `plausibleKm`: the shortest way that trucks drove, by way of stops that other declarations or its habit of resting explain; where it did not arrive, of that as much as it came nearer. Null what could not be judged. */
export type DeclaredJourney = {
  arrived: Maybe<Scalars['Boolean']['output']>;
  cause: Maybe<UnjudgedCause>;
  date: Scalars['Date']['output'];
  declaration: Scalars['ID']['output'];
  direction: Scalars['String']['output'];
  drivenKm: Maybe<Scalars['Float']['output']>;
  end: Maybe<DeclaredPlace>;
  from: Maybe<Scalars['DateTime']['output']>;
  gapHours: Maybe<Scalars['Float']['output']>;
  gaps: Maybe<Scalars['Int']['output']>;
  gate: Maybe<DeclaredPlace>;
  mover: Maybe<Mover>;
  number: Scalars['String']['output'];
  office: Maybe<Scalars['ID']['output']>;
  officeName: Maybe<Scalars['String']['output']>;
  party: Maybe<Scalars['ID']['output']>;
  partyName: Maybe<Scalars['String']['output']>;
  /** Of the gate about that day: told is the one that is left to this load when every load of the truck has one of its own, in the order of days. */
  passages: Maybe<Scalars['Int']['output']>;
  plausibleKm: Maybe<Scalars['Float']['output']>;
  reasons: Array<JourneyReason>;
  stops: Array<UnexplainedStop>;
  to: Maybe<Scalars['DateTime']['output']>;
  unexplainedHours: Maybe<Scalars['Float']['output']>;
  unexplainedKm: Maybe<Scalars['Float']['output']>;
  vehicle: Scalars['ID']['output'];
  vehicleName: Scalars['String']['output'];
  verdict: JourneyVerdict;
};

/** `radius` in metres: within it, it is there. */
export type DeclaredPlace = {
  ground: PlaceGround;
  label: Scalars['String']['output'];
  lat: Scalars['Float']['output'];
  lng: Scalars['Float']['output'];
  radius: Scalars['Float']['output'];
};

export type Delivery = {
  address: Scalars['String']['output'];
  alerts: Array<Scalars['ID']['output']>;
  attempts: Scalars['Int']['output'];
  channel: ChannelKind;
  contact: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  level: Scalars['Int']['output'];
  nextAt: Scalars['DateTime']['output'];
  /** A code, and the peer's own. */
  problem: Maybe<Scalars['String']['output']>;
  state: DeliveryState;
  subject: Maybe<Scalars['String']['output']>;
  text: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
};

export type DeliveryPage = {
  deliveries: Array<Delivery>;
  total: Scalars['Int']['output'];
};

export type DeliveryState =
  | 'dead'
  | 'local'
  | 'pending'
  | 'retry'
  | 'sending'
  | 'sent'
  | 'unknown';

export type DemoAlertFile = {
  mapping: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  text: Scalars['String']['output'];
};

export type DemoState = {
  done: Scalars['Int']['output'];
  finished: Scalars['Boolean']['output'];
  phase: Scalars['String']['output'];
  /** Where to begin: entity to open first. */
  start: Maybe<Node>;
  total: Scalars['Int']['output'];
};

/** `endedBy`, `endedReason`, `endedAt`: by whom and why it holds no more, or was said anew for what is left of its time; null: in force. */
export type DeviceBinding = {
  author: Scalars['String']['output'];
  endedAt: Maybe<Scalars['DateTime']['output']>;
  endedBy: Maybe<Scalars['String']['output']>;
  endedReason: Maybe<Scalars['String']['output']>;
  from: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  madeAt: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
  scheme: DeviceScheme;
  to: Maybe<Scalars['DateTime']['output']>;
  value: Scalars['String']['output'];
  vehicle: Maybe<Node>;
};

export type DeviceBindingPage = {
  bindings: Array<DeviceBinding>;
  total: Scalars['Int']['output'];
};

export type DeviceScheme =
  | 'imo'
  | 'mmsi'
  | 'plate'
  | 'terminal';

export type Direction =
  | 'both'
  | 'in'
  | 'out';

export type DriftCandidate = {
  /** Cents of yuan, after the day. */
  amount: Scalars['Long']['output'];
  comparison: Maybe<ShellComparison>;
  /** After the day. */
  declarations: Scalars['Int']['output'];
  dismissal: Maybe<DriftDismissal>;
  firstActivity: Maybe<Scalars['Date']['output']>;
  /** First day of a link to a persistent member. */
  firstLink: Maybe<Scalars['Date']['output']>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  /** Is a member of the gang already. */
  member: Scalars['Boolean']['output'];
  newness: Array<DriftNewness>;
  parts: DriftParts;
  paths: Array<DriftPath>;
  pathsTotal: Scalars['Int']['output'];
  ports: Array<DriftPortCount>;
  rank: Scalars['Int']['output'];
  record: Scalars['ID']['output'];
  registered: Maybe<Scalars['Date']['output']>;
  replay: Maybe<DriftReplay>;
  score: Scalars['Float']['output'];
  type: Scalars['EntityType']['output'];
};

/** A finding about members. `day`: when it was opened; `kind`: a value of the attribute `caseKind`, empty where it is not said. */
export type DriftDay = {
  case: DriftEntity;
  day: Scalars['Date']['output'];
  kind: Scalars['String']['output'];
  members: Scalars['Int']['output'];
};

export type DriftDismissal = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  gang: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  record: Scalars['ID']['output'];
  score: Scalars['Float']['output'];
};

/** Who or what is meant, as it was named when the run saw it; `record` finds it today. */
export type DriftEntity = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  record: Scalars['ID']['output'];
  type: Scalars['EntityType']['output'];
};

export type DriftHub = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  sharers: Scalars['Int']['output'];
  type: Scalars['EntityType']['output'];
};

export type DriftNewness =
  | 'active'
  | 'linked'
  | 'registered';

export type DriftParts = {
  association: Scalars['Float']['output'];
  /** Null: nothing filed yet. */
  behaviour: Maybe<Scalars['Float']['output']>;
  role: Scalars['Float']['output'];
};

/** From a former shell by way of a persistent member to the candidate. */
export type DriftPath = {
  entities: Array<Scalars['ID']['output']>;
  kinds: Array<Scalars['RelationKind']['output']>;
  relations: Array<Scalars['ID']['output']>;
  shells: Scalars['Int']['output'];
  since: Maybe<Scalars['Date']['output']>;
  strength: Scalars['Float']['output'];
};

export type DriftPort = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
};

export type DriftPortCount = {
  declarations: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
};

/** The day on which it would first have been proposed, and what it filed after. */
export type DriftReplay = {
  amount: Scalars['Long']['output'];
  day: Scalars['Date']['output'];
  /** Negative: before its first declaration. */
  daysFromFirstFiling: Maybe<Scalars['Int']['output']>;
  declarations: Scalars['Int']['output'];
  score: Scalars['Float']['output'];
};

export type DriftRun = {
  candidates: Array<DriftCandidate>;
  day: Scalars['Date']['output'];
  /** Whatever is named in paths and comparisons. */
  entities: Array<DriftEntity>;
  /** First declarations after the day at ports where no former shell filed before. */
  firstFilings: Array<FirstFiling>;
  found: Scalars['Int']['output'];
  /** Persistent members that too many share, left out. */
  hubs: Array<DriftHub>;
  persistent: Array<PersistentMember>;
  portMonths: Array<PortMonth>;
  ports: Array<DriftPort>;
  /** Enterprises within reach, and those of them that are newly associated. */
  reached: Scalars['Int']['output'];
  run: AnalysisRun;
  /** Former shells: members that can be replaced. */
  shells: Array<DriftEntity>;
  /** A candidate is proposed from this score on. */
  threshold: Scalars['Float']['output'];
};

export type Entity = {
  /** False when no source asserts it any more and only what an analyst said keeps it. */
  asserted: Scalars['Boolean']['output'];
  attributes: Array<AttributeValue>;
  /** Derived from declarations and cases: counts, values in cents, mass in grams. */
  behaviour: Array<AttributeValue>;
  counts: Array<KindCount>;
  degree: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  notes: Array<Note>;
  /** Said about it and not taken in yet. */
  pending: Array<InboxEntry>;
  /** The smallest of its records. */
  record: Scalars['ID']['output'];
  records: Array<RecordInfo>;
  sources: Array<Scalars['String']['output']>;
  tags: Array<TagOnEntity>;
  type: Scalars['EntityType']['output'];
};

/** Dated rows whose parties stand in roles. */
export type EventLegend = {
  attributes: Array<AttributeLegend>;
  en: Scalars['String']['output'];
  name: Scalars['String']['output'];
  roles: Array<NameLegend>;
  zh: Scalars['String']['output'];
};

export type ExpandTotal = {
  hop: Scalars['Int']['output'];
  kind: Scalars['RelationKind']['output'];
  shown: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
  type: Scalars['EntityType']['output'];
};

export type FactVerdict = {
  actor: Scalars['String']['output'];
  apart: Scalars['Boolean']['output'];
  at: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
};

/** Family of relation kinds and its edge colour. */
export type FamilyLegend = {
  dark: Scalars['String']['output'];
  en: Scalars['String']['output'];
  light: Scalars['String']['output'];
  name: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

export type FeedFault = {
  en: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
  zh: Scalars['String']['output'];
};

/** `stored`, `duplicate`, `marked` (late, of the future or without a place), `lastFix` and `lastReceived`: of all servers, since `since`, null before the first that came. `fixesPerSecond` (mean of the last minute) and `lagSeconds` (between the time of a fix and its commit, median of the last ones): of this server. */
export type FeedFigures = {
  duplicate: Scalars['Long']['output'];
  fixesPerSecond: Scalars['Float']['output'];
  lagSeconds: Maybe<Scalars['Float']['output']>;
  lastFix: Maybe<Scalars['DateTime']['output']>;
  lastReceived: Maybe<Scalars['DateTime']['output']>;
  marked: Scalars['Long']['output'];
  since: Maybe<Scalars['DateTime']['output']>;
  stored: Scalars['Long']['output'];
};

/** `perMinute`: fixes taken in a minute. `senders`: addresses that may connect, none: any. `user`, `m1`, `ia1`, `ic1`: of the sending platform (JT/T 809). */
export type FeedInput = {
  active: Scalars['Boolean']['input'];
  datum: Datum;
  ia1?: InputMaybe<Scalars['Long']['input']>;
  ic1?: InputMaybe<Scalars['Long']['input']>;
  m1?: InputMaybe<Scalars['Long']['input']>;
  perMinute: Scalars['Int']['input'];
  senders: Array<Scalars['String']['input']>;
  topic: Scalars['String']['input'];
  user: Scalars['String']['input'];
};

/** `HTTP` and `JTT809` say a key; receivers of AIS are told by their address; `MQTT` by the topic. */
export type FeedKind =
  | 'AIS_TCP'
  | 'AIS_UDP'
  | 'HTTP'
  | 'JTT809'
  | 'MQTT';

export type FeedRefusal = {
  code: Scalars['String']['output'];
  count: Scalars['Int']['output'];
  en: Scalars['String']['output'];
  lastAt: Scalars['DateTime']['output'];
  zh: Scalars['String']['output'];
};

/** Numbers are written as a person writes them: money in yuan (`300万`), mass in kg (`49吨`). Amounts in another currency compare where another condition says that its currency equals that one. */
export type FieldCondition = {
  attribute: Scalars['String']['input'];
  operator: FieldOperator;
  value: Scalars['String']['input'];
};

/** greater and less include the value itself. */
export type FieldOperator =
  | 'contains'
  | 'equals'
  | 'greater'
  | 'less'
  | 'startsWith';

export type FileName = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type FilePage = {
  files: Array<ImportedFile>;
  total: Scalars['Int']['output'];
};

export type FirstFiling = {
  day: Scalars['Date']['output'];
  enterprise: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  port: Scalars['ID']['output'];
};

export type Gang = {
  actor: Scalars['String']['output'];
  case: Maybe<Node>;
  createdAt: Scalars['DateTime']['output'];
  gone: Scalars['Int']['output'];
  group: Maybe<Scalars['ID']['output']>;
  history: Array<GangLine>;
  id: Scalars['ID']['output'];
  /** As the graph knows them today; a member whose data is gone is only counted. */
  members: Array<MemberOfGang>;
  monitored: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** Run and group that it was confirmed from. */
  run: Maybe<Scalars['ID']['output']>;
  size: Scalars['Int']['output'];
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Long']['output'];
};

export type GangAct =
  | 'added'
  | 'closed'
  | 'confirmed'
  | 'removed'
  | 'renamed'
  | 'reopened';

/** Who or what is meant, as it was named when the run saw it; `record` finds it today. */
export type GangEntity = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  record: Scalars['ID']['output'];
  type: Scalars['EntityType']['output'];
};

export type GangGroup = {
  /** Cents of yuan. */
  amount: Scalars['Long']['output'];
  declarations: Scalars['Int']['output'];
  enterprises: Scalars['Int']['output'];
  firstActivity: Maybe<Scalars['Date']['output']>;
  /** Confirmed gang that shares most members with it, if any does. */
  gang: Maybe<KnownGang>;
  goods: Array<TradeShare>;
  head: GangEntity;
  key: Scalars['ID']['output'];
  keyMembers: Array<KeyMember>;
  lastActivity: Maybe<Scalars['Date']['output']>;
  loops: GroupLoops;
  members: Array<GroupMember>;
  parts: RankParts;
  people: Scalars['Int']['output'];
  ports: Array<TradeShare>;
  rank: Scalars['Int']['output'];
  resolution: Scalars['Float']['output'];
  score: Scalars['Float']['output'];
  /** How alike the group is found over all seeds and resolutions, 0 to 1. */
  stability: Scalars['Float']['output'];
  tags: Array<GroupTag>;
  ties: Array<GroupTie>;
  tiesTotal: Scalars['Int']['output'];
  verdict: Maybe<GroupVerdict>;
  /** The single fact that alone holds two halves together. */
  weakLink: Maybe<WeakLink>;
};

export type GangLine = {
  act: GangAct;
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  /** Of the first of them, as they are named today. */
  labels: Array<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  records: Scalars['Int']['output'];
};

export type GangReport = {
  /** Who asked for it; null before signing in. */
  actor: Maybe<Scalars['String']['output']>;
  /** Cents of yuan. */
  amount: Scalars['Long']['output'];
  at: Scalars['DateTime']['output'];
  declarations: Scalars['Int']['output'];
  firstActivity: Maybe<Scalars['Date']['output']>;
  gang: Gang;
  goods: Array<TradeShare>;
  lastActivity: Maybe<Scalars['Date']['output']>;
  members: Array<ReportMember>;
  ports: Array<TradeShare>;
  revision: Scalars['Long']['output'];
  ties: Array<ReportTie>;
  /** Found; of them `ties` are told, those of most members first. */
  tiesTotal: Scalars['Int']['output'];
};

export type GangRun = {
  /** Enterprises and people in scope. */
  actors: Scalars['Int']['output'];
  /** Bound on the error of betweenness where it was sampled; 0: exact. */
  betweennessError: Scalars['Float']['output'];
  found: Scalars['Int']['output'];
  groups: Array<GangGroup>;
  /** Things that too many share: they bring nobody closer. */
  hubs: Array<HubLine>;
  /** Found and not listed, and why. */
  left: GangRunLeft;
  run: AnalysisRun;
  sweep: Array<SweepStep>;
  /** Pairs of them that are close. */
  ties: Scalars['Int']['output'];
};

export type GangRunLeft = {
  beyondLimit: Scalars['Int']['output'];
  otherTags: Scalars['Int']['output'];
  weakEvidence: Scalars['Int']['output'];
};

/** From the entity itself over these relations to what the tag rests on. */
export type GroundPath = {
  links: Array<Link>;
  nodes: Array<Node>;
};

export type GroupLoops = {
  /** False: more than were counted. */
  complete: Scalars['Boolean']['output'];
  coreness: Scalars['Int']['output'];
  cycles: Scalars['Int']['output'];
  largestBlock: Scalars['Int']['output'];
  rings: Array<Array<Scalars['ID']['output']>>;
};

export type GroupMember = {
  amount: Maybe<Scalars['Long']['output']>;
  articulation: Scalars['Boolean']['output'];
  betweenness: Scalars['Float']['output'];
  coreness: Scalars['Int']['output'];
  declarations: Scalars['Int']['output'];
  degree: Scalars['Int']['output'];
  firstActivity: Maybe<Scalars['Date']['output']>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  lastActivity: Maybe<Scalars['Date']['output']>;
  pageRank: Scalars['Float']['output'];
  record: Scalars['ID']['output'];
  role: MemberRole;
  /** Share of seeds and resolutions in which it stays in the group. */
  stays: Scalars['Float']['output'];
  strength: Scalars['Float']['output'];
  tags: Array<MemberTag>;
  type: Scalars['EntityType']['output'];
};

export type GroupTag = {
  level: Scalars['Int']['output'];
  members: Scalars['Int']['output'];
  tag: Scalars['String']['output'];
};

export type GroupTie = {
  kind: TieKind;
  kinds: Array<Scalars['RelationKind']['output']>;
  members: Array<Scalars['ID']['output']>;
  relations: Array<Scalars['ID']['output']>;
  /** All that share the thing, those outside too. */
  sharers: Scalars['Int']['output'];
  thing: Maybe<GangEntity>;
  weight: Scalars['Float']['output'];
};

export type GroupVerdict = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  gang: Maybe<Scalars['ID']['output']>;
  key: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  verdict: VerdictKind;
};

export type HistoryLine = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  change: Scalars['String']['output'];
  detail: Maybe<Scalars['JSON']['output']>;
  revision: Scalars['Long']['output'];
};

export type HubLine = {
  count: Scalars['Int']['output'];
  largest: GangEntity;
  sharers: Scalars['Int']['output'];
  type: Scalars['EntityType']['output'];
};

/** SVG path data on a 24 by 24 grid, even-odd fill. */
export type IconLegend = {
  name: Scalars['String']['output'];
  path: Scalars['String']['output'];
};

export type ImportInput = {
  assignment?: InputMaybe<Array<ColumnAssignmentInput>>;
  /** What it brings is recorded and counted, and alerts nobody. */
  history?: InputMaybe<Scalars['Boolean']['input']>;
  mappingId: Scalars['ID']['input'];
  reading?: InputMaybe<ReadingInput>;
  /** Day the file speaks of, when no column says so. */
  sourceDate?: InputMaybe<Scalars['Date']['input']>;
  /** File that this one corrects. */
  supersedes?: InputMaybe<Scalars['ID']['input']>;
  /** Loaded snapshot, or file adding to one, to which this one adds its rows; its day is theirs. */
  supplements?: InputMaybe<Scalars['ID']['input']>;
  uploadId: Scalars['ID']['input'];
};

export type ImportSummary = {
  entitiesAdded: Scalars['Long']['output'];
  entitiesChanged: Scalars['Long']['output'];
  entitiesRemoved: Scalars['Long']['output'];
  /** Files of the same revision, of which entities and relations are counted together; null for one alone. */
  filesTogether: Maybe<Scalars['Int']['output']>;
  relationsAdded: Scalars['Long']['output'];
  relationsChanged: Scalars['Long']['output'];
  relationsRemoved: Scalars['Long']['output'];
  /** Relations of loaded rows that end before they begin: not loaded, among the quarantined rows with their reason. */
  relationsSetAside: Scalars['Long']['output'];
  revision: Maybe<Scalars['Long']['output']>;
  rowsLoaded: Scalars['Long']['output'];
  rowsQuarantined: Scalars['Long']['output'];
  rowsRead: Scalars['Long']['output'];
  seconds: Scalars['Float']['output'];
  /** Where they went, in the order of the work. */
  steps: Maybe<Array<PhaseTime>>;
};

export type ImportedFile = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  bytes: Scalars['Long']['output'];
  dataset: Scalars['String']['output'];
  /** What it brought is no news. */
  history: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  /** Whether what it asserts counts now. */
  live: Scalars['Boolean']['output'];
  mappingId: Scalars['String']['output'];
  mode: Scalars['String']['output'];
  name: Scalars['String']['output'];
  reason: Maybe<Scalars['String']['output']>;
  sha256: Scalars['String']['output'];
  sourceDate: Maybe<Scalars['Date']['output']>;
  state: Scalars['String']['output'];
  summary: ImportSummary;
  supersededBy: Maybe<Scalars['ID']['output']>;
  supersedes: Maybe<Scalars['ID']['output']>;
  /** Snapshot to which it adds its rows. */
  supplements: Maybe<FileName>;
};

export type InboxEntry = {
  at: Scalars['DateTime']['output'];
  author: Scalars['String']['output'];
  /** Why it is moot or refused. */
  code: Maybe<Scalars['String']['output']>;
  kind: Scalars['String']['output'];
  nodes: Array<Node>;
  number: Scalars['Long']['output'];
  reason: Scalars['String']['output'];
  records: Array<Scalars['ID']['output']>;
  relation: Maybe<Scalars['RelationKind']['output']>;
  /** Entries that it takes back. */
  retracts: Array<Scalars['Long']['output']>;
  revision: Maybe<Scalars['Long']['output']>;
  state: InboxState;
  tag: Maybe<Scalars['String']['output']>;
  text: Maybe<Scalars['String']['output']>;
};

export type InboxState =
  | 'applied'
  | 'moot'
  | 'pending'
  | 'refused';

export type Investigation = {
  actor: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  notes: Scalars['String']['output'];
  state: Scalars['JSON']['output'];
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};

export type InvestigationSummary = {
  actor: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  nodes: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

export type Job = {
  cancelRequested: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  done: Scalars['Long']['output'];
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Imported or withdrawn file. */
  fileId: Maybe<Scalars['ID']['output']>;
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  owner: Scalars['String']['output'];
  /** It is taking effect: too late to cancel. */
  pastReturn: Scalars['Boolean']['output'];
  phase: Scalars['String']['output'];
  problems: Array<JobProblem>;
  /** Units per second. */
  rate: Maybe<Scalars['Float']['output']>;
  /** In the shape that its kind says; null until it is done. */
  result: Maybe<Scalars['JSON']['output']>;
  secondsLeft: Maybe<Scalars['Float']['output']>;
  startedAt: Maybe<Scalars['DateTime']['output']>;
  state: JobState;
  /** Of an import, a trial run or a withdrawal that is done. */
  summary: Maybe<ImportSummary>;
  /** What it is about; empty where the kind says all. */
  title: Scalars['String']['output'];
  total: Maybe<Scalars['Long']['output']>;
  /** What `done` and `total` count. */
  unit: Maybe<Scalars['String']['output']>;
};

export type JobKind = {
  en: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** Whether `startJob` takes it. */
  startable: Scalars['Boolean']['output'];
  zh: Scalars['String']['output'];
};

export type JobPage = {
  jobs: Array<Job>;
  total: Scalars['Int']['output'];
};

export type JobProblem = {
  code: Scalars['String']['output'];
  field: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  row: Maybe<Scalars['Long']['output']>;
  value: Maybe<Scalars['String']['output']>;
};

export type JobState =
  | 'cancelled'
  | 'done'
  | 'failed'
  | 'queued'
  | 'running';

/** `gateCrossed`: no fix lies in the gate, the line between two goes through; `placeInferred`: the place is where the party's own trucks rest; `gaps`: silences under way; `wayEstimated`: no driven way is known, the straight line times a factor; `arrivalUnseen`: it may have arrived in a silence; `trackEnds`: positions end before the bound; `sameDay`: the journey of another declaration of that day fits this one as well, and this one's the other; `besideGate`: the place lies beside the gate, and only which of the two is nearer says at which it stood. */
export type JourneyReason =
  | 'arrivalUnseen'
  | 'besideGate'
  | 'gaps'
  | 'gateCrossed'
  | 'placeInferred'
  | 'sameDay'
  | 'trackEnds'
  | 'wayEstimated';

/** CERTAIN: by fixes and known places alone. POSSIBLE: `reasons` say what is not sure. UNKNOWN: `cause` says why it could not be judged. */
export type JourneyVerdict =
  | 'CERTAIN'
  | 'POSSIBLE'
  | 'UNKNOWN';

export type Judgement = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** False once somebody took it back. */
  inForce: Scalars['Boolean']['output'];
  key: Maybe<Scalars['String']['output']>;
  kind: JudgementKind;
  left: Scalars['ID']['output'];
  leftLabel: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  right: Maybe<Scalars['ID']['output']>;
  rightLabel: Maybe<Scalars['String']['output']>;
};

export type JudgementKind =
  | 'different'
  | 'ignoreKey'
  | 'same';

export type KeyMember = {
  id: Scalars['ID']['output'];
  reasons: Array<MemberReason>;
};

export type KeyedFeed = {
  feed: PositionFeed;
  /** Null where the kind has none. */
  key: Maybe<Scalars['String']['output']>;
};

export type KindCount = {
  count: Scalars['Int']['output'];
  direction: Direction;
  kind: Scalars['RelationKind']['output'];
  type: Scalars['EntityType']['output'];
};

export type KindLegend = {
  aggregated: Scalars['Boolean']['output'];
  attributes: Array<AttributeLegend>;
  directed: Scalars['Boolean']['output'];
  en: Scalars['String']['output'];
  family: Scalars['String']['output'];
  name: Scalars['RelationKind']['output'];
  sameType: Scalars['Boolean']['output'];
  sourceTypes: Array<Scalars['EntityType']['output']>;
  targetTypes: Array<Scalars['EntityType']['output']>;
  zh: Scalars['String']['output'];
};

export type KindTotal = {
  count: Scalars['Int']['output'];
  kind: Scalars['RelationKind']['output'];
};

/** `shared` of the group's members are members of the gang too. */
export type KnownGang = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  shared: Scalars['Int']['output'];
};

export type Legend = {
  categories: Array<NameLegend>;
  datasets: Array<DatasetLegend>;
  events: Array<EventLegend>;
  families: Array<FamilyLegend>;
  icons: Array<IconLegend>;
  kinds: Array<KindLegend>;
  tags: Array<TagLegend>;
  types: Array<TypeLegend>;
};

export type Link = {
  id: Scalars['ID']['output'];
  kind: Scalars['RelationKind']['output'];
  pending: Maybe<Pending>;
  periods: Array<Period>;
  source: Scalars['ID']['output'];
  sources: Array<Scalars['String']['output']>;
  target: Scalars['ID']['output'];
  weight: Scalars['Int']['output'];
};

export type ListMatch = {
  hits: Array<SearchHit>;
  item: Scalars['String']['output'];
  total: Scalars['Int']['output'];
};

/** Columns in the order of `ids`. `time`: milliseconds UTC; `level`: highest risk level of its tags (`tags`, none of a mover that the graph does not know), null without one. */
export type LiveBoard = {
  at: Scalars['DateTime']['output'];
  course: Scalars['Numbers']['output'];
  ids: Array<Scalars['ID']['output']>;
  kinds: Array<MoverKind>;
  kmh: Scalars['Numbers']['output'];
  lat: Scalars['Numbers']['output'];
  level: Scalars['Numbers']['output'];
  lng: Scalars['Numbers']['output'];
  names: Array<Scalars['String']['output']>;
  tags: Array<Array<Scalars['String']['output']>>;
  time: Scalars['Numbers']['output'];
  total: Scalars['Int']['output'];
};

export type Loop = {
  /** Cents of yuan. */
  amount: Scalars['Long']['output'];
  declarations: Scalars['Int']['output'];
  firstActivity: Maybe<Scalars['Date']['output']>;
  /** HS codes that both ends of a round trip deal in. */
  goods: Array<LoopGoods>;
  key: Scalars['ID']['output'];
  kind: LoopKind;
  lastActivity: Maybe<Scalars['Date']['output']>;
  /** From each member to the next, the last back to the first. */
  links: Array<LoopLink>;
  /** In order around the loop: from holder to held, or from exporter by party abroad to importer and whoever controls both. */
  members: Array<LoopMember>;
  parts: LoopParts;
  rank: Scalars['Int']['output'];
  score: Scalars['Float']['output'];
  tags: Array<GroupTag>;
};

export type LoopGoods = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
};

export type LoopKind =
  | 'roundTrip'
  | 'shareholding';

export type LoopLink = {
  /** The relation points from the member to the next. */
  forward: Scalars['Boolean']['output'];
  kind: Scalars['RelationKind']['output'];
  relation: Scalars['ID']['output'];
};

/** As it was named when the run saw it; `record` finds it today. */
export type LoopMember = {
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  record: Scalars['ID']['output'];
  tags: Array<MemberTag>;
  type: Scalars['EntityType']['output'];
};

export type LoopParts = {
  /** Null: nothing is traded around it. */
  goods: Maybe<Scalars['Float']['output']>;
  money: Scalars['Float']['output'];
  tags: Scalars['Float']['output'];
  tightness: Scalars['Float']['output'];
};

export type LoopRun = {
  /** False: there are more rings of shares than were counted. */
  complete: Scalars['Boolean']['output'];
  found: Scalars['Int']['output'];
  /** Parties abroad and controllers that too many have: they close no loop. */
  hubs: Scalars['Int']['output'];
  /** Found and not listed, and why. */
  left: LoopRunLeft;
  loops: Array<Loop>;
  run: AnalysisRun;
};

export type LoopRunLeft = {
  beyondLimit: Scalars['Int']['output'];
  loose: Scalars['Int']['output'];
  otherTags: Scalars['Int']['output'];
};

export type Mapping = {
  columns: Array<MappingColumn>;
  dataset: Scalars['String']['output'];
  en: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  mode: Scalars['String']['output'];
  shipped: Scalars['Boolean']['output'];
  yaml: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

export type MappingCandidate = {
  assignment: Array<ColumnAssignment>;
  mappingId: Scalars['ID']['output'];
  missing: Array<Scalars['String']['output']>;
  /** 0..1 */
  score: Scalars['Float']['output'];
};

export type MappingColumn = {
  clean: Scalars['String']['output'];
  en: Maybe<Scalars['String']['output']>;
  field: Scalars['String']['output'];
  names: Array<Scalars['String']['output']>;
  required: Scalars['Boolean']['output'];
  unit: Maybe<Scalars['String']['output']>;
  zh: Maybe<Scalars['String']['output']>;
};

export type MappingProposal = {
  bytes: Scalars['Long']['output'];
  candidates: Array<MappingCandidate>;
  columns: Array<Scalars['String']['output']>;
  delimiter: Maybe<Scalars['String']['output']>;
  encoding: Maybe<Scalars['String']['output']>;
  fileName: Scalars['String']['output'];
  format: Scalars['String']['output'];
  problems: Array<JobProblem>;
  /** Of the elements that are rows, in JSON and XML. */
  recordPath: Maybe<Scalars['String']['output']>;
  rows: Array<Array<Maybe<Scalars['String']['output']>>>;
  /** Of a workbook. */
  sheets: Array<Scalars['String']['output']>;
  uploadId: Scalars['ID']['output'];
};

export type MatchReason =
  | 'declaration'
  | 'exact'
  | 'fuzzy'
  | 'identifier'
  | 'initials'
  | 'pinyin'
  | 'prefix'
  | 'substring'
  | 'text';

export type MemberOfGang = {
  node: Node;
  record: Scalars['ID']['output'];
  role: MemberRole;
};

export type MemberReason =
  | 'highestRank'
  | 'holdsTogether'
  | 'mostBetween'
  | 'mostTies'
  | 'tagged';

export type MemberRole =
  | 'core'
  | 'doubtful'
  | 'periphery';

export type MemberTag = {
  level: Scalars['Int']['output'];
  tag: Scalars['String']['output'];
};

/** `value` is in yuan, in cents. */
export type MonthValue = {
  count: Scalars['Int']['output'];
  direction: Scalars['String']['output'];
  mass: Scalars['Long']['output'];
  month: Scalars['String']['output'];
  value: Scalars['Long']['output'];
};

/** A vehicle or vessel that has positions. */
export type Mover = {
  /** Null where the graph does not know it. */
  entity: Maybe<Node>;
  first: Scalars['DateTime']['output'];
  fixes: Scalars['Int']['output'];
  /** A record of the vehicle or vessel where the graph knows it, else `device:<scheme>:<value>`. */
  id: Scalars['ID']['output'];
  kind: MoverKind;
  last: Scalars['DateTime']['output'];
  /** Plate, or a vessel's name, or the number that it is known by. */
  name: Scalars['String']['output'];
};

export type MoverKind =
  | 'TRUCK'
  | 'VESSEL';

/** `unknown`: of several terms, those that nothing fits. */
export type MoverPage = {
  movers: Array<Mover>;
  total: Scalars['Int']['output'];
  unknown: Array<Scalars['String']['output']>;
};

/** Exactly one of: `zone` with `from` and `to`; `all`; `any`; `not`. */
export type MultiZoneInput = {
  all?: InputMaybe<Array<MultiZoneInput>>;
  any?: InputMaybe<Array<MultiZoneInput>>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  not?: InputMaybe<MultiZoneInput>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  zone?: InputMaybe<Scalars['ID']['input']>;
};

export type Mutation = {
  actOnAlerts: Scalars['Int']['output'];
  addNote: InboxEntry;
  addRelation: InboxEntry;
  /** At least one of `watch`, `target` (a record) and `condition`. */
  addSilence: Scalars['ID']['output'];
  addTag: InboxEntry;
  /** From `from` up to `to` (not in it; null: open) positions under this number are the vehicle's. What was said before holds outside of it; stored positions follow. */
  bindDevice: DeviceBinding;
  /** Answers once it is sure: the job never takes effect. Refused when it is taking effect or over. */
  cancelJob: Job;
  /** Refused when somebody changed it after `version`. */
  changeGang: Gang;
  /** Refused when somebody changed it after `version`. */
  changePositionFeed: PositionFeed;
  /** Refused when somebody changed it after `version`. It takes effect with the next daily job. */
  changePositionRetention: PositionRetention;
  clearPositionQuarantine: PositionFeed;
  /** Makes a proposed group a monitored gang. `members`: entity ids that belong to it. */
  confirmGroup: Gang;
  createInvestigation: Investigation;
  /** The key is shown this once. */
  createPositionFeed: KeyedFeed;
  deleteInvestigation: Scalars['Boolean']['output'];
  /** The candidate of a run is kept as a labelled negative. */
  dismissDrift: DriftDismissal;
  dismissGroup: GroupVerdict;
  /** Lines are filled in from what the enterprises declare most. One of `gang`, `run` with `group`, or `ids` (a selection). */
  draftTargeting: TargetingList;
  /** Checks and counts without writing. Progress by `jobProgress`. */
  dryRun: Job;
  /** Of a draft. Refused when somebody changed it after `version`. */
  editTargeting: TargetingList;
  /** Holds no more from `at`; null: it never did. Refused when it does not hold any more. */
  endDeviceBinding: Scalars['Boolean']['output'];
  endSilence: Scalars['Boolean']['output'];
  /** "Not because of this hub" (a record of the alert's path), or of this path where none is named: a new version of its watch; the alert, and open ones over the same hub, are judged false. */
  exceptFromWatch: WatchException;
  /** Takes a dismissal back. */
  forgetDismissal: Scalars['Boolean']['output'];
  /** Takes a dismissal back. */
  forgetDriftDismissal: Scalars['Boolean']['output'];
  forgetFactVerdict: Scalars['Boolean']['output'];
  /** People and enterprises of a case become a monitored gang. `name`: the case's own where none is given. */
  gangFromCase: Gang;
  /** Entities of a selection become a monitored gang. */
  gangFromSelection: Gang;
  /** What somebody makes of the single fact that holds a group together; `apart`: it ties nobody, and later analyses leave it out. */
  judgeFact: FactVerdict;
  /** Both ids name records or entities of one type. */
  merge: InboxEntry;
  moveTargeting: TargetingList;
  removeAnalysisRun: Scalars['Boolean']['output'];
  removeContact: Scalars['Boolean']['output'];
  removeContactGroup: Scalars['Boolean']['output'];
  /** Only relations drawn by hand. */
  removeRelation: InboxEntry;
  removeSavedQuery: Scalars['Boolean']['output'];
  removeTag: InboxEntry;
  /** The key before is no longer good; the new one is shown this once. */
  renewFeedKey: KeyedFeed;
  /** All its places are read in this datum instead; refused where its rows say theirs. */
  rereadPositionFile: Job;
  restoreInvestigation: Investigation;
  /** A new version that says what version `to` said; refused when somebody changed it after `version`. */
  restoreWatch: Watch;
  /** It stays readable, and nothing is found at it any more. */
  retireZone: Zone;
  /** Takes back what an entry said, or says again what it took back; one that is pending is cancelled. */
  retract: InboxEntry;
  retractJudgement: InboxEntry;
  /** Tries a message again that was given up or whose fate is not known. */
  retryDelivery: Scalars['Boolean']['output'];
  /** A new contact where `id` is null. */
  saveContact: Scalars['ID']['output'];
  /** A new group where `id` is null. */
  saveContactGroup: Scalars['ID']['output'];
  /** Refused with CONFLICT when `version` is not the stored one. */
  saveInvestigation: Investigation;
  /** Saves a mapping of one's own (YAML); refused with the list of its faults. */
  saveMapping: Mapping;
  /** `content` of `fields`: `{type, conditions: [{attribute, operator, value}]}`; of `list`: `{items: [text]}`. */
  saveQuery: SavedQuery;
  /** A new watch where `id` is null; otherwise refused when somebody changed it after `version`, or when its forecast of the last minutes is beyond its weekly allowance. Without such a forecast it is counted once it is saved, and switched off where it would bring more (`Watch.allowance`). */
  saveWatch: Watch;
  /** A new zone where `id` is null; otherwise refused when somebody changed it after `version`. */
  saveZone: Zone;
  /** Names the local operator; every later write carries it. */
  signIn: Operator;
  startImport: Job;
  /** Starts a job of a kind whose input comes from the screen; `input` is checked by its kind. */
  startJob: Job;
  /** A message of no alert, to see that the channel works: to a contact, or to an address. */
  testChannel: Delivery;
  /** Makes a pulse for everybody who is looking. */
  testInApp: Scalars['Boolean']['output'];
  /** Starts a run with the gang's members of today. `hidden`: persistent members that do not count; `parameters`: the rest, as the question's form says. */
  trackDrift: Job;
  /** Takes one record out of its entity: the judgements that this made, and those that it took back. */
  unmerge: InboxEntry;
  withdrawFile: Job;
  /** What other files or feeds said of the same moments counts again. */
  withdrawPositionFile: Job;
};


export type MutationActOnAlertsArgs = {
  act: AlertDeskAct;
  ids: Array<Scalars['ID']['input']>;
  reason: InputMaybe<Scalars['String']['input']>;
};


export type MutationAddNoteArgs = {
  id: Scalars['ID']['input'];
  key: InputMaybe<Scalars['String']['input']>;
  text: Scalars['String']['input'];
};


export type MutationAddRelationArgs = {
  input: AddRelationInput;
  key: InputMaybe<Scalars['String']['input']>;
};


export type MutationAddSilenceArgs = {
  condition: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  target: InputMaybe<Scalars['ID']['input']>;
  until: Scalars['DateTime']['input'];
  watch: InputMaybe<Scalars['ID']['input']>;
};


export type MutationAddTagArgs = {
  id: Scalars['ID']['input'];
  key: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  tag: Scalars['String']['input'];
};


export type MutationBindDeviceArgs = {
  from: InputMaybe<Scalars['DateTime']['input']>;
  reason: Scalars['String']['input'];
  scheme: DeviceScheme;
  to: InputMaybe<Scalars['DateTime']['input']>;
  value: Scalars['String']['input'];
  vehicle: Scalars['ID']['input'];
};


export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
};


export type MutationChangeGangArgs = {
  add: InputMaybe<Array<Scalars['ID']['input']>>;
  id: Scalars['ID']['input'];
  monitored: InputMaybe<Scalars['Boolean']['input']>;
  name: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  remove: InputMaybe<Array<Scalars['ID']['input']>>;
  version: Scalars['Long']['input'];
};


export type MutationChangePositionFeedArgs = {
  id: Scalars['ID']['input'];
  input: FeedInput;
  version: Scalars['Long']['input'];
};


export type MutationChangePositionRetentionArgs = {
  policy: RetentionInput;
  reason: Scalars['String']['input'];
  version: Scalars['Long']['input'];
};


export type MutationClearPositionQuarantineArgs = {
  feed: Scalars['ID']['input'];
};


export type MutationConfirmGroupArgs = {
  key: Scalars['ID']['input'];
  members: Array<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  run: Scalars['ID']['input'];
};


export type MutationCreateInvestigationArgs = {
  state: Scalars['JSON']['input'];
  title: Scalars['String']['input'];
};


export type MutationCreatePositionFeedArgs = {
  input: FeedInput;
  kind: FeedKind;
  name: Scalars['String']['input'];
};


export type MutationDeleteInvestigationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDismissDriftArgs = {
  candidate: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  run: Scalars['ID']['input'];
};


export type MutationDismissGroupArgs = {
  key: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationDraftTargetingArgs = {
  gang: InputMaybe<Scalars['ID']['input']>;
  group: InputMaybe<Scalars['ID']['input']>;
  ids: InputMaybe<Array<Scalars['ID']['input']>>;
  name: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  run: InputMaybe<Scalars['ID']['input']>;
};


export type MutationDryRunArgs = {
  input: ImportInput;
};


export type MutationEditTargetingArgs = {
  id: Scalars['ID']['input'];
  lines: Array<TargetLineInput>;
  name: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  version: Scalars['Long']['input'];
};


export type MutationEndDeviceBindingArgs = {
  at: InputMaybe<Scalars['DateTime']['input']>;
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationEndSilenceArgs = {
  id: Scalars['ID']['input'];
};


export type MutationExceptFromWatchArgs = {
  alert: Scalars['ID']['input'];
  hub: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};


export type MutationForgetDismissalArgs = {
  key: Scalars['ID']['input'];
};


export type MutationForgetDriftDismissalArgs = {
  gang: Scalars['ID']['input'];
  record: Scalars['ID']['input'];
};


export type MutationForgetFactVerdictArgs = {
  key: Scalars['ID']['input'];
  run: Scalars['ID']['input'];
};


export type MutationGangFromCaseArgs = {
  case: Scalars['ID']['input'];
  name: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};


export type MutationGangFromSelectionArgs = {
  ids: Array<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationJudgeFactArgs = {
  apart: Scalars['Boolean']['input'];
  key: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  run: Scalars['ID']['input'];
};


export type MutationMergeArgs = {
  key: InputMaybe<Scalars['String']['input']>;
  left: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  right: Scalars['ID']['input'];
};


export type MutationMoveTargetingArgs = {
  id: Scalars['ID']['input'];
  move: TargetingMove;
  reason: Scalars['String']['input'];
  version: Scalars['Long']['input'];
};


export type MutationRemoveAnalysisRunArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRemoveContactArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRemoveContactGroupArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRemoveRelationArgs = {
  id: Scalars['ID']['input'];
  key: InputMaybe<Scalars['String']['input']>;
};


export type MutationRemoveSavedQueryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRemoveTagArgs = {
  id: Scalars['ID']['input'];
  key: InputMaybe<Scalars['String']['input']>;
  tag: Scalars['String']['input'];
};


export type MutationRenewFeedKeyArgs = {
  id: Scalars['ID']['input'];
  version: Scalars['Long']['input'];
};


export type MutationRereadPositionFileArgs = {
  datum: Datum;
  fileId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRestoreInvestigationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRestoreWatchArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  to: Scalars['Long']['input'];
  version: Scalars['Long']['input'];
};


export type MutationRetireZoneArgs = {
  id: Scalars['ID']['input'];
  reason: InputMaybe<Scalars['String']['input']>;
};


export type MutationRetractArgs = {
  key: InputMaybe<Scalars['String']['input']>;
  number: Scalars['Long']['input'];
};


export type MutationRetractJudgementArgs = {
  id: Scalars['ID']['input'];
  key: InputMaybe<Scalars['String']['input']>;
};


export type MutationRetryDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSaveContactArgs = {
  contact: ContactInput;
  id: InputMaybe<Scalars['ID']['input']>;
};


export type MutationSaveContactGroupArgs = {
  id: InputMaybe<Scalars['ID']['input']>;
  members: Array<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
};


export type MutationSaveInvestigationArgs = {
  id: Scalars['ID']['input'];
  notes: InputMaybe<Scalars['String']['input']>;
  state: InputMaybe<Scalars['JSON']['input']>;
  title: InputMaybe<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
};


export type MutationSaveMappingArgs = {
  yaml: Scalars['String']['input'];
};


export type MutationSaveQueryArgs = {
  content: Scalars['JSON']['input'];
  kind: SavedQueryKind;
  name: Scalars['String']['input'];
};


export type MutationSaveWatchArgs = {
  id: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  version: InputMaybe<Scalars['Long']['input']>;
  watch: WatchInput;
};


export type MutationSaveZoneArgs = {
  input: ZoneInput;
};


export type MutationSignInArgs = {
  name: Scalars['String']['input'];
};


export type MutationStartImportArgs = {
  input: ImportInput;
};


export type MutationStartJobArgs = {
  input: InputMaybe<Scalars['JSON']['input']>;
  kind: Scalars['String']['input'];
};


export type MutationTestChannelArgs = {
  address: InputMaybe<Scalars['String']['input']>;
  channel: ChannelKind;
  contact: InputMaybe<Scalars['ID']['input']>;
  language: InputMaybe<Scalars['String']['input']>;
};


export type MutationTrackDriftArgs = {
  day: Scalars['Date']['input'];
  gang: Scalars['ID']['input'];
  hidden: InputMaybe<Array<Scalars['ID']['input']>>;
  parameters: InputMaybe<Scalars['JSON']['input']>;
};


export type MutationUnmergeArgs = {
  key: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  record: Scalars['ID']['input'];
};


export type MutationWithdrawFileArgs = {
  fileId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationWithdrawPositionFileArgs = {
  fileId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type NameLegend = {
  en: Scalars['String']['output'];
  name: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

/** What the canvas draws. */
export type Node = {
  degree: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  /** A record that the entity holds: what a reference is stored by. */
  record: Scalars['ID']['output'];
  sources: Array<Scalars['String']['output']>;
  tags: Array<Scalars['String']['output']>;
  type: Scalars['EntityType']['output'];
};

export type Note = {
  at: Scalars['DateTime']['output'];
  author: Scalars['String']['output'];
  /** Entry of the inbox that said it. */
  number: Maybe<Scalars['Long']['output']>;
  pending: Maybe<Pending>;
  text: Scalars['String']['output'];
};

/** `kind`: a relation kind or Declaration; `end`: source, target or the role of the party; `row`: the first row that names one. */
export type OpenEnd = {
  count: Scalars['Int']['output'];
  end: Scalars['String']['output'];
  kind: Scalars['String']['output'];
  row: Scalars['Long']['output'];
};

export type Operator = {
  name: Scalars['String']['output'];
};

export type OutboxCount = {
  count: Scalars['Int']['output'];
  state: DeliveryState;
};

export type Overview = {
  entities: Array<TypeCount>;
  files: Scalars['Int']['output'];
  lastImport: Maybe<Scalars['DateTime']['output']>;
  relations: Array<KindTotal>;
  /** Entities worth opening first: highest confirmed risk, then most relations. */
  suggestions: Array<Node>;
  /** Most frequent tags with counts. */
  tags: Array<TagCount>;
};

/** `left`: last fix in the first zone, `reached`: first in the second; where it only may have been there, the fix before and after. `minutes`: of a possible one, the fewest it may have taken at a speed that none exceeds. */
export type Passage = {
  certainty: Certainty;
  left: Scalars['DateTime']['output'];
  minutes: Scalars['Float']['output'];
  mover: Mover;
  reached: Scalars['DateTime']['output'];
};

export type Path = {
  cost: Scalars['Float']['output'];
  links: Array<Scalars['ID']['output']>;
  nodes: Array<Scalars['ID']['output']>;
};

export type PathAnswer = {
  links: Array<Link>;
  more: Scalars['Boolean']['output'];
  nodes: Array<Node>;
  paths: Array<Path>;
  /** Set when the search ended before it had looked everywhere. */
  stopped: Maybe<PathStop>;
};

export type PathMode =
  | 'shortest'
  | 'simple'
  | 'specific';

export type PathStop = {
  /** Relations looked at. */
  examined: Scalars['Long']['output'];
  reason: StopReason;
};

export type Pending =
  | 'adding'
  | 'removing';

export type Period = {
  from: Maybe<Scalars['Date']['output']>;
  to: Maybe<Scalars['Date']['output']>;
};

export type PersistentMember = {
  hidden: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  kinds: Array<Scalars['RelationKind']['output']>;
  label: Scalars['String']['output'];
  /** A member itself, or attached to members. */
  member: Scalars['Boolean']['output'];
  /** Other enterprises that used it before the day. */
  others: Scalars['Int']['output'];
  record: Scalars['ID']['output'];
  shells: Scalars['Int']['output'];
  specificity: Scalars['Float']['output'];
  type: Scalars['EntityType']['output'];
  weight: Scalars['Float']['output'];
};

export type PhaseTime = {
  phase: Scalars['String']['output'];
  seconds: Scalars['Float']['output'];
};

/** What a place rests on: coordinates of the office, of a land gate beside it, of an address; or a base inferred from stops. */
export type PlaceGround =
  | 'address'
  | 'base'
  | 'gate'
  | 'office';

export type PortMonth = {
  amount: Scalars['Long']['output'];
  month: Scalars['String']['output'];
  /** Of proposed candidates. */
  new: Scalars['Int']['output'];
  /** Of former shells. */
  old: Scalars['Int']['output'];
  port: Scalars['ID']['output'];
};

export type PositionFeed = {
  active: Scalars['Boolean']['output'];
  /** Where it listens (`port 5010`, `/api/positions`); null: this server was started without. */
  address: Maybe<Scalars['String']['output']>;
  changedBy: Scalars['String']['output'];
  datum: Datum;
  /** Set where its standing fixes fit the places where others stand only when read in another datum. */
  datumProposal: Maybe<DatumProposal>;
  /** Set while the broker, the topic or the senders are away, or nothing comes, for longer than its habit. */
  fault: Maybe<FeedFault>;
  figures: FeedFigures;
  ia1: Maybe<Scalars['Long']['output']>;
  ic1: Maybe<Scalars['Long']['output']>;
  id: Scalars['ID']['output'];
  kind: FeedKind;
  m1: Maybe<Scalars['Long']['output']>;
  name: Scalars['String']['output'];
  perMinute: Scalars['Int']['output'];
  /** By reason, most frequent first. */
  refusals: Array<FeedRefusal>;
  senders: Array<Scalars['String']['output']>;
  topic: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  user: Scalars['String']['output'];
  version: Scalars['Long']['output'];
};

/** `stored`: fixes that were not there already (`duplicate`); `refused`: rows that were no positions. */
export type PositionFile = {
  actor: Scalars['String']['output'];
  datum: Scalars['String']['output'];
  /** Set where the stops in it fit the places where others stand only when read in another datum. Looked at once an hour. */
  datumProposal: Maybe<DatumProposal>;
  duplicate: Scalars['Int']['output'];
  fileId: Scalars['ID']['output'];
  madeAt: Scalars['DateTime']['output'];
  name: Scalars['String']['output'];
  refused: Scalars['Int']['output'];
  rows: Scalars['Int']['output'];
  state: PositionFileState;
  stored: Scalars['Int']['output'];
};

export type PositionFilePage = {
  files: Array<PositionFile>;
  total: Scalars['Int']['output'];
};

export type PositionFileState =
  | 'loaded'
  | 'loading'
  | 'withdrawn';

/** `thinnedBefore`, `removedBefore`: what is older was thinned, or is gone; `doneAt`: by the last job. `versions`: newest first, the first is in force; none: everything is kept. */
export type PositionRetention = {
  doneAt: Maybe<Scalars['DateTime']['output']>;
  removedBefore: Maybe<Scalars['DateTime']['output']>;
  thinnedBefore: Maybe<Scalars['DateTime']['output']>;
  versions: Array<RetentionVersion>;
};

/** `minutes`: certain ones, by fixes inside; in any of several zones. `unseen`: POSSIBLE as it is not said to have been where it must not, having no positions about that time. */
export type PresenceLine = {
  certainty: Certainty;
  crossed: Scalars['Boolean']['output'];
  from: Scalars['DateTime']['output'];
  minutes: Scalars['Float']['output'];
  mover: Mover;
  to: Scalars['DateTime']['output'];
  unseen: Scalars['Boolean']['output'];
  visits: Scalars['Int']['output'];
};

/** Certain ones first, then what is possible between two positions, the shorter time first. `unseen`: how many are not listed, of which nothing is known: a part of the time lies before their first position or after their last, and a speed that none exceeds let them be there. */
export type PresenceList = {
  certain: Scalars['Int']['output'];
  lines: Array<PresenceLine>;
  looked: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
  unseen: Scalars['Int']['output'];
};

export type PreviewExample = {
  path: Array<Maybe<Node>>;
  reason: AlertWords;
};

export type PreviewHub = {
  found: Scalars['Int']['output'];
  node: Maybe<Node>;
  record: Scalars['ID']['output'];
};

export type PreviewWeek = {
  found: Scalars['Int']['output'];
  from: Scalars['Date']['output'];
};

/** Cents of yuan per kilogram. */
export type PriceCompared = {
  heading: Scalars['String']['output'];
  new: Maybe<Scalars['Float']['output']>;
  newDeclarations: Scalars['Int']['output'];
  old: Maybe<Scalars['Float']['output']>;
  oldDeclarations: Scalars['Int']['output'];
};

export type Profile = {
  amounts: Array<CurrencyAmount>;
  brokers: Array<Share>;
  /** Declarations whose value in yuan comes through a rate, and those with an amount that nothing converts. */
  converted: Scalars['Int']['output'];
  countries: Array<Share>;
  declarations: Scalars['Int']['output'];
  first: Maybe<Scalars['Date']['output']>;
  hs: Array<Share>;
  inspections: Scalars['Int']['output'];
  last: Maybe<Scalars['Date']['output']>;
  mass: Scalars['Long']['output'];
  months: Array<MonthValue>;
  partners: Array<Share>;
  ports: Array<Share>;
  seizures: Scalars['Int']['output'];
  unconverted: Scalars['Int']['output'];
  /** In yuan: of declarations with a yuan column, in yuan, or converted by the rate of their month. */
  value: Scalars['Long']['output'];
  /** Standard deviation of monthly value over its mean, in thousandths. */
  volatility: Maybe<Scalars['Int']['output']>;
};

export type QuarantinePage = {
  rows: Array<QuarantineRow>;
  total: Scalars['Int']['output'];
};

export type QuarantineRow = {
  code: Scalars['String']['output'];
  field: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  row: Scalars['Long']['output'];
  value: Maybe<Scalars['String']['output']>;
};

/** `place`: row, line or byte. `sample`: how it begins. */
export type QuarantinedPosition = {
  code: Scalars['String']['output'];
  en: Scalars['String']['output'];
  place: Scalars['String']['output'];
  receivedAt: Scalars['DateTime']['output'];
  sample: Maybe<Scalars['String']['output']>;
  zh: Scalars['String']['output'];
};

export type Query = {
  /** What these did, month by month, and what befell them: registrations and cases. At most 2,000 ids. */
  activity: Activity;
  alert: Maybe<Alert>;
  /** The daemons that find and send, and how full the outbox is. */
  alertDaemon: AlertDaemon;
  /** The desk, newest first. Without `children`, what stands under another alert is left out. */
  alerts: AlertPage;
  /** What the file of this revision, imported as history, would have fired. */
  alertsCounted: Scalars['Int']['output'];
  /** New alerts that nobody has looked at. */
  alertsUnread: Scalars['Int']['output'];
  analysisRun: Maybe<AnalysisRun>;
  /** Finished runs, newest first. */
  analysisRuns: Array<AnalysisRun>;
  /** Who was in an area that is no zone. */
  areaSearch: PresenceList;
  /** Places to which its stops come back, most time first. */
  bases: Array<Base>;
  /** Relations among the given entities: what is between the nodes on screen. At most 5,000 ids. */
  between: Array<Link>;
  /** Every way to tell somebody: whether it is set up, works, and what waits in it. */
  channels: Array<Channel>;
  contactGroups: Array<ContactGroup>;
  /** The address book, by name. */
  contacts: Array<Contact>;
  counts: Array<KindCount>;
  declaration: Array<Declaration>;
  /** Declarations behind a relation or an entity, newest first. */
  declarations: DeclarationPage;
  /**
   * Declarations of these days (half-open) that name a truck, against where it went between the office's gate and the declared party's place; most unexplained first, those that could not be judged last.
   * `daysAround`: days before and after the declared one on which the gate may have been passed; `boundHours`: a journey is looked at no longer; `stopMinutes`: shorter stops are traffic.
   */
  declaredDriven: DeclaredDriven;
  /** The outbox, newest first. */
  deliveries: DeliveryPage;
  delivery: Maybe<Delivery>;
  /** Of a demo world: a file that fires the demo's watches; null elsewhere. */
  demoAlertFile: Maybe<DemoAlertFile>;
  /** What was said of plates and terminals, newest first; of one vehicle or vessel, or of all. Those that hold no more among them. */
  deviceBindings: DeviceBindingPage;
  /** Dated findings about the gang's members, seizures and criminal cases first, then by day: from which of them drift may be tracked. */
  driftDays: Array<DriftDay>;
  /** What a finished run of drift tracking found. */
  driftRun: Maybe<DriftRun>;
  /** Runs about a gang, newest first: its history. */
  driftRuns: Array<AnalysisRun>;
  /** In the order asked; unknown ids are left out and counted by the caller. */
  entities: Array<Node>;
  /** `id` is a record id, or the id of an entity as it is or was. What keeps a reference keeps `record` of the answer. */
  entity: Maybe<Entity>;
  expand: Subgraph;
  file: Maybe<ImportedFile>;
  files: FilePage;
  gang: Maybe<Gang>;
  /** One of them, whole. `key` names it as long as its core stays. */
  gangGroup: Maybe<GangGroup>;
  /** Everything that a report about a gang tells, as of now. */
  gangReport: Maybe<GangReport>;
  /** Groups that a finished run of gang analysis proposes, best first. */
  gangRun: Maybe<GangRun>;
  /** Confirmed gangs, monitored ones first. */
  gangs: Array<Gang>;
  history: Array<HistoryLine>;
  /** How far back changes of the graph are kept; null: from the beginning. */
  historyFrom: Maybe<Scalars['DateTime']['output']>;
  /** What the signed-in operator said, newest first, and what became of it. */
  inbox: Array<InboxEntry>;
  inboxEntry: Maybe<InboxEntry>;
  investigation: Maybe<Investigation>;
  investigations: Array<InvestigationSummary>;
  job: Maybe<Job>;
  /** Kinds of long work, in the order of their list. */
  jobKinds: Array<JobKind>;
  /** Running and past ones, newest first. `text`: part of the title or of the owner's name. */
  jobs: JobPage;
  judgements: Array<Judgement>;
  legend: Legend;
  /** Latest fix of each mover (of those named, of those in the box), now or as of an instant. */
  livePositions: LiveBoard;
  /** Closed loops that a finished run found, best first. */
  loopRun: Maybe<LoopRun>;
  mapping: Maybe<Mapping>;
  mappings: Array<Mapping>;
  me: Maybe<Operator>;
  /** Vehicles and vessels that have positions. `search`: part of plate, MMSI, IMO, terminal or name, or up to 200 of them, a line or comma apart. */
  movers: MoverPage;
  /** Several zones, each with its window, by AND, OR and NOT. */
  multiZone: PresenceList;
  /** Ends of relations and parties of declarations that the file names and no source asserts yet. */
  openEnds: Array<OpenEnd>;
  overview: Overview;
  paths: PathAnswer;
  /** Where positions come in, by name. */
  positionFeeds: Array<PositionFeed>;
  /** Rows of a file that were no positions, by row. */
  positionFileRefusals: Array<RefusedPosition>;
  /** Files of positions that were loaded, newest first. */
  positionFiles: PositionFilePage;
  /** What of a feed could not be read, newest first. */
  positionQuarantine: Array<QuarantinedPosition>;
  /** How long positions are kept, and what has been done of it. */
  positionRetention: PositionRetention;
  /** What a policy would free today; nothing is removed. */
  previewRetention: RetentionPreview;
  /** What the watch would have fired on in the past, within a budget. */
  previewWatch: WatchPreview;
  profile: Profile;
  /** Reads the head of an uploaded file: encoding, delimiter, columns, first rows, best mapping with its column assignment. */
  proposeMapping: MappingProposal;
  quarantine: QuarantinePage;
  /** What can be asked of the whole graph, each with its form. A run is started as a job of the kind `analysis`. */
  questions: Array<Question>;
  relation: Maybe<Relation>;
  /** What each of these record or entity ids names today, in the order asked: how a stored reference follows its entity through merges and splits. At most 5,000. */
  resolved: Array<Resolved>;
  /** By name. */
  savedQueries: Array<SavedQuery>;
  search: SearchAnswer;
  /** All conditions must hold. At most 200 hits. */
  searchFields: SearchAnswer;
  /** One line per item: names, identifiers, plates, codes, declaration numbers. At most 500. */
  searchList: Array<ListMatch>;
  silences: Array<Silence>;
  /** What source files say: one line per property, record, file and row. */
  statements: StatementPage;
  /** Where one mover stayed: from a first fix on while none lies farther than `radius` metres from it, for more than `minutes`; a silence longer than `gapMinutes` ends a stop. */
  stops: StopList;
  system: SystemState;
  /** Entities that carry the tag, by name. At most 1,000. */
  tagged: TaggedEntities;
  /** What approved lists have met, by gang, by where they were drafted from, and by tag of the enterprises when they were put on a list. */
  targetingHits: Array<TargetingHit>;
  targetingList: Maybe<TargetingList>;
  /** Targeting lists, last changed first. `gang`: those drafted from it. */
  targetingLists: Array<TargetingList>;
  /** One mover's journey. `id`: of a mover, or of a record or entity that is a vehicle or vessel. `points`: at most so many are shown; `fixes` says of how many. */
  track: Track;
  watch: Maybe<Watch>;
  watchConditions: Array<WatchCondition>;
  /** Last changed first. */
  watches: Array<Watch>;
  /** What was found as positions came in, newest first. */
  zoneEvents: ZoneEventList;
  /** Left the first zone and reached the second within so many minutes. */
  zoneSequence: SequenceList;
  /** Every visit to these zones by these movers (null: all), with what is only possible between two fixes. */
  zoneVisits: VisitList;
  /** By name; retired ones too (`active`). */
  zones: Array<Zone>;
};


export type QueryActivityArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryAlertArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertsArgs = {
  children: InputMaybe<Scalars['Boolean']['input']>;
  limit: InputMaybe<Scalars['Int']['input']>;
  minLevel: InputMaybe<Scalars['Int']['input']>;
  offset: InputMaybe<Scalars['Int']['input']>;
  origin: InputMaybe<AlertOrigin>;
  statuses: InputMaybe<Array<AlertStatus>>;
  watch: InputMaybe<Scalars['ID']['input']>;
};


export type QueryAlertsCountedArgs = {
  revision: Scalars['Long']['input'];
};


export type QueryAnalysisRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAnalysisRunsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  question: InputMaybe<Scalars['String']['input']>;
};


export type QueryAreaSearchArgs = {
  area: Scalars['GeoJSON']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryBasesArgs = {
  from: Scalars['DateTime']['input'];
  id: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryBetweenArgs = {
  ids: Array<Scalars['ID']['input']>;
  scope: InputMaybe<ScopeInput>;
};


export type QueryCountsArgs = {
  id: Scalars['ID']['input'];
  scope: InputMaybe<ScopeInput>;
};


export type QueryDeclarationArgs = {
  number: Scalars['String']['input'];
};


export type QueryDeclarationsArgs = {
  entity: InputMaybe<Scalars['ID']['input']>;
  from: InputMaybe<Scalars['Date']['input']>;
  hs: InputMaybe<Scalars['String']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  port: InputMaybe<Scalars['String']['input']>;
  relation: InputMaybe<Scalars['ID']['input']>;
  to: InputMaybe<Scalars['Date']['input']>;
};


export type QueryDeclaredDrivenArgs = {
  boundHours?: InputMaybe<Scalars['Float']['input']>;
  by?: InputMaybe<UnexplainedOrder>;
  daysAround?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['Date']['input'];
  office: InputMaybe<Scalars['ID']['input']>;
  stopMinutes?: InputMaybe<Scalars['Float']['input']>;
  to: Scalars['Date']['input'];
  vehicle: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDeliveriesArgs = {
  limit: InputMaybe<Scalars['Int']['input']>;
  offset: InputMaybe<Scalars['Int']['input']>;
  states: InputMaybe<Array<DeliveryState>>;
};


export type QueryDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDeviceBindingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  vehicle: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDriftDaysArgs = {
  gang: Scalars['ID']['input'];
};


export type QueryDriftRunArgs = {
  run: Scalars['ID']['input'];
};


export type QueryDriftRunsArgs = {
  gang: Scalars['ID']['input'];
};


export type QueryEntitiesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryEntityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExpandArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  direction?: InputMaybe<Direction>;
  ids: Array<Scalars['ID']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  perKindLimit?: InputMaybe<Scalars['Int']['input']>;
  scope: InputMaybe<ScopeInput>;
};


export type QueryFileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFilesArgs = {
  dataset: InputMaybe<Scalars['String']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryGangArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGangGroupArgs = {
  key: Scalars['ID']['input'];
  run: Scalars['ID']['input'];
};


export type QueryGangReportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGangRunArgs = {
  run: Scalars['ID']['input'];
};


export type QueryHistoryArgs = {
  id: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryInboxArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryInboxEntryArgs = {
  number: Scalars['Long']['input'];
};


export type QueryInvestigationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryJobsArgs = {
  kinds: InputMaybe<Array<Scalars['String']['input']>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  states: InputMaybe<Array<JobState>>;
  text: InputMaybe<Scalars['String']['input']>;
};


export type QueryJudgementsArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLivePositionsArgs = {
  asOf: InputMaybe<Scalars['DateTime']['input']>;
  ids: InputMaybe<Array<Scalars['ID']['input']>>;
  within: InputMaybe<BoxInput>;
};


export type QueryLoopRunArgs = {
  run: Scalars['ID']['input'];
};


export type QueryMappingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMoversArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  kind: InputMaybe<MoverKind>;
  search: InputMaybe<Scalars['String']['input']>;
};


export type QueryMultiZoneArgs = {
  rule: MultiZoneInput;
};


export type QueryOpenEndsArgs = {
  fileId: Scalars['ID']['input'];
};


export type QueryPathsArgs = {
  from: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  maxLength?: InputMaybe<Scalars['Int']['input']>;
  mode?: InputMaybe<PathMode>;
  scope: InputMaybe<ScopeInput>;
  to: Scalars['ID']['input'];
};


export type QueryPositionFileRefusalsArgs = {
  fileId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPositionFilesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPositionQuarantineArgs = {
  feed: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPreviewRetentionArgs = {
  policy: RetentionInput;
};


export type QueryPreviewWatchArgs = {
  months: InputMaybe<Scalars['Int']['input']>;
  watch: WatchInput;
};


export type QueryProfileArgs = {
  from: InputMaybe<Scalars['Date']['input']>;
  id: Scalars['ID']['input'];
  to: InputMaybe<Scalars['Date']['input']>;
};


export type QueryProposeMappingArgs = {
  reading: InputMaybe<ReadingInput>;
  uploadId: Scalars['ID']['input'];
};


export type QueryQuarantineArgs = {
  fileId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRelationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryResolvedArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QuerySearchArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  scope: InputMaybe<ScopeInput>;
  text: Scalars['String']['input'];
};


export type QuerySearchFieldsArgs = {
  conditions: Array<FieldCondition>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  type: Scalars['EntityType']['input'];
};


export type QuerySearchListArgs = {
  items: Array<Scalars['String']['input']>;
};


export type QueryStatementsArgs = {
  id: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  property: InputMaybe<Scalars['String']['input']>;
};


export type QueryStopsArgs = {
  from: Scalars['DateTime']['input'];
  gapMinutes?: InputMaybe<Scalars['Float']['input']>;
  id: Scalars['ID']['input'];
  minutes?: InputMaybe<Scalars['Float']['input']>;
  radius?: InputMaybe<Scalars['Float']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryTaggedArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  tag: Scalars['String']['input'];
};


export type QueryTargetingListArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTargetingListsArgs = {
  gang: InputMaybe<Scalars['ID']['input']>;
};


export type QueryTrackArgs = {
  from: Scalars['DateTime']['input'];
  id: Scalars['ID']['input'];
  points?: InputMaybe<Scalars['Int']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryWatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryZoneEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  mover: InputMaybe<Scalars['ID']['input']>;
  zone: InputMaybe<Scalars['ID']['input']>;
};


export type QueryZoneSequenceArgs = {
  first: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  second: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
  withinMinutes: Scalars['Float']['input'];
};


export type QueryZoneVisitsArgs = {
  from: Scalars['DateTime']['input'];
  ids: InputMaybe<Array<Scalars['ID']['input']>>;
  to: Scalars['DateTime']['input'];
  zones: Array<Scalars['ID']['input']>;
};

export type Question = {
  explanation: Words;
  fields: Array<QuestionField>;
  name: Scalars['String']['output'];
  steps: Array<QuestionStep>;
  title: Words;
};

/** One parameter: `control` says how to ask for it (its `kind` and bounds), `fallback` is its default. */
export type QuestionField = {
  /** Belongs behind "more". */
  advanced: Scalars['Boolean']['output'];
  control: Scalars['JSON']['output'];
  explanation: Words;
  fallback: Maybe<Scalars['JSON']['output']>;
  label: Words;
  name: Scalars['String']['output'];
};

export type QuestionStep = {
  name: Scalars['String']['output'];
  words: Words;
};

export type QuietHours = {
  from: Scalars['String']['output'];
  offsetMinutes: Scalars['Int']['output'];
  to: Scalars['String']['output'];
};

/** Hours in which only level 5 is sent; HH:MM, local to `offsetMinutes` east of UTC. */
export type QuietInput = {
  from: Scalars['String']['input'];
  offsetMinutes: Scalars['Int']['input'];
  to: Scalars['String']['input'];
};

export type RankParts = {
  concealment: Scalars['Float']['output'];
  evidence: Scalars['Float']['output'];
  loops: Scalars['Float']['output'];
  money: Scalars['Float']['output'];
  tags: Scalars['Float']['output'];
};

/** How to read a file where it does not say so itself: a text's encoding by any of its names, a sheet by name or number, the row of the header, the path of the elements that are rows; of positions, how many minutes east of Greenwich times are that name no zone. */
export type ReadingInput = {
  encoding?: InputMaybe<Scalars['String']['input']>;
  headerRow?: InputMaybe<Scalars['Int']['input']>;
  recordPath?: InputMaybe<Scalars['String']['input']>;
  sheet?: InputMaybe<Scalars['String']['input']>;
  zoneMinutes?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordInfo = {
  byHand: Scalars['Boolean']['output'];
  dataset: Scalars['String']['output'];
  files: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  /** Keys that hold it in this entity. */
  keys: Array<Scalars['String']['output']>;
  label: Scalars['String']['output'];
};

export type RefusedPosition = {
  en: Scalars['String']['output'];
  field: Scalars['String']['output'];
  row: Scalars['Int']['output'];
  value: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

export type Relation = {
  aggregated: Scalars['Boolean']['output'];
  attributes: Array<AttributeValue>;
  byHand: Scalars['Boolean']['output'];
  byMonth: Array<MonthValue>;
  link: Link;
  source: Node;
  target: Node;
};

/** `reasons`: why it matters, and `stays`: how surely it belongs, as the analysis said that the gang was confirmed from. */
export type ReportMember = {
  amount: Maybe<Scalars['Long']['output']>;
  declarations: Scalars['Int']['output'];
  firstActivity: Maybe<Scalars['Date']['output']>;
  lastActivity: Maybe<Scalars['Date']['output']>;
  node: Node;
  reasons: Array<MemberReason>;
  role: MemberRole;
  stays: Maybe<Scalars['Float']['output']>;
};

export type ReportRow = {
  day: Maybe<Scalars['Date']['output']>;
  file: Scalars['String']['output'];
  row: Scalars['Long']['output'];
};

/** `thing`: what they share; null for a relation between two. `rowsTotal`: rows of files that say so. */
export type ReportTie = {
  kinds: Array<Scalars['RelationKind']['output']>;
  members: Array<Scalars['ID']['output']>;
  rows: Array<ReportRow>;
  rowsTotal: Scalars['Int']['output'];
  thing: Maybe<Node>;
};

export type Resolved = {
  asked: Scalars['ID']['output'];
  /** It is in the data, and the graph view is about to show it. */
  awaited: Scalars['Boolean']['output'];
  /** Null when nothing in the data has that id now. */
  node: Maybe<Node>;
};

/** `wholeDays`: every fix is kept so long, null: always; after that one of a mover in `thinMinutes` minutes, and the ends of stops, silences and visits to zones; `keepDays`: after which nothing is kept, null: never. */
export type RetentionInput = {
  keepDays?: InputMaybe<Scalars['Int']['input']>;
  thinMinutes: Scalars['Int']['input'];
  wholeDays?: InputMaybe<Scalars['Int']['input']>;
};

/** Fixes and bytes on disk of today, fixes that would be thinned out (an upper bound: ends of stops and visits stay) and removed, and about how many bytes these take. */
export type RetentionPreview = {
  bytes: Scalars['Long']['output'];
  fixes: Scalars['Long']['output'];
  freed: Scalars['Long']['output'];
  removed: Scalars['Long']['output'];
  thinned: Scalars['Long']['output'];
};

export type RetentionVersion = {
  at: Scalars['DateTime']['output'];
  author: Scalars['String']['output'];
  keepDays: Maybe<Scalars['Int']['output']>;
  reason: Scalars['String']['output'];
  thinMinutes: Scalars['Int']['output'];
  version: Scalars['Long']['output'];
  wholeDays: Maybe<Scalars['Int']['output']>;
};

export type SavedQuery = {
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  content: Scalars['JSON']['output'];
  id: Scalars['ID']['output'];
  kind: SavedQueryKind;
  name: Scalars['String']['output'];
};

export type SavedQueryKind =
  | 'fields'
  | 'list';

/** Days (Monday is 1) and hours in which a watch sends; level 5 does not wait for them. HH:MM, local to `offsetMinutes` east of UTC. */
export type ScheduleInput = {
  days: Array<Scalars['Int']['input']>;
  from: Scalars['String']['input'];
  offsetMinutes: Scalars['Int']['input'];
  to: Scalars['String']['input'];
};

export type ScopeInput = {
  from?: InputMaybe<Scalars['Date']['input']>;
  kinds?: InputMaybe<Array<Scalars['RelationKind']['input']>>;
  sources?: InputMaybe<Array<Scalars['String']['input']>>;
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  to?: InputMaybe<Scalars['Date']['input']>;
  types?: InputMaybe<Array<Scalars['EntityType']['input']>>;
};

export type SearchAnswer = {
  /** Why not all are shown, null when they are. */
  cut: Maybe<Scalars['String']['output']>;
  hits: Array<SearchHit>;
  total: Scalars['Int']['output'];
};

export type SearchHit = {
  matched: Scalars['String']['output'];
  node: Node;
  reason: MatchReason;
  score: Scalars['Float']['output'];
};

export type SequenceList = {
  looked: Scalars['Int']['output'];
  passages: Array<Passage>;
  total: Scalars['Int']['output'];
};

export type SettingControlKind =
  | 'attributes'
  | 'categories'
  | 'choice'
  | 'kinds'
  | 'level'
  | 'number';

export type SettingField = {
  control: SettingControlKind;
  explanation: AlertWords;
  label: AlertWords;
  max: Maybe<Scalars['Float']['output']>;
  min: Maybe<Scalars['Float']['output']>;
  name: Scalars['String']['output'];
  options: Array<SettingOption>;
};

export type SettingOption = {
  value: Scalars['String']['output'];
  words: AlertWords;
};

/** `value` is in yuan, in cents. */
export type Share = {
  count: Scalars['Int']['output'];
  entity: Maybe<Scalars['ID']['output']>;
  key: Scalars['String']['output'];
  label: Scalars['String']['output'];
  value: Scalars['Long']['output'];
};

export type ShellComparison = {
  prices: Array<PriceCompared>;
  shell: DriftEntity;
  things: Array<ThingsCompared>;
};

export type Silence = {
  actor: Scalars['String']['output'];
  condition: Maybe<Scalars['String']['output']>;
  endedBy: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  madeAt: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
  target: Maybe<Node>;
  until: Scalars['DateTime']['output'];
  watch: Maybe<AlertWatch>;
};

export type SmsTemplate = {
  id: Scalars['String']['output'];
  language: Scalars['String']['output'];
};

export type Split = {
  entity: Scalars['ID']['output'];
  from: Scalars['ID']['output'];
};

export type Statement = {
  /** False for a statement that a newer one replaced. */
  current: Scalars['Boolean']['output'];
  dataset: Scalars['String']['output'];
  fileId: Scalars['ID']['output'];
  fileName: Scalars['String']['output'];
  property: Scalars['String']['output'];
  recordId: Scalars['ID']['output'];
  row: Maybe<Scalars['Long']['output']>;
  /** Rows of that file saying the same. */
  rows: Scalars['Long']['output'];
  /** Day of the newest file that says it. */
  sourceDate: Maybe<Scalars['Date']['output']>;
  /** Newest of the later full deliveries that say the same without a break. */
  throughFileId: Maybe<Scalars['ID']['output']>;
  throughFileName: Maybe<Scalars['String']['output']>;
  value: Maybe<Scalars['JSON']['output']>;
};

export type StatementPage = {
  statements: Array<Statement>;
  total: Scalars['Int']['output'];
};

export type Stop = {
  fixes: Scalars['Int']['output'];
  from: Scalars['DateTime']['output'];
  lat: Scalars['Float']['output'];
  lng: Scalars['Float']['output'];
  minutes: Scalars['Float']['output'];
  to: Scalars['DateTime']['output'];
};

/** `splitByGaps`: silences longer than `gapMinutes` within the time; each ends a stop. */
export type StopList = {
  gapMinutes: Scalars['Float']['output'];
  splitByGaps: Scalars['Int']['output'];
  stops: Array<Stop>;
  total: Scalars['Int']['output'];
};

export type StopReason =
  | 'cancelled'
  | 'time'
  | 'work';

export type Subgraph = {
  cut: Maybe<Scalars['String']['output']>;
  links: Array<Link>;
  nodes: Array<Node>;
  totals: Array<ExpandTotal>;
};

export type Subscription = {
  /** Whenever alerts or messages change: how many alerts are new. */
  alertPulse: Scalars['Int']['output'];
  /**
   * What came after the revision that the screen has, and then each revision as the graph view reaches it; without `after` from now on.
   * `more` without touched entities: everything may be another.
   */
  changes: Change;
  /** Entries of anybody, when they are entered and when they have ended. */
  inbox: InboxEntry;
  /** Every change of every job, whichever server runs it. */
  jobChanges: Job;
  /** One job, now and at every change; ends when it is over. */
  jobProgress: Job;
  /** The board of those that moved, at most once a second. */
  positionsMoved: LiveBoard;
  /** What happens at zones, as positions come in; what a late fix takes back has `standing` false. */
  zoneEvents: ZoneEvent;
};


export type SubscriptionChangesArgs = {
  after: InputMaybe<Scalars['Long']['input']>;
};


export type SubscriptionJobProgressArgs = {
  jobId: Scalars['ID']['input'];
};


export type SubscriptionPositionsMovedArgs = {
  ids: InputMaybe<Array<Scalars['ID']['input']>>;
  within: InputMaybe<BoxInput>;
};

export type Succession = {
  from: Scalars['ID']['output'];
  into: Scalars['ID']['output'];
};

export type SweepStep = {
  communities: Scalars['Int']['output'];
  resolution: Scalars['Float']['output'];
  stability: Scalars['Float']['output'];
};

export type SystemFault = {
  channel: Maybe<ChannelKind>;
  kind: AlertFault;
  /** A code, and the peer's own. */
  problem: Maybe<Scalars['String']['output']>;
};

export type SystemState = {
  /** Set while the demo world is being generated and imported. */
  demo: Maybe<DemoState>;
  graphEngine: Scalars['String']['output'];
  revision: Scalars['Long']['output'];
  sqlEngine: Scalars['String']['output'];
  /** For how long the view has been behind; 0 when it is not. */
  viewBehindSeconds: Scalars['Int']['output'];
  viewRevision: Scalars['Long']['output'];
  /** Message keys of anything degraded, empty when well. */
  warnings: Array<Scalars['String']['output']>;
};

export type TagCount = {
  count: Scalars['Int']['output'];
  tag: Scalars['String']['output'];
};

/** The rule's sentence with its figures, and the paths that they rest on. `score` is that of an inherited risk, between 0 and 1. */
export type TagGround = {
  en: Scalars['String']['output'];
  paths: Array<GroundPath>;
  revision: Scalars['Long']['output'];
  score: Maybe<Scalars['Float']['output']>;
  since: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
  zh: Scalars['String']['output'];
};

export type TagLegend = {
  category: Scalars['String']['output'];
  en: Scalars['String']['output'];
  /** Of a rule that inherits risk: no level of its own, a dashed ring. */
  inherited: Scalars['Boolean']['output'];
  level: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  parent: Maybe<Scalars['String']['output']>;
  tier: Maybe<Scalars['Int']['output']>;
  zh: Scalars['String']['output'];
};

export type TagOnEntity = {
  /** True when an analyst set it. */
  byHand: Scalars['Boolean']['output'];
  /** Why a rule derives it; null where none does. */
  ground: Maybe<TagGround>;
  name: Scalars['String']['output'];
  pending: Maybe<Pending>;
  reason: Maybe<Scalars['String']['output']>;
  /** Datasets that say so; empty where a rule alone derives it. */
  sources: Array<Scalars['String']['output']>;
};

export type TaggedEntities = {
  nodes: Array<Node>;
  total: Scalars['Int']['output'];
};

export type TargetLine = {
  /** No port was named: any. */
  anyPort: Scalars['Boolean']['output'];
  before: TargetingFigures;
  /** Null when its data is gone. */
  enterprise: Maybe<Node>;
  expires: Scalars['Date']['output'];
  from: Scalars['Date']['output'];
  hits: TargetingFigures;
  hs: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  port: Maybe<Node>;
  reason: Scalars['String']['output'];
};

/** `id`: of a line that is there already. `hs`: first digits of the code. Days inclusive. */
export type TargetLineInput = {
  enterprise: Scalars['ID']['input'];
  expires: Scalars['Date']['input'];
  from: Scalars['Date']['input'];
  hs?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  port?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};

export type TargetingAct =
  | 'approved'
  | 'drafted'
  | 'edited'
  | 'returned'
  | 'submitted'
  | 'withdrawn';

export type TargetingDimension =
  | 'gang'
  | 'origin'
  | 'tag';

export type TargetingEvent = {
  act: TargetingAct;
  actor: Scalars['String']['output'];
  /** Lines. */
  added: Scalars['Int']['output'];
  at: Scalars['DateTime']['output'];
  changed: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  removed: Scalars['Int']['output'];
  version: Scalars['Long']['output'];
};

/** Declarations: met by the lines, of these inspected, of these with something found. */
export type TargetingFigures = {
  found: Scalars['Int']['output'];
  inspected: Scalars['Int']['output'];
  matched: Scalars['Int']['output'];
};

export type TargetingGang = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** `key`: gang, kind of origin or tag. `label`: the gang's name. */
export type TargetingHit = {
  dimension: TargetingDimension;
  figures: TargetingFigures;
  key: Scalars['String']['output'];
  label: Maybe<Scalars['String']['output']>;
  lists: Scalars['Int']['output'];
};

export type TargetingList = {
  approvedAt: Maybe<Scalars['DateTime']['output']>;
  approvedBy: Maybe<Scalars['String']['output']>;
  /** Before approval: what it would have met. */
  before: TargetingFigures;
  createdAt: Scalars['DateTime']['output'];
  draftedBy: Scalars['String']['output'];
  /** Last day of its last line. */
  expires: Maybe<Scalars['Date']['output']>;
  gang: Maybe<TargetingGang>;
  group: Maybe<Scalars['ID']['output']>;
  history: Array<TargetingEvent>;
  /** Since approval. */
  hits: TargetingFigures;
  id: Scalars['ID']['output'];
  lines: Array<TargetLine>;
  name: Scalars['String']['output'];
  origin: TargetingOriginKind;
  reason: Scalars['String']['output'];
  run: Maybe<Scalars['ID']['output']>;
  state: TargetingState;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Long']['output'];
};

export type TargetingMove =
  | 'approve'
  | 'return'
  | 'submit'
  | 'withdraw';

export type TargetingOriginKind =
  | 'gang'
  | 'group'
  | 'selection';

export type TargetingState =
  | 'approved'
  | 'draft'
  | 'expired'
  | 'submitted'
  | 'withdrawn';

/** Entity ids; headings where goods are compared. */
export type ThingsCompared = {
  newOnly: Array<Scalars['String']['output']>;
  oldOnly: Array<Scalars['String']['output']>;
  shared: Array<Scalars['String']['output']>;
  what: ComparedThing;
};

export type TieKind =
  | 'relation'
  | 'shared';

/** Points in order of time (`time`: milliseconds UTC). `gap` 1: the stretch from the point before is a silence longer than `gapMinutes`; one of an hour at most between two fixes within 100 metres is a rest and none. `leftOut`: fixes that cannot be (of the future, no place, impossible speed). */
export type Track = {
  course: Scalars['Numbers']['output'];
  fixes: Scalars['Int']['output'];
  flag: Scalars['Numbers']['output'];
  from: Scalars['DateTime']['output'];
  gap: Scalars['Numbers']['output'];
  gapHours: Scalars['Float']['output'];
  gapMinutes: Scalars['Float']['output'];
  gaps: Scalars['Int']['output'];
  km: Scalars['Float']['output'];
  kmh: Scalars['Numbers']['output'];
  lat: Scalars['Numbers']['output'];
  leftOut: Scalars['Int']['output'];
  lng: Scalars['Numbers']['output'];
  mover: Mover;
  removedBefore: Maybe<Scalars['DateTime']['output']>;
  shown: Scalars['Int']['output'];
  /** What is older was thinned, or is gone, by the policy of retention; null: not within the time asked for. */
  thinnedBefore: Maybe<Scalars['DateTime']['output']>;
  time: Scalars['Numbers']['output'];
  to: Scalars['DateTime']['output'];
};

export type TradeShare = {
  amount: Scalars['Long']['output'];
  declarations: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
};

export type TypeCount = {
  count: Scalars['Int']['output'];
  type: Scalars['EntityType']['output'];
};

export type TypeLegend = {
  attributes: Array<AttributeLegend>;
  dark: Scalars['String']['output'];
  en: Scalars['String']['output'];
  icon: Scalars['String']['output'];
  light: Scalars['String']['output'];
  name: Scalars['EntityType']['output'];
  zh: Scalars['String']['output'];
};

export type UnexplainedOrder =
  | 'HOURS'
  | 'KILOMETRES';

export type UnexplainedStop = {
  from: Scalars['DateTime']['output'];
  lat: Scalars['Float']['output'];
  lng: Scalars['Float']['output'];
  minutes: Scalars['Float']['output'];
  to: Scalars['DateTime']['output'];
};

/** `noGate`: the office has no coordinates; `noPlace`: the party has no known or inferred place; `placeAtGate`: the place lies within 300 m of the gate, there is no journey between; `noTrack`: the truck has no positions about the declared day; `noPassage`: it did not pass the gate; `silentAtGate`: it may have passed in a silence; `otherLoad`: its passages about that day were those of loads that are declared for other days. */
export type UnjudgedCause =
  | 'noGate'
  | 'noPassage'
  | 'noPlace'
  | 'noTrack'
  | 'otherLoad'
  | 'placeAtGate'
  | 'silentAtGate';

export type UnjudgedCount = {
  cause: UnjudgedCause;
  count: Scalars['Int']['output'];
};

export type VerdictKind =
  | 'confirmed'
  | 'dismissed';

/** `enter`, `exit`: first and last fix inside; of a possible one, the fixes before and after. `crossed`: the straight line between two fixes goes through. `looked`: movers with positions in the time or six hours about it. */
export type Visit = {
  certainty: Certainty;
  crossed: Scalars['Boolean']['output'];
  enter: Scalars['DateTime']['output'];
  exit: Scalars['DateTime']['output'];
  fixes: Scalars['Int']['output'];
  minutes: Scalars['Float']['output'];
  mover: Mover;
  zone: Scalars['ID']['output'];
};

/** `unseen`: pairs of mover and zone without a visit of which nothing is known for a part of the time, as in `PresenceList`. */
export type VisitList = {
  certain: Scalars['Int']['output'];
  looked: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
  unseen: Scalars['Int']['output'];
  visits: Array<Visit>;
};

export type Watch = {
  active: Scalars['Boolean']['output'];
  /** Null where it keeps to its weekly allowance. */
  allowance: Maybe<WatchAllowance>;
  avoid: Array<AvoidedNode>;
  backDatedDays: Scalars['Int']['output'];
  causes: Array<WatchCause>;
  condition: Scalars['String']['output'];
  /** What files that were imported as history would have fired. */
  counted: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  exceptPaths: Array<Array<Scalars['ID']['output']>>;
  expires: Maybe<Scalars['Date']['output']>;
  /** What most of its false alarms go through. */
  falseThrough: Array<PreviewHub>;
  found: Scalars['Int']['output'];
  groups: Array<WatchGroup>;
  history: Array<WatchVersion>;
  id: Scalars['ID']['output'];
  /** Confirmed, closed or judged false. */
  judged: Scalars['Int']['output'];
  level: Scalars['Int']['output'];
  /** Empty: it goes by its condition. */
  name: Scalars['String']['output'];
  open: Scalars['Int']['output'];
  owner: Scalars['String']['output'];
  /** Null where it looks at all of its targets, as far as they were counted. */
  reach: Maybe<WatchReach>;
  recipients: Array<WatchRecipient>;
  schedule: Maybe<WatchSchedule>;
  settings: Scalars['JSON']['output'];
  targets: Array<WatchTarget>;
  title: AlertWords;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Long']['output'];
  weekly: Scalars['Int']['output'];
  /** Judged false. */
  wrong: Scalars['Int']['output'];
};

export type WatchAllowance = {
  /** What it would bring a week, for which it was switched off; null: not counted yet. */
  perWeek: Maybe<Scalars['Float']['output']>;
};

export type WatchCause =
  | 'clock'
  | 'fact'
  | 'reference'
  | 'rule';

export type WatchCondition = {
  /** What applies where nothing is set. */
  defaults: Scalars['JSON']['output'];
  explanation: AlertWords;
  fields: Array<SettingField>;
  input: ConditionInput;
  name: Scalars['String']['output'];
  words: AlertWords;
};

export type WatchException = {
  /** Version of the watch before it. */
  before: Scalars['Long']['output'];
  /** Alerts that were judged false. */
  judged: Array<Scalars['ID']['output']>;
  watch: Watch;
};

export type WatchGroup = {
  channels: Array<ChannelKind>;
  group: Scalars['ID']['output'];
  name: Maybe<Scalars['String']['output']>;
};

export type WatchGroupInput = {
  channels: Array<ChannelKind>;
  group: Scalars['ID']['input'];
};

export type WatchInput = {
  active: Scalars['Boolean']['input'];
  /** Records over which no path goes. */
  avoid?: InputMaybe<Array<Scalars['ID']['input']>>;
  backDatedDays?: InputMaybe<Scalars['Int']['input']>;
  causes?: InputMaybe<Array<WatchCause>>;
  condition: Scalars['String']['input'];
  exceptPaths?: InputMaybe<Array<Array<Scalars['ID']['input']>>>;
  expires?: InputMaybe<Scalars['Date']['input']>;
  groups?: InputMaybe<Array<WatchGroupInput>>;
  level: Scalars['Int']['input'];
  /** Empty: by its condition. */
  name: Scalars['String']['input'];
  recipients: Array<WatchRecipientInput>;
  schedule?: InputMaybe<ScheduleInput>;
  settings: Scalars['JSON']['input'];
  targets: Array<WatchTargetInput>;
  /** Alerts a week that its readers have time for: refused, or switched off, when it would bring more on average. */
  weekly?: InputMaybe<Scalars['Int']['input']>;
};

export type WatchPreview = {
  busiest: Scalars['Int']['output'];
  examples: Array<PreviewExample>;
  found: Scalars['Int']['output'];
  /** On average. */
  perWeek: Scalars['Float']['output'];
  revisions: Scalars['Int']['output'];
  revisionsInPeriod: Scalars['Int']['output'];
  targets: Scalars['Int']['output'];
  /** Of a tag or search, beyond those that a watch looks at. */
  targetsLeftOut: Scalars['Int']['output'];
  /** Of one tag or search. */
  targetsMost: Scalars['Int']['output'];
  through: Array<PreviewHub>;
  /** In what was loaded as history and not dated by its source: in no week. */
  undated: Scalars['Int']['output'];
  /** Each Monday of the period. */
  weeks: Array<PreviewWeek>;
};

export type WatchQuery = {
  conditions: Array<WatchQueryCondition>;
  type: Scalars['EntityType']['output'];
};

export type WatchQueryCondition = {
  attribute: Scalars['String']['output'];
  operator: FieldOperator;
  value: Scalars['String']['output'];
};

/** Whatever meets all conditions at the time, as `searchFields` finds it. */
export type WatchQueryInput = {
  conditions: Array<FieldCondition>;
  type: Scalars['EntityType']['input'];
};

/** `most`: of one tag or search. */
export type WatchReach = {
  followed: Scalars['Int']['output'];
  leftOut: Scalars['Int']['output'];
  most: Scalars['Int']['output'];
};

export type WatchRecipient = {
  channels: Array<ChannelKind>;
  contact: Scalars['ID']['output'];
  name: Maybe<Scalars['String']['output']>;
};

export type WatchRecipientInput = {
  channels: Array<ChannelKind>;
  contact: Scalars['ID']['input'];
};

export type WatchSchedule = {
  days: Array<Scalars['Int']['output']>;
  from: Scalars['String']['output'];
  offsetMinutes: Scalars['Int']['output'];
  to: Scalars['String']['output'];
};

export type WatchTarget = {
  gang: Maybe<AlertGang>;
  ids: Array<Scalars['ID']['output']>;
  kind: WatchTargetKind;
  /** Of entities and cases whose data is there. */
  nodes: Array<Node>;
  query: Maybe<WatchQuery>;
  tag: Maybe<Scalars['String']['output']>;
};

/** `ids`: records, the gang, or the case. */
export type WatchTargetInput = {
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  kind: WatchTargetKind;
  query?: InputMaybe<WatchQueryInput>;
  tag?: InputMaybe<Scalars['String']['input']>;
};

export type WatchTargetKind =
  | 'case'
  | 'entities'
  | 'gang'
  | 'monitored'
  | 'query'
  | 'tag';

export type WatchVersion = {
  active: Scalars['Boolean']['output'];
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  /** Fields that differ from the version before. */
  changed: Array<Scalars['String']['output']>;
  /** Alerts that it found. */
  found: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  version: Scalars['Long']['output'];
};

export type WeakLink = {
  entity: Maybe<GangEntity>;
  /** Whether runs of that time tell what is to be judged. */
  judgeable: Scalars['Boolean']['output'];
  kind: WeakLinkKind;
  relations: Array<Scalars['ID']['output']>;
  /** Members of the two halves, the larger first. */
  sides: Array<Array<Scalars['ID']['output']>>;
  verdict: Maybe<FactVerdict>;
};

export type WeakLinkKind =
  | 'member'
  | 'relation'
  | 'shared';

export type Words = {
  en: Scalars['String']['output'];
  zh: Scalars['String']['output'];
};

/** Where a value in yuan comes from: a yuan column or an amount in yuan, a monthly rate, or nowhere. */
export type YuanBasis =
  | 'none'
  | 'rate'
  | 'yuan';

export type Zone = {
  active: Scalars['Boolean']['output'];
  at: Scalars['DateTime']['output'];
  author: Scalars['String']['output'];
  /** When it counts; null: always. */
  calendar: Maybe<ZoneCalendar>;
  geometry: Scalars['GeoJSON']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  shape: ZoneShape;
  version: Scalars['Long']['output'];
  versions: Array<ZoneVersion>;
};

/** `days`: 1 Monday to 7 Sunday; `from`, `to`: HH:MM by the clock of the district, over midnight where `to` is not after `from`. */
export type ZoneCalendar = {
  days: Array<Scalars['Int']['output']>;
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
};

export type ZoneCalendarInput = {
  days: Array<Scalars['Int']['input']>;
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};

/** `at`: of the fix. `minutes`: of an exit, how long it was inside. `cameBy`, `leftBy`: of an exit from a corridor, over which of its ends as drawn or its side. */
export type ZoneEvent = {
  at: Scalars['DateTime']['output'];
  cameBy: Maybe<CorridorGate>;
  kind: ZoneEventKind;
  lat: Scalars['Float']['output'];
  leftBy: Maybe<CorridorGate>;
  lng: Scalars['Float']['output'];
  minutes: Maybe<Scalars['Float']['output']>;
  mover: Scalars['ID']['output'];
  moverName: Scalars['String']['output'];
  number: Scalars['Long']['output'];
  standing: Scalars['Boolean']['output'];
  zone: Scalars['ID']['output'];
  zoneName: Scalars['String']['output'];
};

export type ZoneEventKind =
  | 'cross'
  | 'enter'
  | 'exit';

export type ZoneEventList = {
  events: Array<ZoneEvent>;
  total: Scalars['Int']['output'];
};

export type ZoneInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  calendar?: InputMaybe<ZoneCalendarInput>;
  geometry: Scalars['GeoJSON']['input'];
  id?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  version?: InputMaybe<Scalars['Long']['input']>;
};

export type ZoneShape =
  | 'CIRCLE'
  | 'CORRIDOR'
  | 'POLYGON';

export type ZoneVersion = {
  active: Scalars['Boolean']['output'];
  at: Scalars['DateTime']['output'];
  author: Scalars['String']['output'];
  calendar: Maybe<ZoneCalendar>;
  geometry: Scalars['GeoJSON']['output'];
  name: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  version: Scalars['Long']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Activity: ResolverTypeWrapper<Omit<Activity, 'events'> & { events: Array<ResolversTypes['ActivityEvent']> }>;
  ActivityEvent: ResolverTypeWrapper<Omit<ActivityEvent, 'entity'> & { entity: ResolversTypes['Node'] }>;
  ActivityKind: ActivityKind;
  ActivityMonth: ResolverTypeWrapper<ActivityMonth>;
  AddRelationInput: AddRelationInput;
  Alert: ResolverTypeWrapper<AlertFacts>;
  AlertCanary: ResolverTypeWrapper<AlertCanary>;
  AlertDaemon: ResolverTypeWrapper<AlertDaemon>;
  AlertDeskAct: AlertDeskAct;
  AlertEvent: ResolverTypeWrapper<AlertEvent>;
  AlertEventAct: AlertEventAct;
  AlertFault: AlertFault;
  AlertGang: ResolverTypeWrapper<AlertGang>;
  AlertHold: AlertHold;
  AlertMovement: ResolverTypeWrapper<AlertMovement>;
  AlertOrigin: AlertOrigin;
  AlertPage: ResolverTypeWrapper<Omit<AlertPage, 'alerts'> & { alerts: Array<ResolversTypes['Alert']> }>;
  AlertRule: ResolverTypeWrapper<Omit<AlertRule, 'paths'> & { paths: Array<Array<ResolversTypes['AlertStep']>> }>;
  AlertSource: ResolverTypeWrapper<AlertSource>;
  AlertStatus: AlertStatus;
  AlertStep: ResolverTypeWrapper<PathStep>;
  AlertWatch: ResolverTypeWrapper<NamedWatch>;
  AlertWords: ResolverTypeWrapper<AlertWords>;
  AnalysisRun: ResolverTypeWrapper<AnalysisRun>;
  AttributeLegend: ResolverTypeWrapper<AttributeLegend>;
  AttributeValue: ResolverTypeWrapper<AttributeValue>;
  AvoidedNode: ResolverTypeWrapper<Omit<AvoidedNode, 'node'> & { node?: Maybe<ResolversTypes['Node']> }>;
  Base: ResolverTypeWrapper<Base>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BoxInput: BoxInput;
  Certainty: Certainty;
  Change: ResolverTypeWrapper<Change>;
  Channel: ResolverTypeWrapper<Channel>;
  ChannelKind: ChannelKind;
  ChannelPause: ResolverTypeWrapper<ChannelPause>;
  ChannelProblem: ResolverTypeWrapper<ChannelProblem>;
  ChannelVariable: ResolverTypeWrapper<ChannelVariable>;
  ColumnAssignment: ResolverTypeWrapper<ColumnAssignment>;
  ColumnAssignmentInput: ColumnAssignmentInput;
  ComparedThing: ComparedThing;
  ConditionInput: ConditionInput;
  Contact: ResolverTypeWrapper<Contact>;
  ContactGroup: ResolverTypeWrapper<ContactGroup>;
  ContactInput: ContactInput;
  CorridorGate: CorridorGate;
  CurrencyAmount: ResolverTypeWrapper<CurrencyAmount>;
  DatasetLegend: ResolverTypeWrapper<DatasetLegend>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Datum: Datum;
  DatumProposal: ResolverTypeWrapper<DatumProposal>;
  Declaration: ResolverTypeWrapper<DeclarationModel>;
  DeclarationPage: ResolverTypeWrapper<Omit<DeclarationPage, 'declarations'> & { declarations: Array<ResolversTypes['Declaration']> }>;
  DeclaredDriven: ResolverTypeWrapper<Omit<DeclaredDriven, 'lines'> & { lines: Array<ResolversTypes['DeclaredJourney']> }>;
  DeclaredJourney: ResolverTypeWrapper<Omit<DeclaredJourney, 'mover'> & { mover?: Maybe<ResolversTypes['Mover']> }>;
  DeclaredPlace: ResolverTypeWrapper<DeclaredPlace>;
  Delivery: ResolverTypeWrapper<DeliveryModel>;
  DeliveryPage: ResolverTypeWrapper<Omit<DeliveryPage, 'deliveries'> & { deliveries: Array<ResolversTypes['Delivery']> }>;
  DeliveryState: DeliveryState;
  DemoAlertFile: ResolverTypeWrapper<DemoAlertFile>;
  DemoState: ResolverTypeWrapper<Omit<DemoState, 'start'> & { start?: Maybe<ResolversTypes['Node']> }>;
  DeviceBinding: ResolverTypeWrapper<BindingModel>;
  DeviceBindingPage: ResolverTypeWrapper<Omit<DeviceBindingPage, 'bindings'> & { bindings: Array<ResolversTypes['DeviceBinding']> }>;
  DeviceScheme: DeviceScheme;
  Direction: Direction;
  DriftCandidate: ResolverTypeWrapper<DriftCandidate>;
  DriftDay: ResolverTypeWrapper<DriftDay>;
  DriftDismissal: ResolverTypeWrapper<DriftDismissal>;
  DriftEntity: ResolverTypeWrapper<DriftEntity>;
  DriftHub: ResolverTypeWrapper<DriftHub>;
  DriftNewness: DriftNewness;
  DriftParts: ResolverTypeWrapper<DriftParts>;
  DriftPath: ResolverTypeWrapper<DriftPath>;
  DriftPort: ResolverTypeWrapper<DriftPort>;
  DriftPortCount: ResolverTypeWrapper<DriftPortCount>;
  DriftReplay: ResolverTypeWrapper<DriftReplay>;
  DriftRun: ResolverTypeWrapper<DriftRun>;
  Entity: ResolverTypeWrapper<EntityModel>;
  EntityType: ResolverTypeWrapper<Scalars['EntityType']['output']>;
  EventLegend: ResolverTypeWrapper<EventLegend>;
  ExpandTotal: ResolverTypeWrapper<ExpandTotal>;
  FactVerdict: ResolverTypeWrapper<FactVerdict>;
  FamilyLegend: ResolverTypeWrapper<FamilyLegend>;
  FeedFault: ResolverTypeWrapper<FeedFault>;
  FeedFigures: ResolverTypeWrapper<FeedFigures>;
  FeedInput: FeedInput;
  FeedKind: FeedKind;
  FeedRefusal: ResolverTypeWrapper<FeedRefusal>;
  FieldCondition: FieldCondition;
  FieldOperator: FieldOperator;
  FileName: ResolverTypeWrapper<FileName>;
  FilePage: ResolverTypeWrapper<FilePage>;
  FirstFiling: ResolverTypeWrapper<FirstFiling>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Gang: ResolverTypeWrapper<GangFacts>;
  GangAct: GangAct;
  GangEntity: ResolverTypeWrapper<GangEntity>;
  GangGroup: ResolverTypeWrapper<Omit<GangGroup, 'weakLink'> & { weakLink?: Maybe<ResolversTypes['WeakLink']> }>;
  GangLine: ResolverTypeWrapper<GangEvent>;
  GangReport: ResolverTypeWrapper<Omit<GangReport, 'gang' | 'members' | 'ties'> & { gang: ResolversTypes['Gang'], members: Array<ResolversTypes['ReportMember']>, ties: Array<ResolversTypes['ReportTie']> }>;
  GangRun: ResolverTypeWrapper<Omit<GangRun, 'groups'> & { groups: Array<ResolversTypes['GangGroup']> }>;
  GangRunLeft: ResolverTypeWrapper<GangRunLeft>;
  GeoJSON: ResolverTypeWrapper<Scalars['GeoJSON']['output']>;
  GroundPath: ResolverTypeWrapper<GroundPathModel>;
  GroupLoops: ResolverTypeWrapper<GroupLoops>;
  GroupMember: ResolverTypeWrapper<GroupMember>;
  GroupTag: ResolverTypeWrapper<GroupTag>;
  GroupTie: ResolverTypeWrapper<GroupTie>;
  GroupVerdict: ResolverTypeWrapper<GroupVerdict>;
  HistoryLine: ResolverTypeWrapper<HistoryLine>;
  HubLine: ResolverTypeWrapper<HubLine>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IconLegend: ResolverTypeWrapper<IconLegend>;
  ImportInput: ImportInput;
  ImportSummary: ResolverTypeWrapper<ImportSummary>;
  ImportedFile: ResolverTypeWrapper<ImportedFile>;
  InboxEntry: ResolverTypeWrapper<InboxEntryModel>;
  InboxState: InboxState;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Investigation: ResolverTypeWrapper<Investigation>;
  InvestigationSummary: ResolverTypeWrapper<InvestigationSummary>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<JobModel>;
  JobKind: ResolverTypeWrapper<JobKind>;
  JobPage: ResolverTypeWrapper<Omit<JobPage, 'jobs'> & { jobs: Array<ResolversTypes['Job']> }>;
  JobProblem: ResolverTypeWrapper<JobProblem>;
  JobState: JobState;
  JourneyReason: JourneyReason;
  JourneyVerdict: JourneyVerdict;
  Judgement: ResolverTypeWrapper<Judgement>;
  JudgementKind: JudgementKind;
  KeyMember: ResolverTypeWrapper<KeyMember>;
  KeyedFeed: ResolverTypeWrapper<Omit<KeyedFeed, 'feed'> & { feed: ResolversTypes['PositionFeed'] }>;
  KindCount: ResolverTypeWrapper<KindCount>;
  KindLegend: ResolverTypeWrapper<KindLegend>;
  KindTotal: ResolverTypeWrapper<KindTotal>;
  KnownGang: ResolverTypeWrapper<KnownGang>;
  Legend: ResolverTypeWrapper<Legend>;
  Link: ResolverTypeWrapper<LinkModel>;
  ListMatch: ResolverTypeWrapper<Omit<ListMatch, 'hits'> & { hits: Array<ResolversTypes['SearchHit']> }>;
  LiveBoard: ResolverTypeWrapper<LiveBoard>;
  Long: ResolverTypeWrapper<Scalars['Long']['output']>;
  Loop: ResolverTypeWrapper<Loop>;
  LoopGoods: ResolverTypeWrapper<LoopGoods>;
  LoopKind: LoopKind;
  LoopLink: ResolverTypeWrapper<LoopLink>;
  LoopMember: ResolverTypeWrapper<LoopMember>;
  LoopParts: ResolverTypeWrapper<LoopParts>;
  LoopRun: ResolverTypeWrapper<LoopRun>;
  LoopRunLeft: ResolverTypeWrapper<LoopRunLeft>;
  Mapping: ResolverTypeWrapper<Mapping>;
  MappingCandidate: ResolverTypeWrapper<MappingCandidate>;
  MappingColumn: ResolverTypeWrapper<MappingColumn>;
  MappingProposal: ResolverTypeWrapper<MappingProposal>;
  MatchReason: MatchReason;
  MemberOfGang: ResolverTypeWrapper<Omit<MemberOfGang, 'node'> & { node: ResolversTypes['Node'] }>;
  MemberReason: MemberReason;
  MemberRole: MemberRole;
  MemberTag: ResolverTypeWrapper<MemberTag>;
  MonthValue: ResolverTypeWrapper<MonthValue>;
  Mover: ResolverTypeWrapper<MoverModel>;
  MoverKind: MoverKind;
  MoverPage: ResolverTypeWrapper<Omit<MoverPage, 'movers'> & { movers: Array<ResolversTypes['Mover']> }>;
  MultiZoneInput: MultiZoneInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NameLegend: ResolverTypeWrapper<NameLegend>;
  Node: ResolverTypeWrapper<EntitySummary>;
  Note: ResolverTypeWrapper<Note>;
  Numbers: ResolverTypeWrapper<Scalars['Numbers']['output']>;
  OpenEnd: ResolverTypeWrapper<OpenEnd>;
  Operator: ResolverTypeWrapper<Operator>;
  OutboxCount: ResolverTypeWrapper<OutboxCount>;
  Overview: ResolverTypeWrapper<Omit<Overview, 'suggestions'> & { suggestions: Array<ResolversTypes['Node']> }>;
  Passage: ResolverTypeWrapper<Omit<Passage, 'mover'> & { mover: ResolversTypes['Mover'] }>;
  Path: ResolverTypeWrapper<Path>;
  PathAnswer: ResolverTypeWrapper<Omit<PathAnswer, 'links' | 'nodes'> & { links: Array<ResolversTypes['Link']>, nodes: Array<ResolversTypes['Node']> }>;
  PathMode: PathMode;
  PathStop: ResolverTypeWrapper<PathStop>;
  Pending: Pending;
  Period: ResolverTypeWrapper<PeriodModel>;
  PersistentMember: ResolverTypeWrapper<PersistentMember>;
  PhaseTime: ResolverTypeWrapper<PhaseTime>;
  PlaceGround: PlaceGround;
  PortMonth: ResolverTypeWrapper<PortMonth>;
  PositionFeed: ResolverTypeWrapper<FeedModel>;
  PositionFile: ResolverTypeWrapper<PositionFileModel>;
  PositionFilePage: ResolverTypeWrapper<Omit<PositionFilePage, 'files'> & { files: Array<ResolversTypes['PositionFile']> }>;
  PositionFileState: PositionFileState;
  PositionRetention: ResolverTypeWrapper<PositionRetention>;
  PresenceLine: ResolverTypeWrapper<Omit<PresenceLine, 'mover'> & { mover: ResolversTypes['Mover'] }>;
  PresenceList: ResolverTypeWrapper<Omit<PresenceList, 'lines'> & { lines: Array<ResolversTypes['PresenceLine']> }>;
  PreviewExample: ResolverTypeWrapper<ExampleModel>;
  PreviewHub: ResolverTypeWrapper<HubModel>;
  PreviewWeek: ResolverTypeWrapper<PreviewWeek>;
  PriceCompared: ResolverTypeWrapper<PriceCompared>;
  Profile: ResolverTypeWrapper<Omit<Profile, 'brokers' | 'countries' | 'hs' | 'partners' | 'ports'> & { brokers: Array<ResolversTypes['Share']>, countries: Array<ResolversTypes['Share']>, hs: Array<ResolversTypes['Share']>, partners: Array<ResolversTypes['Share']>, ports: Array<ResolversTypes['Share']> }>;
  QuarantinePage: ResolverTypeWrapper<QuarantinePage>;
  QuarantineRow: ResolverTypeWrapper<QuarantineRow>;
  QuarantinedPosition: ResolverTypeWrapper<QuarantinedPosition>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Question: ResolverTypeWrapper<Question>;
  QuestionField: ResolverTypeWrapper<QuestionField>;
  QuestionStep: ResolverTypeWrapper<QuestionStep>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  QuietInput: QuietInput;
  RankParts: ResolverTypeWrapper<RankParts>;
  ReadingInput: ReadingInput;
  RecordInfo: ResolverTypeWrapper<RecordInfo>;
  RefusedPosition: ResolverTypeWrapper<RefusedPosition>;
  Relation: ResolverTypeWrapper<RelationModel>;
  RelationKind: ResolverTypeWrapper<Scalars['RelationKind']['output']>;
  ReportMember: ResolverTypeWrapper<Omit<ReportMember, 'node'> & { node: ResolversTypes['Node'] }>;
  ReportRow: ResolverTypeWrapper<ReportRow>;
  ReportTie: ResolverTypeWrapper<Omit<ReportTie, 'thing'> & { thing?: Maybe<ResolversTypes['Node']> }>;
  Resolved: ResolverTypeWrapper<Omit<Resolved, 'node'> & { node?: Maybe<ResolversTypes['Node']> }>;
  RetentionInput: RetentionInput;
  RetentionPreview: ResolverTypeWrapper<RetentionPreview>;
  RetentionVersion: ResolverTypeWrapper<RetentionVersion>;
  SavedQuery: ResolverTypeWrapper<SavedQuery>;
  SavedQueryKind: SavedQueryKind;
  ScheduleInput: ScheduleInput;
  ScopeInput: ScopeInput;
  SearchAnswer: ResolverTypeWrapper<Omit<SearchAnswer, 'hits'> & { hits: Array<ResolversTypes['SearchHit']> }>;
  SearchHit: ResolverTypeWrapper<Omit<SearchHit, 'node'> & { node: ResolversTypes['Node'] }>;
  SequenceList: ResolverTypeWrapper<Omit<SequenceList, 'passages'> & { passages: Array<ResolversTypes['Passage']> }>;
  SettingControlKind: SettingControlKind;
  SettingField: ResolverTypeWrapper<SettingField>;
  SettingOption: ResolverTypeWrapper<SettingOption>;
  Share: ResolverTypeWrapper<ShareModel>;
  ShellComparison: ResolverTypeWrapper<ShellComparison>;
  Silence: ResolverTypeWrapper<SilenceModel>;
  SmsTemplate: ResolverTypeWrapper<SmsTemplate>;
  Split: ResolverTypeWrapper<Split>;
  Statement: ResolverTypeWrapper<Statement>;
  StatementPage: ResolverTypeWrapper<StatementPage>;
  Stop: ResolverTypeWrapper<Stop>;
  StopList: ResolverTypeWrapper<StopList>;
  StopReason: StopReason;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subgraph: ResolverTypeWrapper<Omit<Subgraph, 'links' | 'nodes'> & { links: Array<ResolversTypes['Link']>, nodes: Array<ResolversTypes['Node']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Succession: ResolverTypeWrapper<Succession>;
  SweepStep: ResolverTypeWrapper<SweepStep>;
  SystemFault: ResolverTypeWrapper<SystemFault>;
  SystemState: ResolverTypeWrapper<Omit<SystemState, 'demo'> & { demo?: Maybe<ResolversTypes['DemoState']> }>;
  TagCount: ResolverTypeWrapper<TagCount>;
  TagGround: ResolverTypeWrapper<TagGroundModel>;
  TagLegend: ResolverTypeWrapper<TagLegend>;
  TagOnEntity: ResolverTypeWrapper<TagOnEntityModel>;
  TaggedEntities: ResolverTypeWrapper<Omit<TaggedEntities, 'nodes'> & { nodes: Array<ResolversTypes['Node']> }>;
  TargetLine: ResolverTypeWrapper<LineWithFigures>;
  TargetLineInput: TargetLineInput;
  TargetingAct: TargetingAct;
  TargetingDimension: TargetingDimension;
  TargetingEvent: ResolverTypeWrapper<TargetingEvent>;
  TargetingFigures: ResolverTypeWrapper<TargetingFigures>;
  TargetingGang: ResolverTypeWrapper<TargetingGang>;
  TargetingHit: ResolverTypeWrapper<TargetingHit>;
  TargetingList: ResolverTypeWrapper<ListWithFigures>;
  TargetingMove: TargetingMove;
  TargetingOriginKind: TargetingOriginKind;
  TargetingState: TargetingState;
  ThingsCompared: ResolverTypeWrapper<ThingsCompared>;
  TieKind: TieKind;
  Track: ResolverTypeWrapper<Omit<Track, 'mover'> & { mover: ResolversTypes['Mover'] }>;
  TradeShare: ResolverTypeWrapper<TradeShare>;
  TypeCount: ResolverTypeWrapper<TypeCount>;
  TypeLegend: ResolverTypeWrapper<TypeLegend>;
  UnexplainedOrder: UnexplainedOrder;
  UnexplainedStop: ResolverTypeWrapper<UnexplainedStop>;
  UnjudgedCause: UnjudgedCause;
  UnjudgedCount: ResolverTypeWrapper<UnjudgedCount>;
  VerdictKind: VerdictKind;
  Visit: ResolverTypeWrapper<Omit<Visit, 'mover'> & { mover: ResolversTypes['Mover'] }>;
  VisitList: ResolverTypeWrapper<Omit<VisitList, 'visits'> & { visits: Array<ResolversTypes['Visit']> }>;
  Watch: ResolverTypeWrapper<WatchModel>;
  WatchAllowance: ResolverTypeWrapper<WatchAllowance>;
  WatchCause: WatchCause;
  WatchCondition: ResolverTypeWrapper<WatchCondition>;
  WatchException: ResolverTypeWrapper<Omit<WatchException, 'watch'> & { watch: ResolversTypes['Watch'] }>;
  WatchGroup: ResolverTypeWrapper<WatchGroup>;
  WatchGroupInput: WatchGroupInput;
  WatchInput: WatchInput;
  WatchPreview: ResolverTypeWrapper<PreviewModel>;
  WatchQuery: ResolverTypeWrapper<QueryModel>;
  WatchQueryCondition: ResolverTypeWrapper<WatchQueryCondition>;
  WatchQueryInput: WatchQueryInput;
  WatchReach: ResolverTypeWrapper<WatchReach>;
  WatchRecipient: ResolverTypeWrapper<RecipientModel>;
  WatchRecipientInput: WatchRecipientInput;
  WatchSchedule: ResolverTypeWrapper<WatchSchedule>;
  WatchTarget: ResolverTypeWrapper<TargetModel>;
  WatchTargetInput: WatchTargetInput;
  WatchTargetKind: WatchTargetKind;
  WatchVersion: ResolverTypeWrapper<WatchVersion>;
  WeakLink: ResolverTypeWrapper<WeakLinkModel>;
  WeakLinkKind: WeakLinkKind;
  Words: ResolverTypeWrapper<Words>;
  YuanBasis: YuanBasis;
  Zone: ResolverTypeWrapper<ZoneModel>;
  ZoneCalendar: ResolverTypeWrapper<ZoneCalendar>;
  ZoneCalendarInput: ZoneCalendarInput;
  ZoneEvent: ResolverTypeWrapper<ZoneEvent>;
  ZoneEventKind: ZoneEventKind;
  ZoneEventList: ResolverTypeWrapper<ZoneEventList>;
  ZoneInput: ZoneInput;
  ZoneShape: ZoneShape;
  ZoneVersion: ResolverTypeWrapper<ZoneVersion>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Activity: Omit<Activity, 'events'> & { events: Array<ResolversParentTypes['ActivityEvent']> };
  ActivityEvent: Omit<ActivityEvent, 'entity'> & { entity: ResolversParentTypes['Node'] };
  ActivityMonth: ActivityMonth;
  AddRelationInput: AddRelationInput;
  Alert: AlertFacts;
  AlertCanary: AlertCanary;
  AlertDaemon: AlertDaemon;
  AlertEvent: AlertEvent;
  AlertGang: AlertGang;
  AlertMovement: AlertMovement;
  AlertPage: Omit<AlertPage, 'alerts'> & { alerts: Array<ResolversParentTypes['Alert']> };
  AlertRule: Omit<AlertRule, 'paths'> & { paths: Array<Array<ResolversParentTypes['AlertStep']>> };
  AlertSource: AlertSource;
  AlertStep: PathStep;
  AlertWatch: NamedWatch;
  AlertWords: AlertWords;
  AnalysisRun: AnalysisRun;
  AttributeLegend: AttributeLegend;
  AttributeValue: AttributeValue;
  AvoidedNode: Omit<AvoidedNode, 'node'> & { node?: Maybe<ResolversParentTypes['Node']> };
  Base: Base;
  Boolean: Scalars['Boolean']['output'];
  BoxInput: BoxInput;
  Change: Change;
  Channel: Channel;
  ChannelPause: ChannelPause;
  ChannelProblem: ChannelProblem;
  ChannelVariable: ChannelVariable;
  ColumnAssignment: ColumnAssignment;
  ColumnAssignmentInput: ColumnAssignmentInput;
  Contact: Contact;
  ContactGroup: ContactGroup;
  ContactInput: ContactInput;
  CurrencyAmount: CurrencyAmount;
  DatasetLegend: DatasetLegend;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DatumProposal: DatumProposal;
  Declaration: DeclarationModel;
  DeclarationPage: Omit<DeclarationPage, 'declarations'> & { declarations: Array<ResolversParentTypes['Declaration']> };
  DeclaredDriven: Omit<DeclaredDriven, 'lines'> & { lines: Array<ResolversParentTypes['DeclaredJourney']> };
  DeclaredJourney: Omit<DeclaredJourney, 'mover'> & { mover?: Maybe<ResolversParentTypes['Mover']> };
  DeclaredPlace: DeclaredPlace;
  Delivery: DeliveryModel;
  DeliveryPage: Omit<DeliveryPage, 'deliveries'> & { deliveries: Array<ResolversParentTypes['Delivery']> };
  DemoAlertFile: DemoAlertFile;
  DemoState: Omit<DemoState, 'start'> & { start?: Maybe<ResolversParentTypes['Node']> };
  DeviceBinding: BindingModel;
  DeviceBindingPage: Omit<DeviceBindingPage, 'bindings'> & { bindings: Array<ResolversParentTypes['DeviceBinding']> };
  DriftCandidate: DriftCandidate;
  DriftDay: DriftDay;
  DriftDismissal: DriftDismissal;
  DriftEntity: DriftEntity;
  DriftHub: DriftHub;
  DriftParts: DriftParts;
  DriftPath: DriftPath;
  DriftPort: DriftPort;
  DriftPortCount: DriftPortCount;
  DriftReplay: DriftReplay;
  DriftRun: DriftRun;
  Entity: EntityModel;
  EntityType: Scalars['EntityType']['output'];
  EventLegend: EventLegend;
  ExpandTotal: ExpandTotal;
  FactVerdict: FactVerdict;
  FamilyLegend: FamilyLegend;
  FeedFault: FeedFault;
  FeedFigures: FeedFigures;
  FeedInput: FeedInput;
  FeedRefusal: FeedRefusal;
  FieldCondition: FieldCondition;
  FileName: FileName;
  FilePage: FilePage;
  FirstFiling: FirstFiling;
  Float: Scalars['Float']['output'];
  Gang: GangFacts;
  GangEntity: GangEntity;
  GangGroup: Omit<GangGroup, 'weakLink'> & { weakLink?: Maybe<ResolversParentTypes['WeakLink']> };
  GangLine: GangEvent;
  GangReport: Omit<GangReport, 'gang' | 'members' | 'ties'> & { gang: ResolversParentTypes['Gang'], members: Array<ResolversParentTypes['ReportMember']>, ties: Array<ResolversParentTypes['ReportTie']> };
  GangRun: Omit<GangRun, 'groups'> & { groups: Array<ResolversParentTypes['GangGroup']> };
  GangRunLeft: GangRunLeft;
  GeoJSON: Scalars['GeoJSON']['output'];
  GroundPath: GroundPathModel;
  GroupLoops: GroupLoops;
  GroupMember: GroupMember;
  GroupTag: GroupTag;
  GroupTie: GroupTie;
  GroupVerdict: GroupVerdict;
  HistoryLine: HistoryLine;
  HubLine: HubLine;
  ID: Scalars['ID']['output'];
  IconLegend: IconLegend;
  ImportInput: ImportInput;
  ImportSummary: ImportSummary;
  ImportedFile: ImportedFile;
  InboxEntry: InboxEntryModel;
  Int: Scalars['Int']['output'];
  Investigation: Investigation;
  InvestigationSummary: InvestigationSummary;
  JSON: Scalars['JSON']['output'];
  Job: JobModel;
  JobKind: JobKind;
  JobPage: Omit<JobPage, 'jobs'> & { jobs: Array<ResolversParentTypes['Job']> };
  JobProblem: JobProblem;
  Judgement: Judgement;
  KeyMember: KeyMember;
  KeyedFeed: Omit<KeyedFeed, 'feed'> & { feed: ResolversParentTypes['PositionFeed'] };
  KindCount: KindCount;
  KindLegend: KindLegend;
  KindTotal: KindTotal;
  KnownGang: KnownGang;
  Legend: Legend;
  Link: LinkModel;
  ListMatch: Omit<ListMatch, 'hits'> & { hits: Array<ResolversParentTypes['SearchHit']> };
  LiveBoard: LiveBoard;
  Long: Scalars['Long']['output'];
  Loop: Loop;
  LoopGoods: LoopGoods;
  LoopLink: LoopLink;
  LoopMember: LoopMember;
  LoopParts: LoopParts;
  LoopRun: LoopRun;
  LoopRunLeft: LoopRunLeft;
  Mapping: Mapping;
  MappingCandidate: MappingCandidate;
  MappingColumn: MappingColumn;
  MappingProposal: MappingProposal;
  MemberOfGang: Omit<MemberOfGang, 'node'> & { node: ResolversParentTypes['Node'] };
  MemberTag: MemberTag;
  MonthValue: MonthValue;
  Mover: MoverModel;
  MoverPage: Omit<MoverPage, 'movers'> & { movers: Array<ResolversParentTypes['Mover']> };
  MultiZoneInput: MultiZoneInput;
  Mutation: Record<PropertyKey, never>;
  NameLegend: NameLegend;
  Node: EntitySummary;
  Note: Note;
  Numbers: Scalars['Numbers']['output'];
  OpenEnd: OpenEnd;
  Operator: Operator;
  OutboxCount: OutboxCount;
  Overview: Omit<Overview, 'suggestions'> & { suggestions: Array<ResolversParentTypes['Node']> };
  Passage: Omit<Passage, 'mover'> & { mover: ResolversParentTypes['Mover'] };
  Path: Path;
  PathAnswer: Omit<PathAnswer, 'links' | 'nodes'> & { links: Array<ResolversParentTypes['Link']>, nodes: Array<ResolversParentTypes['Node']> };
  PathStop: PathStop;
  Period: PeriodModel;
  PersistentMember: PersistentMember;
  PhaseTime: PhaseTime;
  PortMonth: PortMonth;
  PositionFeed: FeedModel;
  PositionFile: PositionFileModel;
  PositionFilePage: Omit<PositionFilePage, 'files'> & { files: Array<ResolversParentTypes['PositionFile']> };
  PositionRetention: PositionRetention;
  PresenceLine: Omit<PresenceLine, 'mover'> & { mover: ResolversParentTypes['Mover'] };
  PresenceList: Omit<PresenceList, 'lines'> & { lines: Array<ResolversParentTypes['PresenceLine']> };
  PreviewExample: ExampleModel;
  PreviewHub: HubModel;
  PreviewWeek: PreviewWeek;
  PriceCompared: PriceCompared;
  Profile: Omit<Profile, 'brokers' | 'countries' | 'hs' | 'partners' | 'ports'> & { brokers: Array<ResolversParentTypes['Share']>, countries: Array<ResolversParentTypes['Share']>, hs: Array<ResolversParentTypes['Share']>, partners: Array<ResolversParentTypes['Share']>, ports: Array<ResolversParentTypes['Share']> };
  QuarantinePage: QuarantinePage;
  QuarantineRow: QuarantineRow;
  QuarantinedPosition: QuarantinedPosition;
  Query: Record<PropertyKey, never>;
  Question: Question;
  QuestionField: QuestionField;
  QuestionStep: QuestionStep;
  QuietHours: QuietHours;
  QuietInput: QuietInput;
  RankParts: RankParts;
  ReadingInput: ReadingInput;
  RecordInfo: RecordInfo;
  RefusedPosition: RefusedPosition;
  Relation: RelationModel;
  RelationKind: Scalars['RelationKind']['output'];
  ReportMember: Omit<ReportMember, 'node'> & { node: ResolversParentTypes['Node'] };
  ReportRow: ReportRow;
  ReportTie: Omit<ReportTie, 'thing'> & { thing?: Maybe<ResolversParentTypes['Node']> };
  Resolved: Omit<Resolved, 'node'> & { node?: Maybe<ResolversParentTypes['Node']> };
  RetentionInput: RetentionInput;
  RetentionPreview: RetentionPreview;
  RetentionVersion: RetentionVersion;
  SavedQuery: SavedQuery;
  ScheduleInput: ScheduleInput;
  ScopeInput: ScopeInput;
  SearchAnswer: Omit<SearchAnswer, 'hits'> & { hits: Array<ResolversParentTypes['SearchHit']> };
  SearchHit: Omit<SearchHit, 'node'> & { node: ResolversParentTypes['Node'] };
  SequenceList: Omit<SequenceList, 'passages'> & { passages: Array<ResolversParentTypes['Passage']> };
  SettingField: SettingField;
  SettingOption: SettingOption;
  Share: ShareModel;
  ShellComparison: ShellComparison;
  Silence: SilenceModel;
  SmsTemplate: SmsTemplate;
  Split: Split;
  Statement: Statement;
  StatementPage: StatementPage;
  Stop: Stop;
  StopList: StopList;
  String: Scalars['String']['output'];
  Subgraph: Omit<Subgraph, 'links' | 'nodes'> & { links: Array<ResolversParentTypes['Link']>, nodes: Array<ResolversParentTypes['Node']> };
  Subscription: Record<PropertyKey, never>;
  Succession: Succession;
  SweepStep: SweepStep;
  SystemFault: SystemFault;
  SystemState: Omit<SystemState, 'demo'> & { demo?: Maybe<ResolversParentTypes['DemoState']> };
  TagCount: TagCount;
  TagGround: TagGroundModel;
  TagLegend: TagLegend;
  TagOnEntity: TagOnEntityModel;
  TaggedEntities: Omit<TaggedEntities, 'nodes'> & { nodes: Array<ResolversParentTypes['Node']> };
  TargetLine: LineWithFigures;
  TargetLineInput: TargetLineInput;
  TargetingEvent: TargetingEvent;
  TargetingFigures: TargetingFigures;
  TargetingGang: TargetingGang;
  TargetingHit: TargetingHit;
  TargetingList: ListWithFigures;
  ThingsCompared: ThingsCompared;
  Track: Omit<Track, 'mover'> & { mover: ResolversParentTypes['Mover'] };
  TradeShare: TradeShare;
  TypeCount: TypeCount;
  TypeLegend: TypeLegend;
  UnexplainedStop: UnexplainedStop;
  UnjudgedCount: UnjudgedCount;
  Visit: Omit<Visit, 'mover'> & { mover: ResolversParentTypes['Mover'] };
  VisitList: Omit<VisitList, 'visits'> & { visits: Array<ResolversParentTypes['Visit']> };
  Watch: WatchModel;
  WatchAllowance: WatchAllowance;
  WatchCondition: WatchCondition;
  WatchException: Omit<WatchException, 'watch'> & { watch: ResolversParentTypes['Watch'] };
  WatchGroup: WatchGroup;
  WatchGroupInput: WatchGroupInput;
  WatchInput: WatchInput;
  WatchPreview: PreviewModel;
  WatchQuery: QueryModel;
  WatchQueryCondition: WatchQueryCondition;
  WatchQueryInput: WatchQueryInput;
  WatchReach: WatchReach;
  WatchRecipient: RecipientModel;
  WatchRecipientInput: WatchRecipientInput;
  WatchSchedule: WatchSchedule;
  WatchTarget: TargetModel;
  WatchTargetInput: WatchTargetInput;
  WatchVersion: WatchVersion;
  WeakLink: WeakLinkModel;
  Words: Words;
  Zone: ZoneModel;
  ZoneCalendar: ZoneCalendar;
  ZoneCalendarInput: ZoneCalendarInput;
  ZoneEvent: ZoneEvent;
  ZoneEventList: ZoneEventList;
  ZoneInput: ZoneInput;
  ZoneVersion: ZoneVersion;
};

export type ActivityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  events?: Resolver<Array<ResolversTypes['ActivityEvent']>, ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['ActivityMonth']>, ParentType, ContextType>;
};

export type ActivityEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ActivityEvent'] = ResolversParentTypes['ActivityEvent']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  entity?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActivityKind'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ActivityMonthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ActivityMonth'] = ResolversParentTypes['ActivityMonth']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registrations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seizures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AlertResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert']> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  caseNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  children?: Resolver<Array<ResolversTypes['Alert']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveries?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['AlertEvent']>, ParentType, ContextType>;
  factDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fault?: Resolver<Maybe<ResolversTypes['SystemFault']>, ParentType, ContextType>;
  gang?: Resolver<Maybe<ResolversTypes['AlertGang']>, ParentType, ContextType>;
  held?: Resolver<Maybe<ResolversTypes['AlertHold']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  moved?: Resolver<Maybe<ResolversTypes['AlertMovement']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['AlertOrigin'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  pastFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['AlertStep']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['AlertRule']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['AlertSource']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AlertStatus'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  watch?: Resolver<Maybe<ResolversTypes['AlertWatch']>, ParentType, ContextType>;
  watchVersion?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type AlertCanaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertCanary'] = ResolversParentTypes['AlertCanary']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  millis?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AlertDaemonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertDaemon'] = ResolversParentTypes['AlertDaemon']> = {
  alive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  beatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  behind?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  canary?: Resolver<Maybe<ResolversTypes['AlertCanary']>, ParentType, ContextType>;
  email?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  fault?: Resolver<Maybe<ResolversTypes['AlertFault']>, ParentType, ContextType>;
  outbox?: Resolver<Array<ResolversTypes['OutboxCount']>, ParentType, ContextType>;
  paused?: Resolver<Array<ResolversTypes['ChannelPause']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sms?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  watchesCut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AlertEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertEvent'] = ResolversParentTypes['AlertEvent']> = {
  act?: Resolver<ResolversTypes['AlertEventAct'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertGangResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertGang'] = ResolversParentTypes['AlertGang']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertMovementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertMovement'] = ResolversParentTypes['AlertMovement']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AlertPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertPage'] = ResolversParentTypes['AlertPage']> = {
  alerts?: Resolver<Array<ResolversTypes['Alert']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AlertRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertRule'] = ResolversParentTypes['AlertRule']> = {
  isLost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  paths?: Resolver<Array<Array<ResolversTypes['AlertStep']>>, ParentType, ContextType>;
  sentence?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type AlertSourceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertSource'] = ResolversParentTypes['AlertSource']> = {
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fresh?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type AlertStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertStep'] = ResolversParentTypes['AlertStep']> = {
  isNew?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  nodeWasThere?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AlertWatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertWatch'] = ResolversParentTypes['AlertWatch']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
};

export type AlertWordsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AlertWords'] = ResolversParentTypes['AlertWords']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnalysisRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AnalysisRun'] = ResolversParentTypes['AnalysisRun']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AttributeLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttributeLegend'] = ResolversParentTypes['AttributeLegend']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  identifier?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  personal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valueType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['NameLegend']>, ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttributeValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttributeValue'] = ResolversParentTypes['AttributeValue']> = {
  conflict?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type AvoidedNodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AvoidedNode'] = ResolversParentTypes['AvoidedNode']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BaseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Base'] = ResolversParentTypes['Base']> = {
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  nearest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nights?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  radius?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stops?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entities?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mergedInto?: Resolver<Array<ResolversTypes['Succession']>, ParentType, ContextType>;
  more?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  relationsMergedInto?: Resolver<Array<ResolversTypes['Succession']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  splitFrom?: Resolver<Array<ResolversTypes['Split']>, ParentType, ContextType>;
  touched?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  configured?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  lastProblem?: Resolver<Maybe<ResolversTypes['ChannelProblem']>, ParentType, ContextType>;
  lastSentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pause?: Resolver<Maybe<ResolversTypes['ChannelPause']>, ParentType, ContextType>;
  queue?: Resolver<Array<ResolversTypes['OutboxCount']>, ParentType, ContextType>;
  templates?: Resolver<Array<ResolversTypes['SmsTemplate']>, ParentType, ContextType>;
  variables?: Resolver<Array<ResolversTypes['ChannelVariable']>, ParentType, ContextType>;
};

export type ChannelPauseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelPause'] = ResolversParentTypes['ChannelPause']> = {
  channel?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  problem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ChannelProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelProblem'] = ResolversParentTypes['ChannelProblem']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  problem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChannelVariableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChannelVariable'] = ResolversParentTypes['ChannelVariable']> = {
  given?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ColumnAssignmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ColumnAssignment'] = ResolversParentTypes['ColumnAssignment']> = {
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  administrator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quiet?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  superior?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContactGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ContactGroup'] = ResolversParentTypes['ContactGroup']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CurrencyAmountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CurrencyAmount'] = ResolversParentTypes['CurrencyAmount']> = {
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type DatasetLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatasetLegend'] = ResolversParentTypes['DatasetLegend']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DatumProposalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DatumProposal'] = ResolversParentTypes['DatumProposal']> = {
  datum?: Resolver<ResolversTypes['Datum'], ParentType, ContextType>;
  fixes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rest?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DeclarationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Declaration'] = ResolversParentTypes['Declaration']> = {
  carrier?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  container?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  declarant?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  extra?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  goods?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  hs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inspection?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mass?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  mode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  overseas?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  throughFileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trader?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  vessel?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  yuan?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  yuanBasis?: Resolver<Maybe<ResolversTypes['YuanBasis']>, ParentType, ContextType>;
};

export type DeclarationPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclarationPage'] = ResolversParentTypes['DeclarationPage']> = {
  amounts?: Resolver<Array<ResolversTypes['CurrencyAmount']>, ParentType, ContextType>;
  converted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  declarations?: Resolver<Array<ResolversTypes['Declaration']>, ParentType, ContextType>;
  mass?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unconverted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type DeclaredDrivenResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclaredDriven'] = ResolversParentTypes['DeclaredDriven']> = {
  judged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['DeclaredJourney']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unjudged?: Resolver<Array<ResolversTypes['UnjudgedCount']>, ParentType, ContextType>;
};

export type DeclaredJourneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclaredJourney'] = ResolversParentTypes['DeclaredJourney']> = {
  arrived?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['UnjudgedCause']>, ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  declaration?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  drivenKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['DeclaredPlace']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gapHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  gaps?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  gate?: Resolver<Maybe<ResolversTypes['DeclaredPlace']>, ParentType, ContextType>;
  mover?: Resolver<Maybe<ResolversTypes['Mover']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  office?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  officeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  partyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  passages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  plausibleKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['JourneyReason']>, ParentType, ContextType>;
  stops?: Resolver<Array<ResolversTypes['UnexplainedStop']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  unexplainedHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  unexplainedKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  vehicle?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vehicleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['JourneyVerdict'], ParentType, ContextType>;
};

export type DeclaredPlaceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclaredPlace'] = ResolversParentTypes['DeclaredPlace']> = {
  ground?: Resolver<ResolversTypes['PlaceGround'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  radius?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  alerts?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  contact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nextAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DeliveryPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeliveryPage'] = ResolversParentTypes['DeliveryPage']> = {
  deliveries?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DemoAlertFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DemoAlertFile'] = ResolversParentTypes['DemoAlertFile']> = {
  mapping?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DemoStateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DemoState'] = ResolversParentTypes['DemoState']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finished?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeviceBindingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceBinding'] = ResolversParentTypes['DeviceBinding']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scheme?: Resolver<ResolversTypes['DeviceScheme'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
};

export type DeviceBindingPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceBindingPage'] = ResolversParentTypes['DeviceBindingPage']> = {
  bindings?: Resolver<Array<ResolversTypes['DeviceBinding']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DriftCandidateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftCandidate'] = ResolversParentTypes['DriftCandidate']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  comparison?: Resolver<Maybe<ResolversTypes['ShellComparison']>, ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dismissal?: Resolver<Maybe<ResolversTypes['DriftDismissal']>, ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  firstLink?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  newness?: Resolver<Array<ResolversTypes['DriftNewness']>, ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['DriftParts'], ParentType, ContextType>;
  paths?: Resolver<Array<ResolversTypes['DriftPath']>, ParentType, ContextType>;
  pathsTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['DriftPortCount']>, ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  registered?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  replay?: Resolver<Maybe<ResolversTypes['DriftReplay']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type DriftDayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftDay'] = ResolversParentTypes['DriftDay']> = {
  case?: Resolver<ResolversTypes['DriftEntity'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DriftDismissalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftDismissal'] = ResolversParentTypes['DriftDismissal']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gang?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DriftEntityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftEntity'] = ResolversParentTypes['DriftEntity']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type DriftHubResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftHub'] = ResolversParentTypes['DriftHub']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sharers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type DriftPartsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftParts'] = ResolversParentTypes['DriftParts']> = {
  association?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  behaviour?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DriftPathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftPath'] = ResolversParentTypes['DriftPath']> = {
  entities?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  relations?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  shells?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  strength?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DriftPortResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftPort'] = ResolversParentTypes['DriftPort']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DriftPortCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftPortCount'] = ResolversParentTypes['DriftPortCount']> = {
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DriftReplayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftReplay'] = ResolversParentTypes['DriftReplay']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  daysFromFirstFiling?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DriftRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftRun'] = ResolversParentTypes['DriftRun']> = {
  candidates?: Resolver<Array<ResolversTypes['DriftCandidate']>, ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  entities?: Resolver<Array<ResolversTypes['DriftEntity']>, ParentType, ContextType>;
  firstFilings?: Resolver<Array<ResolversTypes['FirstFiling']>, ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hubs?: Resolver<Array<ResolversTypes['DriftHub']>, ParentType, ContextType>;
  persistent?: Resolver<Array<ResolversTypes['PersistentMember']>, ParentType, ContextType>;
  portMonths?: Resolver<Array<ResolversTypes['PortMonth']>, ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['DriftPort']>, ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['AnalysisRun'], ParentType, ContextType>;
  shells?: Resolver<Array<ResolversTypes['DriftEntity']>, ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EntityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity']> = {
  asserted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['AttributeValue']>, ParentType, ContextType>;
  behaviour?: Resolver<Array<ResolversTypes['AttributeValue']>, ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['KindCount']>, ParentType, ContextType>;
  degree?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['Note']>, ParentType, ContextType>;
  pending?: Resolver<Array<ResolversTypes['InboxEntry']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['RecordInfo']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['TagOnEntity']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export interface EntityTypeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EntityType'], any> {
  name: 'EntityType';
}

export type EventLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EventLegend'] = ResolversParentTypes['EventLegend']> = {
  attributes?: Resolver<Array<ResolversTypes['AttributeLegend']>, ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['NameLegend']>, ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExpandTotalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExpandTotal'] = ResolversParentTypes['ExpandTotal']> = {
  hop?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
  shown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type FactVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FactVerdict'] = ResolversParentTypes['FactVerdict']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  apart?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FamilyLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FamilyLegend'] = ResolversParentTypes['FamilyLegend']> = {
  dark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  light?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedFaultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedFault'] = ResolversParentTypes['FeedFault']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedFiguresResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedFigures'] = ResolversParentTypes['FeedFigures']> = {
  duplicate?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  fixesPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lagSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  lastFix?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastReceived?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  marked?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type FeedRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedRefusal'] = ResolversParentTypes['FeedRefusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileNameResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FileName'] = ResolversParentTypes['FileName']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FilePageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FilePage'] = ResolversParentTypes['FilePage']> = {
  files?: Resolver<Array<ResolversTypes['ImportedFile']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FirstFilingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FirstFiling'] = ResolversParentTypes['FirstFiling']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  enterprise?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type GangResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Gang'] = ResolversParentTypes['Gang']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  case?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['GangLine']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['MemberOfGang']>, ParentType, ContextType>;
  monitored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type GangEntityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangEntity'] = ResolversParentTypes['GangEntity']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type GangGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangGroup'] = ResolversParentTypes['GangGroup']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enterprises?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  gang?: Resolver<Maybe<ResolversTypes['KnownGang']>, ParentType, ContextType>;
  goods?: Resolver<Array<ResolversTypes['TradeShare']>, ParentType, ContextType>;
  head?: Resolver<ResolversTypes['GangEntity'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyMembers?: Resolver<Array<ResolversTypes['KeyMember']>, ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  loops?: Resolver<ResolversTypes['GroupLoops'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['GroupMember']>, ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['RankParts'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['TradeShare']>, ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resolution?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  stability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['GroupTag']>, ParentType, ContextType>;
  ties?: Resolver<Array<ResolversTypes['GroupTie']>, ParentType, ContextType>;
  tiesTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['GroupVerdict']>, ParentType, ContextType>;
  weakLink?: Resolver<Maybe<ResolversTypes['WeakLink']>, ParentType, ContextType>;
};

export type GangLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangLine'] = ResolversParentTypes['GangLine']> = {
  act?: Resolver<ResolversTypes['GangAct'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GangReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangReport'] = ResolversParentTypes['GangReport']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  gang?: Resolver<ResolversTypes['Gang'], ParentType, ContextType>;
  goods?: Resolver<Array<ResolversTypes['TradeShare']>, ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['ReportMember']>, ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['TradeShare']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  ties?: Resolver<Array<ResolversTypes['ReportTie']>, ParentType, ContextType>;
  tiesTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GangRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangRun'] = ResolversParentTypes['GangRun']> = {
  actors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  betweennessError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['GangGroup']>, ParentType, ContextType>;
  hubs?: Resolver<Array<ResolversTypes['HubLine']>, ParentType, ContextType>;
  left?: Resolver<ResolversTypes['GangRunLeft'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['AnalysisRun'], ParentType, ContextType>;
  sweep?: Resolver<Array<ResolversTypes['SweepStep']>, ParentType, ContextType>;
  ties?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GangRunLeftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GangRunLeft'] = ResolversParentTypes['GangRunLeft']> = {
  beyondLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  otherTags?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  weakEvidence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface GeoJsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['GeoJSON'], any> {
  name: 'GeoJSON';
}

export type GroundPathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroundPath'] = ResolversParentTypes['GroundPath']> = {
  links?: Resolver<Array<ResolversTypes['Link']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
};

export type GroupLoopsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupLoops'] = ResolversParentTypes['GroupLoops']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  coreness?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cycles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  largestBlock?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rings?: Resolver<Array<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type GroupMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupMember'] = ResolversParentTypes['GroupMember']> = {
  amount?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  articulation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  betweenness?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  coreness?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  degree?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  pageRank?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
  stays?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  strength?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['MemberTag']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type GroupTagResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupTag'] = ResolversParentTypes['GroupTag']> = {
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GroupTieResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupTie'] = ResolversParentTypes['GroupTie']> = {
  kind?: Resolver<ResolversTypes['TieKind'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  relations?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  sharers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  thing?: Resolver<Maybe<ResolversTypes['GangEntity']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type GroupVerdictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GroupVerdict'] = ResolversParentTypes['GroupVerdict']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gang?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['VerdictKind'], ParentType, ContextType>;
};

export type HistoryLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HistoryLine'] = ResolversParentTypes['HistoryLine']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type HubLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HubLine'] = ResolversParentTypes['HubLine']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  largest?: Resolver<ResolversTypes['GangEntity'], ParentType, ContextType>;
  sharers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type IconLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IconLegend'] = ResolversParentTypes['IconLegend']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportSummary'] = ResolversParentTypes['ImportSummary']> = {
  entitiesAdded?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  entitiesChanged?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  entitiesRemoved?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  filesTogether?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  relationsAdded?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  relationsChanged?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  relationsRemoved?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  relationsSetAside?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  rowsLoaded?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  rowsQuarantined?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  rowsRead?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  steps?: Resolver<Maybe<Array<ResolversTypes['PhaseTime']>>, ParentType, ContextType>;
};

export type ImportedFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ImportedFile'] = ResolversParentTypes['ImportedFile']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  live?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mappingId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sourceDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['ImportSummary'], ParentType, ContextType>;
  supersededBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  supersedes?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  supplements?: Resolver<Maybe<ResolversTypes['FileName']>, ParentType, ContextType>;
};

export type InboxEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InboxEntry'] = ResolversParentTypes['InboxEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  relation?: Resolver<Maybe<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  retracts?: Resolver<Array<ResolversTypes['Long']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['InboxState'], ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvestigationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Investigation'] = ResolversParentTypes['Investigation']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notes?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvestigationSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvestigationSummary'] = ResolversParentTypes['InvestigationSummary']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  cancelRequested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pastReturn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['JobProblem']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['ImportSummary']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobKindResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JobKind'] = ResolversParentTypes['JobKind']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JobPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JobPage'] = ResolversParentTypes['JobPage']> = {
  jobs?: Resolver<Array<ResolversTypes['Job']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobProblemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['JobProblem'] = ResolversParentTypes['JobProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JudgementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Judgement'] = ResolversParentTypes['Judgement']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JudgementKind'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leftLabel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rightLabel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KeyMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KeyMember'] = ResolversParentTypes['KeyMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['MemberReason']>, ParentType, ContextType>;
};

export type KeyedFeedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KeyedFeed'] = ResolversParentTypes['KeyedFeed']> = {
  feed?: Resolver<ResolversTypes['PositionFeed'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KindCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KindCount'] = ResolversParentTypes['KindCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['Direction'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type KindLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KindLegend'] = ResolversParentTypes['KindLegend']> = {
  aggregated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['AttributeLegend']>, ParentType, ContextType>;
  directed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
  sameType?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sourceTypes?: Resolver<Array<ResolversTypes['EntityType']>, ParentType, ContextType>;
  targetTypes?: Resolver<Array<ResolversTypes['EntityType']>, ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type KindTotalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KindTotal'] = ResolversParentTypes['KindTotal']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
};

export type KnownGangResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KnownGang'] = ResolversParentTypes['KnownGang']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shared?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Legend'] = ResolversParentTypes['Legend']> = {
  categories?: Resolver<Array<ResolversTypes['NameLegend']>, ParentType, ContextType>;
  datasets?: Resolver<Array<ResolversTypes['DatasetLegend']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['EventLegend']>, ParentType, ContextType>;
  families?: Resolver<Array<ResolversTypes['FamilyLegend']>, ParentType, ContextType>;
  icons?: Resolver<Array<ResolversTypes['IconLegend']>, ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['KindLegend']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['TagLegend']>, ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['TypeLegend']>, ParentType, ContextType>;
};

export type LinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Link'] = ResolversParentTypes['Link']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
  pending?: Resolver<Maybe<ResolversTypes['Pending']>, ParentType, ContextType>;
  periods?: Resolver<Array<ResolversTypes['Period']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ListMatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ListMatch'] = ResolversParentTypes['ListMatch']> = {
  hits?: Resolver<Array<ResolversTypes['SearchHit']>, ParentType, ContextType>;
  item?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LiveBoardResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LiveBoard'] = ResolversParentTypes['LiveBoard']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  course?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  ids?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['MoverKind']>, ParentType, ContextType>;
  kmh?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  names?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Array<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export type LoopResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Loop'] = ResolversParentTypes['Loop']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  goods?: Resolver<Array<ResolversTypes['LoopGoods']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LoopKind'], ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['LoopLink']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['LoopMember']>, ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['LoopParts'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['GroupTag']>, ParentType, ContextType>;
};

export type LoopGoodsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopGoods'] = ResolversParentTypes['LoopGoods']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoopLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopLink'] = ResolversParentTypes['LoopLink']> = {
  forward?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RelationKind'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LoopMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopMember'] = ResolversParentTypes['LoopMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['MemberTag']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type LoopPartsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopParts'] = ResolversParentTypes['LoopParts']> = {
  goods?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tags?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tightness?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type LoopRunResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopRun'] = ResolversParentTypes['LoopRun']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hubs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['LoopRunLeft'], ParentType, ContextType>;
  loops?: Resolver<Array<ResolversTypes['Loop']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['AnalysisRun'], ParentType, ContextType>;
};

export type LoopRunLeftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LoopRunLeft'] = ResolversParentTypes['LoopRunLeft']> = {
  beyondLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  loose?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  otherTags?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MappingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mapping'] = ResolversParentTypes['Mapping']> = {
  columns?: Resolver<Array<ResolversTypes['MappingColumn']>, ParentType, ContextType>;
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shipped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  yaml?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MappingCandidateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingCandidate'] = ResolversParentTypes['MappingCandidate']> = {
  assignment?: Resolver<Array<ResolversTypes['ColumnAssignment']>, ParentType, ContextType>;
  mappingId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  missing?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MappingColumnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingColumn'] = ResolversParentTypes['MappingColumn']> = {
  clean?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zh?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MappingProposalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MappingProposal'] = ResolversParentTypes['MappingProposal']> = {
  bytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  candidates?: Resolver<Array<ResolversTypes['MappingCandidate']>, ParentType, ContextType>;
  columns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  delimiter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  encoding?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['JobProblem']>, ParentType, ContextType>;
  recordPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Array<Array<Maybe<ResolversTypes['String']>>>, ParentType, ContextType>;
  sheets?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  uploadId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MemberOfGangResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemberOfGang'] = ResolversParentTypes['MemberOfGang']> = {
  node?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
};

export type MemberTagResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemberTag'] = ResolversParentTypes['MemberTag']> = {
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MonthValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MonthValue'] = ResolversParentTypes['MonthValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mass?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type MoverResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mover'] = ResolversParentTypes['Mover']> = {
  entity?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  first?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fixes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MoverKind'], ParentType, ContextType>;
  last?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoverPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MoverPage'] = ResolversParentTypes['MoverPage']> = {
  movers?: Resolver<Array<ResolversTypes['Mover']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknown?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  actOnAlerts?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationActOnAlertsArgs, 'act' | 'ids'>>;
  addNote?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationAddNoteArgs, 'id' | 'text'>>;
  addRelation?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationAddRelationArgs, 'input'>>;
  addSilence?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationAddSilenceArgs, 'reason' | 'until'>>;
  addTag?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationAddTagArgs, 'id' | 'reason' | 'tag'>>;
  bindDevice?: Resolver<ResolversTypes['DeviceBinding'], ParentType, ContextType, RequireFields<MutationBindDeviceArgs, 'reason' | 'scheme' | 'value' | 'vehicle'>>;
  cancelJob?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'id'>>;
  changeGang?: Resolver<ResolversTypes['Gang'], ParentType, ContextType, RequireFields<MutationChangeGangArgs, 'id' | 'reason' | 'version'>>;
  changePositionFeed?: Resolver<ResolversTypes['PositionFeed'], ParentType, ContextType, RequireFields<MutationChangePositionFeedArgs, 'id' | 'input' | 'version'>>;
  changePositionRetention?: Resolver<ResolversTypes['PositionRetention'], ParentType, ContextType, RequireFields<MutationChangePositionRetentionArgs, 'policy' | 'reason' | 'version'>>;
  clearPositionQuarantine?: Resolver<ResolversTypes['PositionFeed'], ParentType, ContextType, RequireFields<MutationClearPositionQuarantineArgs, 'feed'>>;
  confirmGroup?: Resolver<ResolversTypes['Gang'], ParentType, ContextType, RequireFields<MutationConfirmGroupArgs, 'key' | 'members' | 'name' | 'reason' | 'run'>>;
  createInvestigation?: Resolver<ResolversTypes['Investigation'], ParentType, ContextType, RequireFields<MutationCreateInvestigationArgs, 'state' | 'title'>>;
  createPositionFeed?: Resolver<ResolversTypes['KeyedFeed'], ParentType, ContextType, RequireFields<MutationCreatePositionFeedArgs, 'input' | 'kind' | 'name'>>;
  deleteInvestigation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteInvestigationArgs, 'id'>>;
  dismissDrift?: Resolver<ResolversTypes['DriftDismissal'], ParentType, ContextType, RequireFields<MutationDismissDriftArgs, 'candidate' | 'reason' | 'run'>>;
  dismissGroup?: Resolver<ResolversTypes['GroupVerdict'], ParentType, ContextType, RequireFields<MutationDismissGroupArgs, 'key' | 'reason'>>;
  draftTargeting?: Resolver<ResolversTypes['TargetingList'], ParentType, ContextType, RequireFields<MutationDraftTargetingArgs, 'name' | 'reason'>>;
  dryRun?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationDryRunArgs, 'input'>>;
  editTargeting?: Resolver<ResolversTypes['TargetingList'], ParentType, ContextType, RequireFields<MutationEditTargetingArgs, 'id' | 'lines' | 'name' | 'reason' | 'version'>>;
  endDeviceBinding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationEndDeviceBindingArgs, 'id' | 'reason'>>;
  endSilence?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationEndSilenceArgs, 'id'>>;
  exceptFromWatch?: Resolver<ResolversTypes['WatchException'], ParentType, ContextType, RequireFields<MutationExceptFromWatchArgs, 'alert' | 'reason'>>;
  forgetDismissal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationForgetDismissalArgs, 'key'>>;
  forgetDriftDismissal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationForgetDriftDismissalArgs, 'gang' | 'record'>>;
  forgetFactVerdict?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationForgetFactVerdictArgs, 'key' | 'run'>>;
  gangFromCase?: Resolver<ResolversTypes['Gang'], ParentType, ContextType, RequireFields<MutationGangFromCaseArgs, 'case' | 'reason'>>;
  gangFromSelection?: Resolver<ResolversTypes['Gang'], ParentType, ContextType, RequireFields<MutationGangFromSelectionArgs, 'ids' | 'name' | 'reason'>>;
  judgeFact?: Resolver<ResolversTypes['FactVerdict'], ParentType, ContextType, RequireFields<MutationJudgeFactArgs, 'apart' | 'key' | 'reason' | 'run'>>;
  merge?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationMergeArgs, 'left' | 'reason' | 'right'>>;
  moveTargeting?: Resolver<ResolversTypes['TargetingList'], ParentType, ContextType, RequireFields<MutationMoveTargetingArgs, 'id' | 'move' | 'reason' | 'version'>>;
  removeAnalysisRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRemoveAnalysisRunArgs, 'id'>>;
  removeContact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRemoveContactArgs, 'id'>>;
  removeContactGroup?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRemoveContactGroupArgs, 'id'>>;
  removeRelation?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationRemoveRelationArgs, 'id'>>;
  removeSavedQuery?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRemoveSavedQueryArgs, 'id'>>;
  removeTag?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationRemoveTagArgs, 'id' | 'tag'>>;
  renewFeedKey?: Resolver<ResolversTypes['KeyedFeed'], ParentType, ContextType, RequireFields<MutationRenewFeedKeyArgs, 'id' | 'version'>>;
  rereadPositionFile?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationRereadPositionFileArgs, 'datum' | 'fileId' | 'reason'>>;
  restoreInvestigation?: Resolver<ResolversTypes['Investigation'], ParentType, ContextType, RequireFields<MutationRestoreInvestigationArgs, 'id'>>;
  restoreWatch?: Resolver<ResolversTypes['Watch'], ParentType, ContextType, RequireFields<MutationRestoreWatchArgs, 'id' | 'reason' | 'to' | 'version'>>;
  retireZone?: Resolver<ResolversTypes['Zone'], ParentType, ContextType, RequireFields<MutationRetireZoneArgs, 'id'>>;
  retract?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationRetractArgs, 'number'>>;
  retractJudgement?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationRetractJudgementArgs, 'id'>>;
  retryDelivery?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRetryDeliveryArgs, 'id'>>;
  saveContact?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationSaveContactArgs, 'contact'>>;
  saveContactGroup?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationSaveContactGroupArgs, 'members' | 'name'>>;
  saveInvestigation?: Resolver<ResolversTypes['Investigation'], ParentType, ContextType, RequireFields<MutationSaveInvestigationArgs, 'id' | 'version'>>;
  saveMapping?: Resolver<ResolversTypes['Mapping'], ParentType, ContextType, RequireFields<MutationSaveMappingArgs, 'yaml'>>;
  saveQuery?: Resolver<ResolversTypes['SavedQuery'], ParentType, ContextType, RequireFields<MutationSaveQueryArgs, 'content' | 'kind' | 'name'>>;
  saveWatch?: Resolver<ResolversTypes['Watch'], ParentType, ContextType, RequireFields<MutationSaveWatchArgs, 'reason' | 'watch'>>;
  saveZone?: Resolver<ResolversTypes['Zone'], ParentType, ContextType, RequireFields<MutationSaveZoneArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['Operator'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'name'>>;
  startImport?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationStartImportArgs, 'input'>>;
  startJob?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationStartJobArgs, 'kind'>>;
  testChannel?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType, RequireFields<MutationTestChannelArgs, 'channel'>>;
  testInApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  trackDrift?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationTrackDriftArgs, 'day' | 'gang'>>;
  unmerge?: Resolver<ResolversTypes['InboxEntry'], ParentType, ContextType, RequireFields<MutationUnmergeArgs, 'reason' | 'record'>>;
  withdrawFile?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationWithdrawFileArgs, 'fileId' | 'reason'>>;
  withdrawPositionFile?: Resolver<ResolversTypes['Job'], ParentType, ContextType, RequireFields<MutationWithdrawPositionFileArgs, 'fileId' | 'reason'>>;
};

export type NameLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NameLegend'] = ResolversParentTypes['NameLegend']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  degree?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type NoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Note'] = ResolversParentTypes['Note']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  pending?: Resolver<Maybe<ResolversTypes['Pending']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface NumbersScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Numbers'], any> {
  name: 'Numbers';
}

export type OpenEndResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OpenEnd'] = ResolversParentTypes['OpenEnd']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type OperatorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Operator'] = ResolversParentTypes['Operator']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OutboxCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OutboxCount'] = ResolversParentTypes['OutboxCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
};

export type OverviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Overview'] = ResolversParentTypes['Overview']> = {
  entities?: Resolver<Array<ResolversTypes['TypeCount']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastImport?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  relations?: Resolver<Array<ResolversTypes['KindTotal']>, ParentType, ContextType>;
  suggestions?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['TagCount']>, ParentType, ContextType>;
};

export type PassageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Passage'] = ResolversParentTypes['Passage']> = {
  certainty?: Resolver<ResolversTypes['Certainty'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mover?: Resolver<ResolversTypes['Mover'], ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PathResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Path'] = ResolversParentTypes['Path']> = {
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type PathAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathAnswer'] = ResolversParentTypes['PathAnswer']> = {
  links?: Resolver<Array<ResolversTypes['Link']>, ParentType, ContextType>;
  more?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  paths?: Resolver<Array<ResolversTypes['Path']>, ParentType, ContextType>;
  stopped?: Resolver<Maybe<ResolversTypes['PathStop']>, ParentType, ContextType>;
};

export type PathStopResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PathStop'] = ResolversParentTypes['PathStop']> = {
  examined?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['StopReason'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PersistentMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersistentMember'] = ResolversParentTypes['PersistentMember']> = {
  hidden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  others?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shells?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  specificity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PhaseTimeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PhaseTime'] = ResolversParentTypes['PhaseTime']> = {
  phase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PortMonthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PortMonth'] = ResolversParentTypes['PortMonth']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  new?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  old?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PositionFeedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PositionFeed'] = ResolversParentTypes['PositionFeed']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  datum?: Resolver<ResolversTypes['Datum'], ParentType, ContextType>;
  datumProposal?: Resolver<Maybe<ResolversTypes['DatumProposal']>, ParentType, ContextType>;
  fault?: Resolver<Maybe<ResolversTypes['FeedFault']>, ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['FeedFigures'], ParentType, ContextType>;
  ia1?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  ic1?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedKind'], ParentType, ContextType>;
  m1?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  perMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['FeedRefusal']>, ParentType, ContextType>;
  senders?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type PositionFileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PositionFile'] = ResolversParentTypes['PositionFile']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  datum?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  datumProposal?: Resolver<Maybe<ResolversTypes['DatumProposal']>, ParentType, ContextType>;
  duplicate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PositionFileState'], ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PositionFilePageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PositionFilePage'] = ResolversParentTypes['PositionFilePage']> = {
  files?: Resolver<Array<ResolversTypes['PositionFile']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PositionRetentionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PositionRetention'] = ResolversParentTypes['PositionRetention']> = {
  doneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  removedBefore?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  thinnedBefore?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['RetentionVersion']>, ParentType, ContextType>;
};

export type PresenceLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PresenceLine'] = ResolversParentTypes['PresenceLine']> = {
  certainty?: Resolver<ResolversTypes['Certainty'], ParentType, ContextType>;
  crossed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mover?: Resolver<ResolversTypes['Mover'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unseen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  visits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PresenceListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PresenceList'] = ResolversParentTypes['PresenceList']> = {
  certain?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['PresenceLine']>, ParentType, ContextType>;
  looked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unseen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PreviewExampleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewExample'] = ResolversParentTypes['PreviewExample']> = {
  path?: Resolver<Array<Maybe<ResolversTypes['Node']>>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
};

export type PreviewHubResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewHub'] = ResolversParentTypes['PreviewHub']> = {
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PreviewWeekResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewWeek'] = ResolversParentTypes['PreviewWeek']> = {
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type PriceComparedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceCompared'] = ResolversParentTypes['PriceCompared']> = {
  heading?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  new?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  newDeclarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  oldDeclarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  amounts?: Resolver<Array<ResolversTypes['CurrencyAmount']>, ParentType, ContextType>;
  brokers?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  converted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  countries?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  first?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  hs?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  inspections?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  last?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  mass?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['MonthValue']>, ParentType, ContextType>;
  partners?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  ports?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  seizures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unconverted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  volatility?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type QuarantinePageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuarantinePage'] = ResolversParentTypes['QuarantinePage']> = {
  rows?: Resolver<Array<ResolversTypes['QuarantineRow']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuarantineRow'] = ResolversParentTypes['QuarantineRow']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuarantinedPositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuarantinedPosition'] = ResolversParentTypes['QuarantinedPosition']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  place?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sample?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  activity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType, RequireFields<QueryActivityArgs, 'ids'>>;
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType, RequireFields<QueryAlertArgs, 'id'>>;
  alertDaemon?: Resolver<ResolversTypes['AlertDaemon'], ParentType, ContextType>;
  alerts?: Resolver<ResolversTypes['AlertPage'], ParentType, ContextType, Partial<QueryAlertsArgs>>;
  alertsCounted?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<QueryAlertsCountedArgs, 'revision'>>;
  alertsUnread?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  analysisRun?: Resolver<Maybe<ResolversTypes['AnalysisRun']>, ParentType, ContextType, RequireFields<QueryAnalysisRunArgs, 'id'>>;
  analysisRuns?: Resolver<Array<ResolversTypes['AnalysisRun']>, ParentType, ContextType, RequireFields<QueryAnalysisRunsArgs, 'limit'>>;
  areaSearch?: Resolver<ResolversTypes['PresenceList'], ParentType, ContextType, RequireFields<QueryAreaSearchArgs, 'area' | 'from' | 'to'>>;
  bases?: Resolver<Array<ResolversTypes['Base']>, ParentType, ContextType, RequireFields<QueryBasesArgs, 'from' | 'id' | 'to'>>;
  between?: Resolver<Array<ResolversTypes['Link']>, ParentType, ContextType, RequireFields<QueryBetweenArgs, 'ids'>>;
  channels?: Resolver<Array<ResolversTypes['Channel']>, ParentType, ContextType>;
  contactGroups?: Resolver<Array<ResolversTypes['ContactGroup']>, ParentType, ContextType>;
  contacts?: Resolver<Array<ResolversTypes['Contact']>, ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['KindCount']>, ParentType, ContextType, RequireFields<QueryCountsArgs, 'id'>>;
  declaration?: Resolver<Array<ResolversTypes['Declaration']>, ParentType, ContextType, RequireFields<QueryDeclarationArgs, 'number'>>;
  declarations?: Resolver<ResolversTypes['DeclarationPage'], ParentType, ContextType, RequireFields<QueryDeclarationsArgs, 'limit' | 'offset'>>;
  declaredDriven?: Resolver<ResolversTypes['DeclaredDriven'], ParentType, ContextType, RequireFields<QueryDeclaredDrivenArgs, 'boundHours' | 'by' | 'daysAround' | 'from' | 'stopMinutes' | 'to'>>;
  deliveries?: Resolver<ResolversTypes['DeliveryPage'], ParentType, ContextType, Partial<QueryDeliveriesArgs>>;
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType, RequireFields<QueryDeliveryArgs, 'id'>>;
  demoAlertFile?: Resolver<Maybe<ResolversTypes['DemoAlertFile']>, ParentType, ContextType>;
  deviceBindings?: Resolver<ResolversTypes['DeviceBindingPage'], ParentType, ContextType, RequireFields<QueryDeviceBindingsArgs, 'first'>>;
  driftDays?: Resolver<Array<ResolversTypes['DriftDay']>, ParentType, ContextType, RequireFields<QueryDriftDaysArgs, 'gang'>>;
  driftRun?: Resolver<Maybe<ResolversTypes['DriftRun']>, ParentType, ContextType, RequireFields<QueryDriftRunArgs, 'run'>>;
  driftRuns?: Resolver<Array<ResolversTypes['AnalysisRun']>, ParentType, ContextType, RequireFields<QueryDriftRunsArgs, 'gang'>>;
  entities?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryEntitiesArgs, 'ids'>>;
  entity?: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType, RequireFields<QueryEntityArgs, 'id'>>;
  expand?: Resolver<ResolversTypes['Subgraph'], ParentType, ContextType, RequireFields<QueryExpandArgs, 'depth' | 'direction' | 'ids' | 'limit' | 'perKindLimit'>>;
  file?: Resolver<Maybe<ResolversTypes['ImportedFile']>, ParentType, ContextType, RequireFields<QueryFileArgs, 'id'>>;
  files?: Resolver<ResolversTypes['FilePage'], ParentType, ContextType, RequireFields<QueryFilesArgs, 'limit' | 'offset'>>;
  gang?: Resolver<Maybe<ResolversTypes['Gang']>, ParentType, ContextType, RequireFields<QueryGangArgs, 'id'>>;
  gangGroup?: Resolver<Maybe<ResolversTypes['GangGroup']>, ParentType, ContextType, RequireFields<QueryGangGroupArgs, 'key' | 'run'>>;
  gangReport?: Resolver<Maybe<ResolversTypes['GangReport']>, ParentType, ContextType, RequireFields<QueryGangReportArgs, 'id'>>;
  gangRun?: Resolver<Maybe<ResolversTypes['GangRun']>, ParentType, ContextType, RequireFields<QueryGangRunArgs, 'run'>>;
  gangs?: Resolver<Array<ResolversTypes['Gang']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['HistoryLine']>, ParentType, ContextType, RequireFields<QueryHistoryArgs, 'id' | 'limit'>>;
  historyFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  inbox?: Resolver<Array<ResolversTypes['InboxEntry']>, ParentType, ContextType, RequireFields<QueryInboxArgs, 'limit'>>;
  inboxEntry?: Resolver<Maybe<ResolversTypes['InboxEntry']>, ParentType, ContextType, RequireFields<QueryInboxEntryArgs, 'number'>>;
  investigation?: Resolver<Maybe<ResolversTypes['Investigation']>, ParentType, ContextType, RequireFields<QueryInvestigationArgs, 'id'>>;
  investigations?: Resolver<Array<ResolversTypes['InvestigationSummary']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  jobKinds?: Resolver<Array<ResolversTypes['JobKind']>, ParentType, ContextType>;
  jobs?: Resolver<ResolversTypes['JobPage'], ParentType, ContextType, RequireFields<QueryJobsArgs, 'limit' | 'offset'>>;
  judgements?: Resolver<Array<ResolversTypes['Judgement']>, ParentType, ContextType, RequireFields<QueryJudgementsArgs, 'id'>>;
  legend?: Resolver<ResolversTypes['Legend'], ParentType, ContextType>;
  livePositions?: Resolver<ResolversTypes['LiveBoard'], ParentType, ContextType, Partial<QueryLivePositionsArgs>>;
  loopRun?: Resolver<Maybe<ResolversTypes['LoopRun']>, ParentType, ContextType, RequireFields<QueryLoopRunArgs, 'run'>>;
  mapping?: Resolver<Maybe<ResolversTypes['Mapping']>, ParentType, ContextType, RequireFields<QueryMappingArgs, 'id'>>;
  mappings?: Resolver<Array<ResolversTypes['Mapping']>, ParentType, ContextType>;
  me?: Resolver<Maybe<ResolversTypes['Operator']>, ParentType, ContextType>;
  movers?: Resolver<ResolversTypes['MoverPage'], ParentType, ContextType, RequireFields<QueryMoversArgs, 'first'>>;
  multiZone?: Resolver<ResolversTypes['PresenceList'], ParentType, ContextType, RequireFields<QueryMultiZoneArgs, 'rule'>>;
  openEnds?: Resolver<Array<ResolversTypes['OpenEnd']>, ParentType, ContextType, RequireFields<QueryOpenEndsArgs, 'fileId'>>;
  overview?: Resolver<ResolversTypes['Overview'], ParentType, ContextType>;
  paths?: Resolver<ResolversTypes['PathAnswer'], ParentType, ContextType, RequireFields<QueryPathsArgs, 'from' | 'limit' | 'maxLength' | 'mode' | 'to'>>;
  positionFeeds?: Resolver<Array<ResolversTypes['PositionFeed']>, ParentType, ContextType>;
  positionFileRefusals?: Resolver<Array<ResolversTypes['RefusedPosition']>, ParentType, ContextType, RequireFields<QueryPositionFileRefusalsArgs, 'fileId' | 'first'>>;
  positionFiles?: Resolver<ResolversTypes['PositionFilePage'], ParentType, ContextType, RequireFields<QueryPositionFilesArgs, 'first'>>;
  positionQuarantine?: Resolver<Array<ResolversTypes['QuarantinedPosition']>, ParentType, ContextType, RequireFields<QueryPositionQuarantineArgs, 'feed' | 'first'>>;
  positionRetention?: Resolver<ResolversTypes['PositionRetention'], ParentType, ContextType>;
  previewRetention?: Resolver<ResolversTypes['RetentionPreview'], ParentType, ContextType, RequireFields<QueryPreviewRetentionArgs, 'policy'>>;
  previewWatch?: Resolver<ResolversTypes['WatchPreview'], ParentType, ContextType, RequireFields<QueryPreviewWatchArgs, 'watch'>>;
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType, RequireFields<QueryProfileArgs, 'id'>>;
  proposeMapping?: Resolver<ResolversTypes['MappingProposal'], ParentType, ContextType, RequireFields<QueryProposeMappingArgs, 'uploadId'>>;
  quarantine?: Resolver<ResolversTypes['QuarantinePage'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'fileId' | 'limit' | 'offset'>>;
  questions?: Resolver<Array<ResolversTypes['Question']>, ParentType, ContextType>;
  relation?: Resolver<Maybe<ResolversTypes['Relation']>, ParentType, ContextType, RequireFields<QueryRelationArgs, 'id'>>;
  resolved?: Resolver<Array<ResolversTypes['Resolved']>, ParentType, ContextType, RequireFields<QueryResolvedArgs, 'ids'>>;
  savedQueries?: Resolver<Array<ResolversTypes['SavedQuery']>, ParentType, ContextType>;
  search?: Resolver<ResolversTypes['SearchAnswer'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'limit' | 'text'>>;
  searchFields?: Resolver<ResolversTypes['SearchAnswer'], ParentType, ContextType, RequireFields<QuerySearchFieldsArgs, 'conditions' | 'limit' | 'type'>>;
  searchList?: Resolver<Array<ResolversTypes['ListMatch']>, ParentType, ContextType, RequireFields<QuerySearchListArgs, 'items'>>;
  silences?: Resolver<Array<ResolversTypes['Silence']>, ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['StatementPage'], ParentType, ContextType, RequireFields<QueryStatementsArgs, 'id' | 'limit' | 'offset'>>;
  stops?: Resolver<ResolversTypes['StopList'], ParentType, ContextType, RequireFields<QueryStopsArgs, 'from' | 'gapMinutes' | 'id' | 'minutes' | 'radius' | 'to'>>;
  system?: Resolver<ResolversTypes['SystemState'], ParentType, ContextType>;
  tagged?: Resolver<ResolversTypes['TaggedEntities'], ParentType, ContextType, RequireFields<QueryTaggedArgs, 'limit' | 'tag'>>;
  targetingHits?: Resolver<Array<ResolversTypes['TargetingHit']>, ParentType, ContextType>;
  targetingList?: Resolver<Maybe<ResolversTypes['TargetingList']>, ParentType, ContextType, RequireFields<QueryTargetingListArgs, 'id'>>;
  targetingLists?: Resolver<Array<ResolversTypes['TargetingList']>, ParentType, ContextType, Partial<QueryTargetingListsArgs>>;
  track?: Resolver<ResolversTypes['Track'], ParentType, ContextType, RequireFields<QueryTrackArgs, 'from' | 'id' | 'points' | 'to'>>;
  watch?: Resolver<Maybe<ResolversTypes['Watch']>, ParentType, ContextType, RequireFields<QueryWatchArgs, 'id'>>;
  watchConditions?: Resolver<Array<ResolversTypes['WatchCondition']>, ParentType, ContextType>;
  watches?: Resolver<Array<ResolversTypes['Watch']>, ParentType, ContextType>;
  zoneEvents?: Resolver<ResolversTypes['ZoneEventList'], ParentType, ContextType, RequireFields<QueryZoneEventsArgs, 'first'>>;
  zoneSequence?: Resolver<ResolversTypes['SequenceList'], ParentType, ContextType, RequireFields<QueryZoneSequenceArgs, 'first' | 'from' | 'second' | 'to' | 'withinMinutes'>>;
  zoneVisits?: Resolver<ResolversTypes['VisitList'], ParentType, ContextType, RequireFields<QueryZoneVisitsArgs, 'from' | 'to' | 'zones'>>;
  zones?: Resolver<Array<ResolversTypes['Zone']>, ParentType, ContextType>;
};

export type QuestionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Question'] = ResolversParentTypes['Question']> = {
  explanation?: Resolver<ResolversTypes['Words'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['QuestionField']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['QuestionStep']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['Words'], ParentType, ContextType>;
};

export type QuestionFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuestionField'] = ResolversParentTypes['QuestionField']> = {
  advanced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  control?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['Words'], ParentType, ContextType>;
  fallback?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['Words'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuestionStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuestionStep'] = ResolversParentTypes['QuestionStep']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  words?: Resolver<ResolversTypes['Words'], ParentType, ContextType>;
};

export type QuietHoursResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offsetMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RankPartsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RankParts'] = ResolversParentTypes['RankParts']> = {
  concealment?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  loops?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  money?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tags?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RecordInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordInfo'] = ResolversParentTypes['RecordInfo']> = {
  byHand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RefusedPositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefusedPosition'] = ResolversParentTypes['RefusedPosition']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RelationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Relation'] = ResolversParentTypes['Relation']> = {
  aggregated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['AttributeValue']>, ParentType, ContextType>;
  byHand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  byMonth?: Resolver<Array<ResolversTypes['MonthValue']>, ParentType, ContextType>;
  link?: Resolver<ResolversTypes['Link'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
};

export interface RelationKindScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RelationKind'], any> {
  name: 'RelationKind';
}

export type ReportMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportMember'] = ResolversParentTypes['ReportMember']> = {
  amount?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['MemberReason']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['MemberRole'], ParentType, ContextType>;
  stays?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ReportRowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportRow'] = ResolversParentTypes['ReportRow']> = {
  day?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type ReportTieResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReportTie'] = ResolversParentTypes['ReportTie']> = {
  kinds?: Resolver<Array<ResolversTypes['RelationKind']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['ReportRow']>, ParentType, ContextType>;
  rowsTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  thing?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
};

export type ResolvedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Resolved'] = ResolversParentTypes['Resolved']> = {
  asked?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  awaited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
};

export type RetentionPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview']> = {
  bytes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  fixes?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  freed?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  removed?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  thinned?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type RetentionVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetentionVersion'] = ResolversParentTypes['RetentionVersion']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keepDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  thinMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  wholeDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SavedQueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SavedQuery'] = ResolversParentTypes['SavedQuery']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SavedQueryKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchAnswer'] = ResolversParentTypes['SearchAnswer']> = {
  cut?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hits?: Resolver<Array<ResolversTypes['SearchHit']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  matched?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['MatchReason'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SequenceListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SequenceList'] = ResolversParentTypes['SequenceList']> = {
  looked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  passages?: Resolver<Array<ResolversTypes['Passage']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SettingFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SettingField'] = ResolversParentTypes['SettingField']> = {
  control?: Resolver<ResolversTypes['SettingControlKind'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['SettingOption']>, ParentType, ContextType>;
};

export type SettingOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SettingOption'] = ResolversParentTypes['SettingOption']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  words?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
};

export type ShareResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entity?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type ShellComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShellComparison'] = ResolversParentTypes['ShellComparison']> = {
  prices?: Resolver<Array<ResolversTypes['PriceCompared']>, ParentType, ContextType>;
  shell?: Resolver<ResolversTypes['DriftEntity'], ParentType, ContextType>;
  things?: Resolver<Array<ResolversTypes['ThingsCompared']>, ParentType, ContextType>;
};

export type SilenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Silence'] = ResolversParentTypes['Silence']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  condition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  watch?: Resolver<Maybe<ResolversTypes['AlertWatch']>, ParentType, ContextType>;
};

export type SmsTemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SmsTemplate'] = ResolversParentTypes['SmsTemplate']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SplitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Split'] = ResolversParentTypes['Split']> = {
  entity?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  property?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['Long']>, ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  sourceDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  throughFileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  throughFileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type StatementPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementPage'] = ResolversParentTypes['StatementPage']> = {
  statements?: Resolver<Array<ResolversTypes['Statement']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StopResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Stop'] = ResolversParentTypes['Stop']> = {
  fixes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StopListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StopList'] = ResolversParentTypes['StopList']> = {
  gapMinutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  splitByGaps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stops?: Resolver<Array<ResolversTypes['Stop']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubgraphResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subgraph'] = ResolversParentTypes['Subgraph']> = {
  cut?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['Link']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  totals?: Resolver<Array<ResolversTypes['ExpandTotal']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  alertPulse?: SubscriptionResolver<ResolversTypes['Int'], "alertPulse", ParentType, ContextType>;
  changes?: SubscriptionResolver<ResolversTypes['Change'], "changes", ParentType, ContextType, Partial<SubscriptionChangesArgs>>;
  inbox?: SubscriptionResolver<ResolversTypes['InboxEntry'], "inbox", ParentType, ContextType>;
  jobChanges?: SubscriptionResolver<ResolversTypes['Job'], "jobChanges", ParentType, ContextType>;
  jobProgress?: SubscriptionResolver<ResolversTypes['Job'], "jobProgress", ParentType, ContextType, RequireFields<SubscriptionJobProgressArgs, 'jobId'>>;
  positionsMoved?: SubscriptionResolver<ResolversTypes['LiveBoard'], "positionsMoved", ParentType, ContextType, Partial<SubscriptionPositionsMovedArgs>>;
  zoneEvents?: SubscriptionResolver<ResolversTypes['ZoneEvent'], "zoneEvents", ParentType, ContextType>;
};

export type SuccessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Succession'] = ResolversParentTypes['Succession']> = {
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  into?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SweepStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SweepStep'] = ResolversParentTypes['SweepStep']> = {
  communities?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resolution?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  stability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SystemFaultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemFault'] = ResolversParentTypes['SystemFault']> = {
  channel?: Resolver<Maybe<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AlertFault'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SystemStateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemState'] = ResolversParentTypes['SystemState']> = {
  demo?: Resolver<Maybe<ResolversTypes['DemoState']>, ParentType, ContextType>;
  graphEngine?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  sqlEngine?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewBehindSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewRevision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TagCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagCount'] = ResolversParentTypes['TagCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TagGroundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagGround'] = ResolversParentTypes['TagGround']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paths?: Resolver<Array<ResolversTypes['GroundPath']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TagLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagLegend'] = ResolversParentTypes['TagLegend']> = {
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inherited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TagOnEntityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TagOnEntity'] = ResolversParentTypes['TagOnEntity']> = {
  byHand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ground?: Resolver<Maybe<ResolversTypes['TagGround']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pending?: Resolver<Maybe<ResolversTypes['Pending']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sources?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TaggedEntitiesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaggedEntities'] = ResolversParentTypes['TaggedEntities']> = {
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TargetLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetLine'] = ResolversParentTypes['TargetLine']> = {
  anyPort?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['TargetingFigures'], ParentType, ContextType>;
  enterprise?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  expires?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['TargetingFigures'], ParentType, ContextType>;
  hs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TargetingEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingEvent'] = ResolversParentTypes['TargetingEvent']> = {
  act?: Resolver<ResolversTypes['TargetingAct'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  removed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type TargetingFiguresResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingFigures'] = ResolversParentTypes['TargetingFigures']> = {
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inspected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TargetingGangResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingGang'] = ResolversParentTypes['TargetingGang']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TargetingHitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingHit'] = ResolversParentTypes['TargetingHit']> = {
  dimension?: Resolver<ResolversTypes['TargetingDimension'], ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['TargetingFigures'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lists?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TargetingListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TargetingList'] = ResolversParentTypes['TargetingList']> = {
  approvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  approvedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<ResolversTypes['TargetingFigures'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  draftedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expires?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  gang?: Resolver<Maybe<ResolversTypes['TargetingGang']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['TargetingEvent']>, ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['TargetingFigures'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['TargetLine']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['TargetingOriginKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TargetingState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type ThingsComparedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ThingsCompared'] = ResolversParentTypes['ThingsCompared']> = {
  newOnly?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  oldOnly?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  shared?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  what?: Resolver<ResolversTypes['ComparedThing'], ParentType, ContextType>;
};

export type TrackResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Track'] = ResolversParentTypes['Track']> = {
  course?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  fixes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flag?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gap?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  gapHours?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gapMinutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gaps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  km?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kmh?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  leftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  mover?: Resolver<ResolversTypes['Mover'], ParentType, ContextType>;
  removedBefore?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  shown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  thinnedBefore?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['Numbers'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TradeShareResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TradeShare'] = ResolversParentTypes['TradeShare']> = {
  amount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  declarations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TypeCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TypeCount'] = ResolversParentTypes['TypeCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type TypeLegendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TypeLegend'] = ResolversParentTypes['TypeLegend']> = {
  attributes?: Resolver<Array<ResolversTypes['AttributeLegend']>, ParentType, ContextType>;
  dark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  icon?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  light?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnexplainedStopResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnexplainedStop'] = ResolversParentTypes['UnexplainedStop']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UnjudgedCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnjudgedCount'] = ResolversParentTypes['UnjudgedCount']> = {
  cause?: Resolver<ResolversTypes['UnjudgedCause'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VisitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Visit'] = ResolversParentTypes['Visit']> = {
  certainty?: Resolver<ResolversTypes['Certainty'], ParentType, ContextType>;
  crossed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  enter?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exit?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fixes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mover?: Resolver<ResolversTypes['Mover'], ParentType, ContextType>;
  zone?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VisitListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VisitList'] = ResolversParentTypes['VisitList']> = {
  certain?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  looked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unseen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  visits?: Resolver<Array<ResolversTypes['Visit']>, ParentType, ContextType>;
};

export type WatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Watch'] = ResolversParentTypes['Watch']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  allowance?: Resolver<Maybe<ResolversTypes['WatchAllowance']>, ParentType, ContextType>;
  avoid?: Resolver<Array<ResolversTypes['AvoidedNode']>, ParentType, ContextType>;
  backDatedDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  causes?: Resolver<Array<ResolversTypes['WatchCause']>, ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  counted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exceptPaths?: Resolver<Array<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  expires?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  falseThrough?: Resolver<Array<ResolversTypes['PreviewHub']>, ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['WatchGroup']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['WatchVersion']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  judged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reach?: Resolver<Maybe<ResolversTypes['WatchReach']>, ParentType, ContextType>;
  recipients?: Resolver<Array<ResolversTypes['WatchRecipient']>, ParentType, ContextType>;
  schedule?: Resolver<Maybe<ResolversTypes['WatchSchedule']>, ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  targets?: Resolver<Array<ResolversTypes['WatchTarget']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  weekly?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  wrong?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WatchAllowanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchAllowance'] = ResolversParentTypes['WatchAllowance']> = {
  perWeek?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type WatchConditionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchCondition'] = ResolversParentTypes['WatchCondition']> = {
  defaults?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['SettingField']>, ParentType, ContextType>;
  input?: Resolver<ResolversTypes['ConditionInput'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  words?: Resolver<ResolversTypes['AlertWords'], ParentType, ContextType>;
};

export type WatchExceptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchException'] = ResolversParentTypes['WatchException']> = {
  before?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  judged?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  watch?: Resolver<ResolversTypes['Watch'], ParentType, ContextType>;
};

export type WatchGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchGroup'] = ResolversParentTypes['WatchGroup']> = {
  channels?: Resolver<Array<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  group?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WatchPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchPreview'] = ResolversParentTypes['WatchPreview']> = {
  busiest?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  examples?: Resolver<Array<ResolversTypes['PreviewExample']>, ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perWeek?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  revisions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revisionsInPeriod?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  targets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  targetsLeftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  targetsMost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  through?: Resolver<Array<ResolversTypes['PreviewHub']>, ParentType, ContextType>;
  undated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  weeks?: Resolver<Array<ResolversTypes['PreviewWeek']>, ParentType, ContextType>;
};

export type WatchQueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchQuery'] = ResolversParentTypes['WatchQuery']> = {
  conditions?: Resolver<Array<ResolversTypes['WatchQueryCondition']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['EntityType'], ParentType, ContextType>;
};

export type WatchQueryConditionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchQueryCondition'] = ResolversParentTypes['WatchQueryCondition']> = {
  attribute?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operator?: Resolver<ResolversTypes['FieldOperator'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WatchReachResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchReach'] = ResolversParentTypes['WatchReach']> = {
  followed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  most?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WatchRecipientResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchRecipient'] = ResolversParentTypes['WatchRecipient']> = {
  channels?: Resolver<Array<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  contact?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WatchScheduleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchSchedule'] = ResolversParentTypes['WatchSchedule']> = {
  days?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offsetMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WatchTargetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchTarget'] = ResolversParentTypes['WatchTarget']> = {
  gang?: Resolver<Maybe<ResolversTypes['AlertGang']>, ParentType, ContextType>;
  ids?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['WatchTargetKind'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Node']>, ParentType, ContextType>;
  query?: Resolver<Maybe<ResolversTypes['WatchQuery']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WatchVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WatchVersion'] = ResolversParentTypes['WatchVersion']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changed?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type WeakLinkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WeakLink'] = ResolversParentTypes['WeakLink']> = {
  entity?: Resolver<Maybe<ResolversTypes['GangEntity']>, ParentType, ContextType>;
  judgeable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['WeakLinkKind'], ParentType, ContextType>;
  relations?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  sides?: Resolver<Array<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['FactVerdict']>, ParentType, ContextType>;
};

export type WordsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Words'] = ResolversParentTypes['Words']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ZoneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Zone'] = ResolversParentTypes['Zone']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  calendar?: Resolver<Maybe<ResolversTypes['ZoneCalendar']>, ParentType, ContextType>;
  geometry?: Resolver<ResolversTypes['GeoJSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shape?: Resolver<ResolversTypes['ZoneShape'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['ZoneVersion']>, ParentType, ContextType>;
};

export type ZoneCalendarResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ZoneCalendar'] = ResolversParentTypes['ZoneCalendar']> = {
  days?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ZoneEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ZoneEvent'] = ResolversParentTypes['ZoneEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cameBy?: Resolver<Maybe<ResolversTypes['CorridorGate']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ZoneEventKind'], ParentType, ContextType>;
  lat?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  leftBy?: Resolver<Maybe<ResolversTypes['CorridorGate']>, ParentType, ContextType>;
  lng?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  minutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  mover?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moverName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  zone?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  zoneName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ZoneEventListResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ZoneEventList'] = ResolversParentTypes['ZoneEventList']> = {
  events?: Resolver<Array<ResolversTypes['ZoneEvent']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ZoneVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ZoneVersion'] = ResolversParentTypes['ZoneVersion']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  calendar?: Resolver<Maybe<ResolversTypes['ZoneCalendar']>, ParentType, ContextType>;
  geometry?: Resolver<ResolversTypes['GeoJSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Activity?: ActivityResolvers<ContextType>;
  ActivityEvent?: ActivityEventResolvers<ContextType>;
  ActivityMonth?: ActivityMonthResolvers<ContextType>;
  Alert?: AlertResolvers<ContextType>;
  AlertCanary?: AlertCanaryResolvers<ContextType>;
  AlertDaemon?: AlertDaemonResolvers<ContextType>;
  AlertEvent?: AlertEventResolvers<ContextType>;
  AlertGang?: AlertGangResolvers<ContextType>;
  AlertMovement?: AlertMovementResolvers<ContextType>;
  AlertPage?: AlertPageResolvers<ContextType>;
  AlertRule?: AlertRuleResolvers<ContextType>;
  AlertSource?: AlertSourceResolvers<ContextType>;
  AlertStep?: AlertStepResolvers<ContextType>;
  AlertWatch?: AlertWatchResolvers<ContextType>;
  AlertWords?: AlertWordsResolvers<ContextType>;
  AnalysisRun?: AnalysisRunResolvers<ContextType>;
  AttributeLegend?: AttributeLegendResolvers<ContextType>;
  AttributeValue?: AttributeValueResolvers<ContextType>;
  AvoidedNode?: AvoidedNodeResolvers<ContextType>;
  Base?: BaseResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelPause?: ChannelPauseResolvers<ContextType>;
  ChannelProblem?: ChannelProblemResolvers<ContextType>;
  ChannelVariable?: ChannelVariableResolvers<ContextType>;
  ColumnAssignment?: ColumnAssignmentResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ContactGroup?: ContactGroupResolvers<ContextType>;
  CurrencyAmount?: CurrencyAmountResolvers<ContextType>;
  DatasetLegend?: DatasetLegendResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DatumProposal?: DatumProposalResolvers<ContextType>;
  Declaration?: DeclarationResolvers<ContextType>;
  DeclarationPage?: DeclarationPageResolvers<ContextType>;
  DeclaredDriven?: DeclaredDrivenResolvers<ContextType>;
  DeclaredJourney?: DeclaredJourneyResolvers<ContextType>;
  DeclaredPlace?: DeclaredPlaceResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryPage?: DeliveryPageResolvers<ContextType>;
  DemoAlertFile?: DemoAlertFileResolvers<ContextType>;
  DemoState?: DemoStateResolvers<ContextType>;
  DeviceBinding?: DeviceBindingResolvers<ContextType>;
  DeviceBindingPage?: DeviceBindingPageResolvers<ContextType>;
  DriftCandidate?: DriftCandidateResolvers<ContextType>;
  DriftDay?: DriftDayResolvers<ContextType>;
  DriftDismissal?: DriftDismissalResolvers<ContextType>;
  DriftEntity?: DriftEntityResolvers<ContextType>;
  DriftHub?: DriftHubResolvers<ContextType>;
  DriftParts?: DriftPartsResolvers<ContextType>;
  DriftPath?: DriftPathResolvers<ContextType>;
  DriftPort?: DriftPortResolvers<ContextType>;
  DriftPortCount?: DriftPortCountResolvers<ContextType>;
  DriftReplay?: DriftReplayResolvers<ContextType>;
  DriftRun?: DriftRunResolvers<ContextType>;
  Entity?: EntityResolvers<ContextType>;
  EntityType?: GraphQLScalarType;
  EventLegend?: EventLegendResolvers<ContextType>;
  ExpandTotal?: ExpandTotalResolvers<ContextType>;
  FactVerdict?: FactVerdictResolvers<ContextType>;
  FamilyLegend?: FamilyLegendResolvers<ContextType>;
  FeedFault?: FeedFaultResolvers<ContextType>;
  FeedFigures?: FeedFiguresResolvers<ContextType>;
  FeedRefusal?: FeedRefusalResolvers<ContextType>;
  FileName?: FileNameResolvers<ContextType>;
  FilePage?: FilePageResolvers<ContextType>;
  FirstFiling?: FirstFilingResolvers<ContextType>;
  Gang?: GangResolvers<ContextType>;
  GangEntity?: GangEntityResolvers<ContextType>;
  GangGroup?: GangGroupResolvers<ContextType>;
  GangLine?: GangLineResolvers<ContextType>;
  GangReport?: GangReportResolvers<ContextType>;
  GangRun?: GangRunResolvers<ContextType>;
  GangRunLeft?: GangRunLeftResolvers<ContextType>;
  GeoJSON?: GraphQLScalarType;
  GroundPath?: GroundPathResolvers<ContextType>;
  GroupLoops?: GroupLoopsResolvers<ContextType>;
  GroupMember?: GroupMemberResolvers<ContextType>;
  GroupTag?: GroupTagResolvers<ContextType>;
  GroupTie?: GroupTieResolvers<ContextType>;
  GroupVerdict?: GroupVerdictResolvers<ContextType>;
  HistoryLine?: HistoryLineResolvers<ContextType>;
  HubLine?: HubLineResolvers<ContextType>;
  IconLegend?: IconLegendResolvers<ContextType>;
  ImportSummary?: ImportSummaryResolvers<ContextType>;
  ImportedFile?: ImportedFileResolvers<ContextType>;
  InboxEntry?: InboxEntryResolvers<ContextType>;
  Investigation?: InvestigationResolvers<ContextType>;
  InvestigationSummary?: InvestigationSummaryResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  JobKind?: JobKindResolvers<ContextType>;
  JobPage?: JobPageResolvers<ContextType>;
  JobProblem?: JobProblemResolvers<ContextType>;
  Judgement?: JudgementResolvers<ContextType>;
  KeyMember?: KeyMemberResolvers<ContextType>;
  KeyedFeed?: KeyedFeedResolvers<ContextType>;
  KindCount?: KindCountResolvers<ContextType>;
  KindLegend?: KindLegendResolvers<ContextType>;
  KindTotal?: KindTotalResolvers<ContextType>;
  KnownGang?: KnownGangResolvers<ContextType>;
  Legend?: LegendResolvers<ContextType>;
  Link?: LinkResolvers<ContextType>;
  ListMatch?: ListMatchResolvers<ContextType>;
  LiveBoard?: LiveBoardResolvers<ContextType>;
  Long?: GraphQLScalarType;
  Loop?: LoopResolvers<ContextType>;
  LoopGoods?: LoopGoodsResolvers<ContextType>;
  LoopLink?: LoopLinkResolvers<ContextType>;
  LoopMember?: LoopMemberResolvers<ContextType>;
  LoopParts?: LoopPartsResolvers<ContextType>;
  LoopRun?: LoopRunResolvers<ContextType>;
  LoopRunLeft?: LoopRunLeftResolvers<ContextType>;
  Mapping?: MappingResolvers<ContextType>;
  MappingCandidate?: MappingCandidateResolvers<ContextType>;
  MappingColumn?: MappingColumnResolvers<ContextType>;
  MappingProposal?: MappingProposalResolvers<ContextType>;
  MemberOfGang?: MemberOfGangResolvers<ContextType>;
  MemberTag?: MemberTagResolvers<ContextType>;
  MonthValue?: MonthValueResolvers<ContextType>;
  Mover?: MoverResolvers<ContextType>;
  MoverPage?: MoverPageResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NameLegend?: NameLegendResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Note?: NoteResolvers<ContextType>;
  Numbers?: GraphQLScalarType;
  OpenEnd?: OpenEndResolvers<ContextType>;
  Operator?: OperatorResolvers<ContextType>;
  OutboxCount?: OutboxCountResolvers<ContextType>;
  Overview?: OverviewResolvers<ContextType>;
  Passage?: PassageResolvers<ContextType>;
  Path?: PathResolvers<ContextType>;
  PathAnswer?: PathAnswerResolvers<ContextType>;
  PathStop?: PathStopResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  PersistentMember?: PersistentMemberResolvers<ContextType>;
  PhaseTime?: PhaseTimeResolvers<ContextType>;
  PortMonth?: PortMonthResolvers<ContextType>;
  PositionFeed?: PositionFeedResolvers<ContextType>;
  PositionFile?: PositionFileResolvers<ContextType>;
  PositionFilePage?: PositionFilePageResolvers<ContextType>;
  PositionRetention?: PositionRetentionResolvers<ContextType>;
  PresenceLine?: PresenceLineResolvers<ContextType>;
  PresenceList?: PresenceListResolvers<ContextType>;
  PreviewExample?: PreviewExampleResolvers<ContextType>;
  PreviewHub?: PreviewHubResolvers<ContextType>;
  PreviewWeek?: PreviewWeekResolvers<ContextType>;
  PriceCompared?: PriceComparedResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  QuarantinePage?: QuarantinePageResolvers<ContextType>;
  QuarantineRow?: QuarantineRowResolvers<ContextType>;
  QuarantinedPosition?: QuarantinedPositionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Question?: QuestionResolvers<ContextType>;
  QuestionField?: QuestionFieldResolvers<ContextType>;
  QuestionStep?: QuestionStepResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  RankParts?: RankPartsResolvers<ContextType>;
  RecordInfo?: RecordInfoResolvers<ContextType>;
  RefusedPosition?: RefusedPositionResolvers<ContextType>;
  Relation?: RelationResolvers<ContextType>;
  RelationKind?: GraphQLScalarType;
  ReportMember?: ReportMemberResolvers<ContextType>;
  ReportRow?: ReportRowResolvers<ContextType>;
  ReportTie?: ReportTieResolvers<ContextType>;
  Resolved?: ResolvedResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  RetentionVersion?: RetentionVersionResolvers<ContextType>;
  SavedQuery?: SavedQueryResolvers<ContextType>;
  SearchAnswer?: SearchAnswerResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SequenceList?: SequenceListResolvers<ContextType>;
  SettingField?: SettingFieldResolvers<ContextType>;
  SettingOption?: SettingOptionResolvers<ContextType>;
  Share?: ShareResolvers<ContextType>;
  ShellComparison?: ShellComparisonResolvers<ContextType>;
  Silence?: SilenceResolvers<ContextType>;
  SmsTemplate?: SmsTemplateResolvers<ContextType>;
  Split?: SplitResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementPage?: StatementPageResolvers<ContextType>;
  Stop?: StopResolvers<ContextType>;
  StopList?: StopListResolvers<ContextType>;
  Subgraph?: SubgraphResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Succession?: SuccessionResolvers<ContextType>;
  SweepStep?: SweepStepResolvers<ContextType>;
  SystemFault?: SystemFaultResolvers<ContextType>;
  SystemState?: SystemStateResolvers<ContextType>;
  TagCount?: TagCountResolvers<ContextType>;
  TagGround?: TagGroundResolvers<ContextType>;
  TagLegend?: TagLegendResolvers<ContextType>;
  TagOnEntity?: TagOnEntityResolvers<ContextType>;
  TaggedEntities?: TaggedEntitiesResolvers<ContextType>;
  TargetLine?: TargetLineResolvers<ContextType>;
  TargetingEvent?: TargetingEventResolvers<ContextType>;
  TargetingFigures?: TargetingFiguresResolvers<ContextType>;
  TargetingGang?: TargetingGangResolvers<ContextType>;
  TargetingHit?: TargetingHitResolvers<ContextType>;
  TargetingList?: TargetingListResolvers<ContextType>;
  ThingsCompared?: ThingsComparedResolvers<ContextType>;
  Track?: TrackResolvers<ContextType>;
  TradeShare?: TradeShareResolvers<ContextType>;
  TypeCount?: TypeCountResolvers<ContextType>;
  TypeLegend?: TypeLegendResolvers<ContextType>;
  UnexplainedStop?: UnexplainedStopResolvers<ContextType>;
  UnjudgedCount?: UnjudgedCountResolvers<ContextType>;
  Visit?: VisitResolvers<ContextType>;
  VisitList?: VisitListResolvers<ContextType>;
  Watch?: WatchResolvers<ContextType>;
  WatchAllowance?: WatchAllowanceResolvers<ContextType>;
  WatchCondition?: WatchConditionResolvers<ContextType>;
  WatchException?: WatchExceptionResolvers<ContextType>;
  WatchGroup?: WatchGroupResolvers<ContextType>;
  WatchPreview?: WatchPreviewResolvers<ContextType>;
  WatchQuery?: WatchQueryResolvers<ContextType>;
  WatchQueryCondition?: WatchQueryConditionResolvers<ContextType>;
  WatchReach?: WatchReachResolvers<ContextType>;
  WatchRecipient?: WatchRecipientResolvers<ContextType>;
  WatchSchedule?: WatchScheduleResolvers<ContextType>;
  WatchTarget?: WatchTargetResolvers<ContextType>;
  WatchVersion?: WatchVersionResolvers<ContextType>;
  WeakLink?: WeakLinkResolvers<ContextType>;
  Words?: WordsResolvers<ContextType>;
  Zone?: ZoneResolvers<ContextType>;
  ZoneCalendar?: ZoneCalendarResolvers<ContextType>;
  ZoneEvent?: ZoneEventResolvers<ContextType>;
  ZoneEventList?: ZoneEventListResolvers<ContextType>;
  ZoneVersion?: ZoneVersionResolvers<ContextType>;
};

